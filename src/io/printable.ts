/** What stands in command lines: text without characters that nobody sees. */
import { unseenIn } from './sanitize.ts'

/** The first character that may not stand in a command line; null where there is none. */
export const unprintableIn = (text: string): string | null => unseenIn(text)

export const isPrintable = (text: string): boolean => unseenIn(text) === null

/** As in U+001B. */
export const codePointText = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
