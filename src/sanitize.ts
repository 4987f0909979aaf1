/**
 * What came from outside (names, paths, lines, messages of libraries) must not steer a terminal or hide in a text. One
 * set of characters decides everywhere; only what stands in their place differs.
 */

/**
 * Control characters of ASCII and of Latin-1, format characters (marks of direction, zero-width ones, tags), lone surrogates,
 * separators of lines, and whatever Unicode says may be ignored where it is drawn (selectors of variants, fillers).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu')
/** The same for JSON, where a backslash is all that is needed; what is left of ASCII was escaped by JSON itself. */
const HARMLESS = /^[\x20-\x7e\n]*$/
/** They only choose between the drawings of a sign. */
const VARIANTS = /[\ufe0e\ufe0f]/g

/** What stands in the place of a character that nobody sees. */
const POLICIES = {
  /** In a sentence: the sign of a character that can't be shown. */
  message: (text: string) => text.replace(VARIANTS, '').replace(ALL_UNSEEN, '\ufffd'),
  /** In a picture, a table, a page: a dot, one column wide. */
  picture: (text: string) => text.replace(VARIANTS, '').replace(ALL_UNSEEN, '·'),
  /** In a line that is being edited: as many dots as it has code units, so that places in the line stay. */
  editor: (text: string) => text.replace(ALL_UNSEEN, (found) => '·'.repeat(found.length)),
  /** In a line that is kept: nothing. */
  removed: (text: string) => text.replace(ALL_UNSEEN, ''),
} as const

export type Policy = keyof typeof POLICIES

/** One line of text without anything that is not seen. */
export const sanitize = (text: string, policy: Policy): string => (unseen(text) ? POLICIES[policy](text) : text)

/** Whether there is anything in a text that nobody sees; a line's end is. */
export const unseen = (text: string): boolean => (HARMLESS.test(text) ? text.includes('\n') : UNSEEN.test(text))

/** JSON that says the same with every such character written as an escape. */
export const escapedJson = (json: string): string =>
  HARMLESS.test(json)
    ? json
    : json.replace(ALL_UNSEEN, (found) => (found === '\n' ? found : unitsOf(found).map(escapeOf).join('')))

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
const escapeOf = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`
