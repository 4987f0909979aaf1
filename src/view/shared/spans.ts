/**
 * Lines of text that know their colours: what pictures are made of. Without the colours they are
 * plain text.
 */
import { sanitize } from '../../io/sanitize.ts'
import { cut, padEnd, widthOf, wrap } from './width.ts'

/**
 * A piece of a line in one style. Colours as a terminal library takes them: a name, `ansi256(n)` or
 * `#rrggbb`.
 */
export interface Span {
  readonly text: string
  readonly color?: string
  readonly background?: string
  readonly bold?: boolean
  readonly dim?: boolean
  readonly underline?: boolean
}

export type Line = readonly Span[]
export type Style = Omit<Span, 'text'>

export const span = (text: string, style: Style = {}): Span => ({ text, ...style })

export const line = (text: string, style: Style = {}): Line =>
  text === '' ? [] : [span(text, style)]

/** A sentence in lines of at most `width` columns. */
export const wrapped = (text: string, width: number, style: Style = {}, indent = ''): Line[] =>
  wrap(text, width, indent).map((one) => line(one, style))

export const textOf = (spans: Line): string => spans.map(({ text }) => text).join('')

export const widthOfLine = (spans: Line): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0)

/** The line itself where it fits, else its start and an ellipsis. */
export function cutLine(spans: Line, width: number): Line {
  if (widthOfLine(spans) <= width) return spans
  const kept: Span[] = []
  let room = width
  for (const one of spans) {
    const size = widthOf(one.text)
    if (size >= room) {
      // One column more than needed, so that the ellipsis appears even if this span just fits.
      const text = cut(`${one.text}${' '.repeat(size === room ? 1 : 0)}`, room)
      return text === '' ? kept : [...kept, { ...one, text }]
    }
    kept.push(one)
    room -= size
  }
  return kept
}

/**
 * The line itself if it fits, else wrapped: continuation lines are indented like the first, and a
 * little more if there is room. Blanks at line ends are dropped.
 */
export function folded(spans: Line, width: number): Line[] {
  if (widthOfLine(spans) <= width) return [spans]
  const letters = spans.flatMap(({ text, ...style }) =>
    Array.from(text, (letter) => span(letter, style)),
  )
  const blank = letters.findIndex(({ text }) => text !== ' ')
  const indent = Math.min(Math.max(0, blank) + 2, Math.floor(width / 3))
  const rows = wrap(
    letters
      .map(({ text }) => text)
      .join('')
      .trimStart(),
    Math.max(1, width - indent),
  )
  let at = Math.max(0, blank)
  return rows.map((row, n) => {
    const own = Array.from(row, (letter) => {
      while (at < letters.length && letters[at].text !== letter) at++
      return letters[at++] ?? span(letter)
    })
    const left = n === 0 ? Math.min(Math.max(0, blank), indent) : indent
    return merged([...(left > 0 ? [span(' '.repeat(left))] : []), ...own])
  })
}

/** Without blanks at its end, except coloured ones. */
export function trimmed(spans: Line): Line {
  const kept = [...spans]
  for (let last = kept.pop(); last; last = kept.pop()) {
    const text = last.background ? last.text : last.text.trimEnd()
    if (text !== '') return [...kept, { ...last, text }]
  }
  return kept
}

/** Two blocks of lines side by side, the left one `width` columns wide. */
export function sideBySide(
  left: readonly Line[],
  right: readonly Line[],
  width: number,
  gap = 2,
): Line[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const first = cutLine(left[row] ?? [], width)
    if (!right[row] || right[row].length === 0) return first
    return [...first, span(padEnd('', width - widthOfLine(first) + gap)), ...right[row]]
  })
}

/** Lines cut into blocks where one is empty. */
export function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [[]]
  for (const one of lines) {
    if (one.length > 0) blocks.at(-1)?.push(one)
    else if ((blocks.at(-1)?.length ?? 0) > 0) blocks.push([])
  }
  return blocks.filter((block) => block.length > 0)
}

/** Neighbours in one style become one span. */
export function merged(spans: Iterable<Span>): Line {
  const out: {
    text: string
    color?: string
    background?: string
    bold?: boolean
    dim?: boolean
    underline?: boolean
  }[] = []
  for (const one of spans) {
    const last = out.at(-1)
    if (last && sameStyle(last, one)) last.text += one.text
    else out.push({ ...one })
  }
  return out
}

const sameStyle = (a: Span, b: Span): boolean =>
  a.color === b.color &&
  a.background === b.background &&
  a.bold === b.bold &&
  a.dim === b.dim &&
  a.underline === b.underline

/** Untrusted names and lines, with nothing that controls a terminal. */
export const sanitizeLine = (text: string): string => sanitize(text, 'picture')
