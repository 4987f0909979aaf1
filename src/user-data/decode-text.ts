/**
 * Decodes untrusted bytes as text: UTF-8, with or without a byte order mark, with a limit on the
 * length of a line.
 */

import { decodeUtf8 } from '../io/json.ts'
import { InputError } from '../rules/input-error.ts'

const NEWLINE = 10
/**
 * How many leading bytes are examined: in UTF-16 of Latin letters at least a quarter of them are
 * zero.
 */
const LOOKED_AT = 1000

/**
 * The whole text.
 * @throws InputError 'file-not-text', with the line where that can be said; 'file-empty' where
 * there is nothing but blanks
 */
export function textOf(path: string, bytes: Uint8Array): string {
  const text = bytes.includes(0) ? null : decodeUtf8(bytes)
  if (text === null) throw new InputError('file-not-text', { path, ...whyNot(bytes) })
  if (!/\S/.test(text)) throw new InputError('file-empty', { path })
  return text
}

/** @throws InputError 'file-line-too-long' */
export function checkLines(path: string, bytes: Uint8Array, limit: number): void {
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf(NEWLINE, from)
    const length = (end < 0 ? bytes.length : end) - from
    if (length > limit)
      throw new InputError('file-line-too-long', { path, line, bytes: length, limit })
    from += length + 1
  }
}

/** What invalid UTF-8 looks like, and the first line that is invalid. */
function whyNot(bytes: Uint8Array): { line: number | null; looks: 'utf-16' | 'binary' | 'other' } {
  const [first, second] = bytes
  const start = bytes.subarray(0, LOOKED_AT)
  const zeros = start.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0)
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (marked || zeros >= start.length / 4) return { line: null, looks: 'utf-16' }
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf(NEWLINE, from)
    const one = bytes.subarray(from, end < 0 ? bytes.length : end)
    if (one.includes(0)) return { line, looks: 'binary' }
    if (decodeUtf8(one) === null) return { line, looks: 'other' }
    from += one.length + 1
  }
  // Too long for one string.
  return { line: null, looks: 'other' }
}
