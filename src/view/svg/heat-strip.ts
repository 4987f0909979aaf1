/**
 * Heat strips as SVG: the twins of half-blocks.ts, one cell a time step and unit as far as there is
 * room.
 */
import { furthest, meanOf } from '../shared/furthest.ts'
import { significant } from '../shared/number.ts'
import { type RampName, rampHex } from '../shared/palette.ts'
import { document, element, label } from './document.ts'
import { pointer } from './line-chart.ts'

interface StripPanel {
  readonly name: string
  /** [T, H] */
  readonly values: readonly (readonly number[])[]
  readonly lo: number
  readonly hi: number
  readonly ramp: RampName
}

export interface StripOptions {
  readonly panels: readonly StripPanel[]
  /** Time steps that are pointed out, from 1. */
  readonly marks: readonly number[]
  readonly x: { readonly first: string; readonly last: string }
  readonly title: string
  readonly description: string
}

const LEFT = 24
const PLOT = { width: 672, height: 128 }
const MAX_CELLS = { columns: 336, rows: 64 }
const KEY = 10

export function heatStripSvg({ panels, marks, x, title, description }: StripOptions): string {
  let top = 16
  const content = panels.flatMap((panel) => {
    const from = top
    top += 30 + PLOT.height + 20
    return drawPanel(panel, marks, from)
  })
  content.push(label(LEFT, top + 2, x.first))
  if (x.last !== '')
    content.push(label(LEFT + PLOT.width, top + 2, x.last, { 'text-anchor': 'end' }))
  return document({ width: LEFT * 2 + PLOT.width, height: top + 16, title, description }, content)
}

function drawPanel(
  { name, values, lo, hi, ramp }: StripPanel,
  marks: readonly number[],
  from: number,
): string[] {
  const T = values.length
  const H = values[0]?.length ?? 0
  const columns = Math.min(T, MAX_CELLS.columns)
  const rows = Math.min(H, MAX_CELLS.rows)
  const top = from + 30
  const size = { width: PLOT.width / Math.max(1, columns), height: PLOT.height / Math.max(1, rows) }
  const cells = Array.from({ length: rows }, (_, row) =>
    runs(colorsOf(values, row, rows, columns, (part) => rampHex(ramp, part), [lo, hi])).map(
      ({ fill, at, length }) =>
        element('rect', {
          x: LEFT + at * size.width,
          y: top + row * size.height,
          width: length * size.width + 0.3,
          height: size.height + 0.3,
          fill,
        }),
    ),
  )
  return [
    label(LEFT, from + 14, name, { 'font-weight': 'bold' }),
    ...keyOf(ramp, lo, hi, from),
    ...marks
      .filter((t) => t >= 1 && t <= T)
      .map((t) => pointer(LEFT + ((t - 0.5) / T) * PLOT.width, top - 2)),
    ...cells.flat(),
  ]
}

/** What low and high look like, at the right of the name. */
function keyOf(ramp: RampName, lo: number, hi: number, from: number): string[] {
  const right = LEFT + PLOT.width
  const width = 12
  const start = right - 70 - KEY * width
  return [
    label(start - 6, from + 14, significant(lo), { 'text-anchor': 'end' }),
    ...Array.from({ length: KEY }, (_, index) =>
      element('rect', {
        x: start + index * width,
        y: from + 4,
        width,
        height: 12,
        fill: rampHex(ramp, index / (KEY - 1)),
      }),
    ),
    label(start + KEY * width + 6, from + 14, significant(hi)),
  ]
}

/**
 * The colours of a row of cells: of the time steps of a column and the units of the row what
 * differs most from the mean of all.
 */
function colorsOf(
  values: StripPanel['values'],
  row: number,
  rows: number,
  columns: number,
  color: (part: number) => string,
  [lo, hi]: readonly [number, number],
): string[] {
  const [T, H] = [values.length, values[0].length]
  const centre = meanOf(values)
  const [first, end] = [Math.floor((row * H) / rows), Math.floor(((row + 1) * H) / rows)]
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * T) / columns)
    const to = Math.max(from + 1, Math.floor(((column + 1) * T) / columns))
    const value = furthest(values, [from, to], [first, end], centre)
    const part = hi > lo ? (value - lo) / (hi - lo) : 0.5
    return color(Number.isFinite(part) ? Math.round(Math.min(1, Math.max(0, part)) * 63) / 63 : 0)
  })
}

/** Neighbours of one colour become one rectangle. */
function runs(colors: readonly string[]): { fill: string; at: number; length: number }[] {
  const out: { fill: string; at: number; length: number }[] = []
  colors.forEach((fill, at) => {
    const last = out.at(-1)
    if (last?.fill === fill) last.length++
    else out.push({ fill, at, length: 1 })
  })
  return out
}
