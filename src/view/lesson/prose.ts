/** Blocks of prose as lines of at most so many columns. */
import type { ProseBlock, ProseSpan } from '../../lessons/format/prose-blocks.ts'
import type { Colors } from '../shared/palette.ts'
import {
  type Line,
  line,
  merged,
  type Span,
  type Style,
  sanitizeLine,
  span,
} from '../shared/spans.ts'
import { padEnd, widthOf, wrap } from '../shared/width.ts'

/** Wider than this, lines are hard to follow. */
const MEASURE = 96

/**
 * The blocks, quotations behind a mark, an empty line between any two that aren't items of one
 * list.
 */
export function proseLines(
  blocks: readonly ProseBlock[],
  columns: number,
  colors: Colors,
  quote = '│ ',
): Line[] {
  const width = Math.min(columns, MEASURE)
  return blocks.flatMap((block, n) => {
    const together = block.kind === 'item' && blocks[n - 1]?.kind === 'item'
    return [...(n === 0 || together ? [] : [[]]), ...blockLines(block, width, colors, quote)]
  })
}

function blockLines(block: ProseBlock, width: number, colors: Colors, quote: string): Line[] {
  if (block.kind === 'code')
    return block.text
      .split('\n')
      .map((one) => line(`  ${sanitizeLine(one)}`, styleOf('code', colors)))
  if (block.kind === 'quote')
    return wrappedPieces(block.pieces, width - widthOf(quote), colors).map((one) => [
      span(quote),
      ...one,
    ])
  if (block.kind === 'item')
    return hanging(
      `${block.mark} `,
      wrappedPieces(block.pieces, width - widthOf(block.mark) - 1, colors),
    )
  return wrappedPieces(block.pieces, width, colors)
}

/** Lines behind a mark; all but the first are indented by its width. */
export const hanging = (mark: string, lines: readonly Line[], style: Style = {}): Line[] =>
  lines.map((one, n) => [n === 0 ? span(mark, style) : span(padEnd('', widthOf(mark))), ...one])

/** A text of several styles, wrapped as if it had one. */
export function wrappedPieces(pieces: readonly ProseSpan[], width: number, colors: Colors): Line[] {
  const clean = pieces.map(({ text, style, term }) => ({
    text: sanitizeLine(text),
    style: { ...styleOf(style, colors), ...(term && colors !== 'none' ? { underline: true } : {}) },
  }))
  const whole = clean.map(({ text }) => text).join('')
  const styles = clean.flatMap(({ text, style }) => Array.from(text, () => style))
  const letters = Array.from(whole)
  let at = 0
  return wrap(whole, Math.max(1, width)).map((row) => {
    const spans: Span[] = []
    for (const letter of row) {
      // Wrapping drops the blanks at which lines are broken.
      while (at < letters.length && letters[at] !== letter) at++
      spans.push(span(letter, styles[at] ?? {}))
      at++
    }
    return merged(spans)
  })
}

function styleOf(style: ProseSpan['style'], colors: Colors): Style {
  if (colors === 'none' || style === 'plain') return {}
  return style === 'code' ? { color: 'cyan' } : { bold: true }
}
