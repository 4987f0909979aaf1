/**
 * string-width with a short way for plain text, and the same for its characters. In the bundle Ink
 * and yargs get these, too: see bin/lean-packages.js.
 */
import stringWidth, { type Options } from 'string-width'
import { isPlain } from '../../io/sanitize.ts'

/** A change of colour or style, which takes no columns. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is how one begins
const STYLE = /\u001b\[[\d;]*m/g

/** Plain characters of two columns; the others have one. */
const WIDE = /[\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]/g

/**
 * Columns that a text takes on a terminal. Looking up other characters than plain ones takes twenty
 * times as long, in every frame, and first makes tables for 30 ms.
 */
export default function quickWidth(text: string, options?: Options): number {
  if (options) return stringWidth(text, options)
  const seen = text.includes('\u001b') ? text.replace(STYLE, '') : text
  return isPlain(seen) ? seen.length + (seen.match(WIDE)?.length ?? 0) : stringWidth(text)
}

/** Made when first needed: Node takes 10 ms for it. */
let segmenter: Intl.Segmenter | null = null

/** The characters of a text as a reader sees them, each with its index. */
export function graphemes(text: string): Iterable<{ segment: string; index: number }> {
  // Escape is a character of its own, whatever follows it.
  if (isPlain(text.replaceAll('\u001b', '')))
    return text.split('').map((segment, index) => ({ segment, index }))
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}
