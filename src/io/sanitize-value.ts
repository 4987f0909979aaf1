/**
 * How a name or value from a stranger's file may stand in a message: on one line, without control
 * characters, short.
 */
import { sanitize } from './sanitize.ts'

const LONGEST = 60

/**
 * `name` with control, format and unpaired surrogate characters replaced by U+FFFD, cut to 60
 * characters with an ellipsis.
 */
export function sanitizeName(name: string): string {
  const characters = Array.from(name.slice(0, 2 * LONGEST + 2))
  const cut =
    characters.length > LONGEST
      ? `${characters.slice(0, LONGEST - 1).join('')}…`
      : characters.join('')
  return sanitize(cut, 'message')
}

/** A JSON value from a file, as it may stand in a message. */
export function sanitizeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]'
  if (typeof value === 'object' && value !== null) return '{…}'
  return sanitizeName(typeof value === 'string' ? `"${value}"` : String(value))
}
