/**
 * The strokes of a line chart. asciichart draws them; it throws on NaN, Infinity and empty series,
 * never clips, mislabels constants and has no log axis, so it is given whole rows only and the rest
 * is done here.
 */
import { plot } from 'asciichart'
import type { Column } from '../shared/columns.ts'
import type { Scale } from '../shared/scale.ts'
import { widthOf } from '../shared/width.ts'

/** A piece of a line that belongs to one series, or to none (axis, labels, blanks). */
export interface Span {
  readonly text: string
  readonly series: number | null
}

export interface Series {
  /** Gaps where null. */
  readonly values: readonly (number | null)[]
  /** Where the values stand along the x axis, ascending; 0, 1, 2, … where left out. */
  readonly at?: readonly number[]
  /** Which of {@link MARKS} it is drawn with; its place among the series where left out. */
  readonly mark?: number
}

/**
 * Strokes as asciichart names them: axis, axis, end, start, level, then the corners ╰ ╭ ╮ ╯ and the
 * upright.
 */
const stroke = (level: string, corners: string, upright: string): string[] => [
  ' ',
  ' ',
  level,
  level,
  level,
  ...Array.from(corners),
  upright,
]

/** What tells the series apart without colour. */
const STROKES = [
  stroke('─', '╰╭╮╯', '│'),
  stroke('═', '╚╔╗╝', '║'),
  stroke('·', '····', '·'),
  stroke('+', '++++', '+'),
]

/** Short samples of the strokes, for legends. */
export const MARKS: readonly string[] = STROKES.map((symbols) => symbols[4].repeat(2))

/** Of a level that means something. */
const LEVEL = '┄'

/** In the place of a stroke that lies beyond the axis. */
export const ABOVE = '▲'
export const BELOW = '▼'

/** Cells that know which series want them. Where several meet the first is seen. */
export class Grid {
  private readonly cells: Map<number, string>[][]

  constructor(
    readonly rows: number,
    readonly columns: number,
  ) {
    this.cells = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => new Map<number, string>()),
    )
  }

  /** The first glyph of a series in a cell stays. */
  put(row: number, column: number, series: number, glyph: string): void {
    const cell = this.cells[row][column]
    if (!cell.has(series)) cell.set(series, glyph)
  }

  /** A row as spans, without blanks at its end; a level is dotted behind the series. */
  spans(row: number, level?: string): Span[] {
    const spans: { text: string; series: number | null }[] = []
    const behind = level === undefined ? null : this.dotted(row, level)
    this.cells[row].forEach((cell, column) => {
      const [first] = cell
      const [series, glyph] = first ?? [null, behind?.[column] ?? ' ']
      const last = spans.at(-1)
      if (last?.series === series) last.text += glyph
      else spans.push({ text: glyph, series })
    })
    if (!behind && spans.at(-1)?.series === null) spans.pop()
    return spans
  }

  /**
   * For each of so many series the one that it lies under, everywhere that it is drawn: the one
   * that hides most of it. null where it is seen, or has nothing to be seen.
   */
  under(count: number): (number | null)[] {
    const hidden = Array.from({ length: count }, () => new Map<number, number>())
    const seen = new Set<number>()
    for (const cell of this.cells.flat()) {
      const [first, ...below] = cell.keys()
      if (first === undefined) continue
      seen.add(first)
      for (const one of below) hidden[one].set(first, (hidden[one].get(first) ?? 0) + 1)
    }
    return hidden.map((by, series) => {
      const [most] = [...by].toSorted(([, a], [, b]) => b - a)
      return seen.has(series) || !most ? null : most[0]
    })
  }

  /** Whether no series is everywhere in the way of a level's words. */
  hasRoom = (row: number, words: string): boolean => this.place(row, words) !== null

  /** A row of dots with the words as far to the right as no series is in their way. */
  private dotted(row: number, words: string): string[] {
    const dots = this.cells[row].map(() => LEVEL)
    const place = this.place(row, words)
    if (!place) return dots
    const { start, width, letters } = place
    // Letters of two columns take the place of two dots.
    return [...dots.slice(0, start), ...lettersByColumn(letters), ...dots.slice(start + width)]
  }

  private place(row: number, words: string) {
    const cells = this.cells[row]
    // Nothing comes after them at the right edge.
    const edge = cells.length - widthOf(words) - 1
    for (let start = edge; start >= 0; start--) {
      const letters = Array.from(start === edge ? ` ${words}` : ` ${words} `)
      const width = widthOf(letters.join(''))
      if (cells.slice(start, start + width).every((cell) => cell.size === 0))
        return { start, width, letters }
    }
    return null
  }
}

