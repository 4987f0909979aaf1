/**
 * What came from outside (names, paths, lines, messages of libraries) must not steer a terminal or
 * hide in a text. One set of characters decides everywhere; only what stands in their place
 * differs.
 */

/**
 * Control characters of ASCII and of Latin-1, format characters (marks of direction, zero-width
 * ones, tags), lone surrogates, separators of lines, and whatever Unicode says may be ignored where
 * it is drawn (selectors of variants, fillers). What joins or colours emoji stays between them,
 * where it can be seen.
 */
const UNSEEN = new RegExp(
  String.raw`(?!(?<=\p{Extended_Pictographic})\ufe0f)` +
    String.raw`(?!(?<=[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])` +
    String.raw`\u200d(?=\p{Extended_Pictographic}))` +
    String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`,
  'u',
)
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu')
/**
 * What the writer of a page may not need for any language: the rest joins letters, and is drawn as
 * nothing at worst.
 */
const STEERING =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u
/** Most texts are of ASCII alone. */
const BEYOND_ASCII = /[^\x20-\x7e]/

const REPLACEMENT = () => '\ufffd'

/** What stands in the place of a character that nobody sees. */
const POLICIES = {
  /** In a sentence: the sign of a character that can't be shown. */
  message: REPLACEMENT,
  /** The same in a name or value from somebody else's file, which is also cut short. */
  name: REPLACEMENT,
  /** In a picture, a table, a page: a dot, one column wide. */
  picture: () => '·',
  /**
   * In a line that is being edited: as many dots as it has code units, so that places in the line
   * stay.
   */
  editor: (found: string) => '·'.repeat(found.length),
  /** In a line that is kept: nothing. */
  removed: () => '',
} as const

export type Policy = keyof typeof POLICIES

/** Characters of a name. */
const LONGEST = 60

/** One line of text without anything that is not seen. */
export function sanitize(text: string, policy: Policy): string {
  const kept = policy === 'name' ? cut(text) : text
  return unseen(kept) ? kept.replace(ALL_UNSEEN, POLICIES[policy]) : kept
}

function cut(name: string): string {
  const characters = Array.from(name.slice(0, 2 * LONGEST + 2))
  return characters.length > LONGEST
    ? `${characters.slice(0, LONGEST - 1).join('')}…`
    : characters.join('')
}

export const sanitizeName = (name: string): string => sanitize(name, 'name')

/** A JSON value from a file, as it may stand in a message. */
export function sanitizeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]'
  if (typeof value === 'object' && value !== null) return '{…}'
  return sanitizeName(typeof value === 'string' ? `"${value}"` : String(value))
}

/** The same line by line. */
export const sanitizeLines = (text: string, policy: Policy): string =>
  unseen(text.replaceAll('\n', ''))
    ? text
        .split('\n')
        .map((line) => sanitize(line, policy))
        .join('\n')
    : text

/** Whether there is anything in a line that nobody sees. */
export const unseen = (text: string): boolean => BEYOND_ASCII.test(text) && UNSEEN.test(text)

/** The first character of a line that nobody sees; null where there is none. */
export const unseenIn = (text: string): string | null => UNSEEN.exec(text)?.[0] ?? null

/** As in U+001B. */
export const codePointText = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * Where a page of text has something that could steer a terminal or turn the text around; −1 where
 * it has not.
 */
export const steeringAt = (text: string): number => text.search(STEERING)

/**
 * A value as JSON, in which every character that nobody sees is written as an escape; it reads back
 * as the same.
 */
export function jsonText(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent)
  if (!/[^\x20-\x7e\n]/.test(json)) return json
  return json.replace(ALL_UNSEEN, (found) => (found === '\n' ? found : escaped(found)))
}

const escaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')
