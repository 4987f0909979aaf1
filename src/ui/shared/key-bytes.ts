/** One character of UTF-8 among bytes. */

export interface Char {
  /** Bytes that it takes. */
  readonly length: number
  /** Its code point; null for bytes that are no character. */
  readonly code: number | null
}

/**
 * The character at a place; null where its rest has not come yet. Overlong forms and surrogates are
 * none.
 */
export function charAt(bytes: readonly number[], at: number): Char | null {
  const first = bytes[at]
  if (first < 0x80) return { length: 1, code: first }
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return { length: 1, code: null }
  let code = first & (0xff >> (length + 1))
  for (let n = 1; n < length; n++) {
    const byte = bytes[at + n]
    if (byte === undefined) return null
    if (byte < lowest(first, n) || byte > highest(first, n)) return { length: n, code: null }
    code = (code << 6) | (byte & 0x3f)
  }
  return { length, code }
}

/** Which second bytes make a character (Unicode, table 3-7). */
const lowest = (first: number, n: number): number =>
  n === 1 && first === 0xe0 ? 0xa0 : n === 1 && first === 0xf0 ? 0x90 : 0x80
const highest = (first: number, n: number): number =>
  n === 1 && first === 0xed ? 0x9f : n === 1 && first === 0xf4 ? 0x8f : 0xbf

const ESC = 0x1b
/** A bell, a string terminator after an escape and as a C1 control. */
const BEL = 0x07
const ST = 0x5c
const C1_ST = 0x9c
/** What breaks a sequence off: Ctrl-C, CAN, SUB. */
const CANCELS: readonly number[] = [0x03, 0x18, 0x1a]

/**
 * Where a string (OSC, DCS …) ends: behind its terminator, or before what breaks it off (another
 * sequence, Ctrl-C), so that one that was cut off does not keep the keyboard. Null where it goes
 * on.
 */
export function endOfString(
  bytes: readonly number[],
  from: number,
  eightBit: boolean,
): number | null {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === BEL || (eightBit && byte === C1_ST)) return at + 1
    if (CANCELS.includes(byte)) return at
    if (byte === ESC) return bytes[at + 1] === undefined ? null : bytes[at + 1] === ST ? at + 2 : at
    if (byte === 0xc2) {
      if (bytes[at + 1] === undefined) return null
      if (bytes[at + 1] === C1_ST) return at + 2
    }
  }
  return null
}