/** A series as it is drawn. */
export interface Drawn {
  readonly index: number
  /** Which look it has. */
  readonly mark: number
  readonly columns: readonly (Column | null)[]
  readonly scale: Scale
}

/** Draws series in this order; of each of so many in all the one that it lies under. */
export function drawStrokes(grid: Grid, order: readonly Drawn[], count: number): (number | null)[] {
  for (const one of order) drawSeries(grid, one)
  return grid.under(count)
}

/** Draws each unbroken stretch of columns, then the extremes that its line doesn't reach. */
function drawSeries(grid: Grid, { index, mark, columns, scale }: Drawn): void {
  const symbols = STROKES[mark % STROKES.length]
  for (let start = 0; start < columns.length; start++) {
    const stretch = unbroken(columns, start)
    if (stretch.length === 0) continue
    // What lies beyond the axis is marked where it is cut.
    stretch.forEach(({ min, max }, column) => {
      if (max > scale.max) grid.put(scale.rows - 1, start + column, index, ABOVE)
      if (min < scale.min) grid.put(scale.row(scale.min), start + column, index, BELOW)
    })
    const rows = steadyRows(stretch, scale)
    strokes(rows, scale, symbols).forEach((glyphs, line) => {
      glyphs.forEach((glyph, column) => {
        if (glyph !== ' ') grid.put(scale.rows - 1 - line, start + column, index, glyph)
      })
    })
    stretch.forEach(({ min, max }, column) => {
      const rowOf = (value: number) =>
        isNear(value, rows[column], scale) ? rows[column] : scale.row(value)
      for (let row = rowOf(min); row <= rowOf(max); row++)
        grid.put(row, start + column, index, symbols[9])
    })
    start += stretch.length
  }
}

/** One entry a column; the second of a letter that takes two is empty. */
const lettersByColumn = (letters: readonly string[]): string[] =>
  letters.flatMap((letter) => (widthOf(letter) > 1 ? [letter, ''] : [letter]))

function unbroken(columns: readonly (Column | null)[], start: number): Column[] {
  const stretch: Column[] = []
  for (let column = start; column < columns.length; column++) {
    const one = columns[column]
    if (!one) break
    stretch.push(one)
  }
  return stretch
}

/** How far from its row a value may be, in rows, so that a line need not leave the row for it. */
const SLACK = 0.75

const isNear = (value: number, row: number, scale: Scale): boolean =>
  Math.abs(scale.place(value) - row) <= SLACK

/**
 * The row of each column. A line that lies between two rows would jump to and fro with every small
 * change, on a log axis over decades: where it comes back and has hardly left, it stays.
 */
function steadyRows(stretch: readonly Column[], scale: Scale): number[] {
  const rows = stretch.map(({ value }) => scale.row(value))
  for (let start = 1, end: number; start < rows.length; start = end) {
    for (end = start + 1; rows[end] === rows[start]; end++);
    const back = rows[start - 1]
    const left = stretch.slice(start, end)
    if (rows[end] === back && left.every(({ value }) => isNear(value, back, scale)))
      rows.fill(back, start, end)
  }
  return rows
}

/**
 * asciichart's strokes for one stretch, from the top row down. It draws a column between two
 * values, so the first comes twice.
 */
function strokes(rows: readonly number[], scale: Scale, symbols: readonly string[]): string[][] {
  const top = scale.rows - 1
  const drawn = plot([[rows[0], ...rows]], {
    min: 0,
    max: top,
    height: top,
    offset: 1,
    format: () => ' ',
    symbols,
  })
  return drawn.split('\n').map((line) => Array.from(line).slice(1))
}
