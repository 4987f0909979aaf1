/**
 * Untrusted text (names, paths, lines, messages of libraries) must not control a terminal or hide
 * anything. One set of characters is replaced everywhere; only the replacement differs.
 */

/** Made at the first call, which takes 3 ms: nearly all text is plain. */
function lazily(make: () => RegExp): () => RegExp {
  let made: RegExp | null = null
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Control characters, format characters (direction marks, zero-width characters, tags), lone
 * surrogates, line separators, and what Unicode lets renderers ignore (variation selectors,
 * fillers). Joiners and selectors within emoji stay, where they are visible.
 */
const UNSEEN = lazily(
  () =>
    new RegExp(
      String.raw`(?!(?<=\p{Extended_Pictographic})\ufe0f)` +
        String.raw`(?!(?<=[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])` +
        String.raw`\u200d(?=\p{Extended_Pictographic}))` +
        String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`,
      'u',
    ),
)
const ALL_UNSEEN = lazily(() => new RegExp(UNSEEN(), 'gu'))
/**
 * Characters that no language needs in a page of text. The remaining invisible ones join letters,
 * and at worst are drawn as nothing.
 */
const STEERING = lazily(
  () =>
    /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u,
)
/**
 * The characters that nearly all of our text consists of, so that no table need be asked: ASCII,
 * Latin and Greek letters, mathematics, boxes, blocks and marks, Chinese. Each UTF-16 code unit of
 * them is a character of its own, and is seen.
 */
const PLAIN =
  /^[ -~\u00b0-\u00ff\u0391-\u03c9\u2010-\u2027\u2070\u2074-\u208e\u2190-\u2193\u2200-\u22ff\u230a\u230b\u2500-\u25fc\u2713\u2717\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/

/** Whether a text has no other characters. */
export const isPlain = (text: string): boolean => PLAIN.test(text)

const REPLACEMENT = () => '\ufffd'

/** The replacement of an invisible character, by where the text is shown. */
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

/** One line of text with invisible characters replaced. */
export function sanitize(text: string, policy: Policy): string {
  const kept = policy === 'name' ? cut(text) : text
  return unseen(kept) ? kept.replace(ALL_UNSEEN(), POLICIES[policy]) : kept
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

/** Whether a line contains an invisible character. */
export const unseen = (text: string): boolean => !isPlain(text) && UNSEEN().test(text)

/** The first invisible character of a line; null if there is none. */
export const unseenIn = (text: string): string | null => UNSEEN().exec(text)?.[0] ?? null

/** As in U+001B. */
export const codePointText = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * Index of the first character that could control a terminal or reverse the text; −1 if there is
 * none.
 */
export const steeringAt = (text: string): number => text.search(STEERING())

/** A value as JSON with invisible characters escaped; it parses to the same value. */
export function jsonText(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent)
  if (!/[^\x20-\x7e\n]/.test(json)) return json
  return json.replace(ALL_UNSEEN(), (found) => (found === '\n' ? found : escaped(found)))
}

const escaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')
