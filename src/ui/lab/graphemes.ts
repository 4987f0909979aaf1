/**
 * Places in a line where a cursor may stand: between what a reader takes for characters, wherever
 * their code units are.
 */

/** Made when first needed: Node takes 10 ms for it. */
let segmenter: Intl.Segmenter | null = null

function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** The offset one character to the left; 0 at the start. */
export function before(text: string, cursor: number): number {
  return segments(text).containing(cursor - 1)?.index ?? 0
}

/** The offset one character to the right; the length at the end. */
export function after(text: string, cursor: number): number {
  const here = segments(text).containing(cursor)
  return here ? here.index + here.segment.length : text.length
}

/** The character at an offset; empty at the end. */
export const charAt = (text: string, cursor: number): string =>
  text.slice(cursor, after(text, cursor))

const WORD = /[\p{L}\p{N}_]/u
const isWord = (char: string) => WORD.test(char)

/** The start of the word to the left, as Alt-B goes. */
export function wordBefore(text: string, cursor: number): number {
  let at = cursor
  while (at > 0 && !isWord(text.slice(before(text, at), at))) at = before(text, at)
  while (at > 0 && isWord(text.slice(before(text, at), at))) at = before(text, at)
  return at
}

/** The end of the word to the right, as Alt-F goes. */
export function wordAfter(text: string, cursor: number): number {
  let at = cursor
  while (at < text.length && !isWord(charAt(text, at))) at = after(text, at)
  while (at < text.length && isWord(charAt(text, at))) at = after(text, at)
  return at
}

/** The start of what Ctrl-W takes away: everything back to the last blank. */
export function blankBefore(text: string, cursor: number): number {
  const head = text.slice(0, cursor).replace(/\s+$/u, '')
  return head.length - (/[^\s]*$/u.exec(head)?.[0].length ?? 0)
}
