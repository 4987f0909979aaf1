/** What stands in command lines: text without characters that would change how a line is shown. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** The first character that may not stand in a command line; null where there is none. */
export const unprintableIn = (text: string): string | null => UNPRINTABLE.exec(text)?.[0] ?? null

export const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text)

/** As in U+001B. */
export const codePointText = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
