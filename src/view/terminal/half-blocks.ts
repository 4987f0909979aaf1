/**
 * Heat in half blocks: two rows of units a line, the upper one as the colour of "▀", the lower one
 * as its background.
 */

import { furthest, meanOf } from '../shared/furthest.ts'
import { LEVELS } from '../shared/palette.ts'
import { type Line, merged, type Span, span } from '../shared/spans.ts'
import { RAMP } from './heat-strip.ts'

export interface HalfBlockOptions {
  /** [T, H] */
  readonly values: readonly (readonly number[])[]
  readonly lo: number
  readonly hi: number
  /** Columns of the picture itself. */
  readonly columns: number
  /** Lines at most. */
  readonly height: number
  /** Colours from low to high. */
  readonly ramp: readonly string[]
}

export interface BlockLine {
  readonly spans: Line
  /** The units first..last of the line, counted from 1. */
  readonly first: number
  readonly last: number
}

/**
 * Units share a row and time steps a column where there are more of them; the colour is that of the
 * value that differs most from the mean of all.
 */
export function halfBlocks({
  values,
  lo,
  hi,
  columns,
  height,
  ramp,
}: HalfBlockOptions): BlockLine[] {
  const H = values[0]?.length ?? 0
  const rows = Math.min(Math.max(0, Math.floor(height)) * 2, H)
  const edges = Array.from({ length: rows + 1 }, (_, row) =>
    Math.floor((row * H) / Math.max(1, rows)),
  )
  const grid = fieldsOf(values, columns, edges)
  const color = (row: number, column: number): string =>
    ramp[levelOf(grid[row * columns + column], lo, hi, ramp.length)]
  return Array.from({ length: Math.ceil(rows / 2) }, (_, index) => {
    const upper = 2 * index
    const lower = upper + 1 < rows ? upper + 1 : null
    const cells = Array.from({ length: columns }, (_, column): Span => {
      const top = color(upper, column)
      return lower === null
        ? { text: '▀', color: top }
        : { text: '▀', color: top, background: color(lower, column) }
    })
    return { spans: merged(cells), first: edges[upper] + 1, last: edges[(lower ?? upper) + 1] }
  })
}

/** Of the time steps of a column and the units of a row what differs most: [rows, columns]. */
function fieldsOf(
  values: readonly (readonly number[])[],
  columns: number,
  edges: readonly number[],
): Float64Array {
  const T = values.length
  const rows = edges.length - 1
  const grid = new Float64Array(Math.max(0, rows * columns))
  const centre = meanOf(values)
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * T) / columns)
    const to = Math.max(from + 1, Math.floor(((column + 1) * T) / columns))
    for (let row = 0; row < rows; row++)
      grid[row * columns + column] = furthest(
        values,
        [from, to],
        [edges[row], edges[row + 1]],
        centre,
      )
  }
  return grid
}

function levelOf(value: number, lo: number, hi: number, levels: number): number {
  const part = hi > lo ? (value - lo) / (hi - lo) : 0.5
  return Number.isFinite(part)
    ? Math.min(levels - 1, Math.max(0, Math.round(part * (levels - 1))))
    : 0
}

/** What low and high look like: ten signs, in colour where there is a ramp. */
export function swatch(ramp: readonly string[] | null): Line {
  if (!ramp) return [span(`"${RAMP}"`)]
  return Array.from(RAMP, (_, index) =>
    span('█', { color: ramp[Math.round((index / (RAMP.length - 1)) * (LEVELS - 1))] }),
  )
}
