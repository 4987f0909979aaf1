/** Waterfalls as SVG: the twin of terminal/waterfall.ts, with the decades of its scale. */
import { power } from '../shared/number.ts'
import { INK, rampHex } from '../shared/palette.ts'
import {
  type Decades,
  decadesOf,
  type Field,
  fieldsOf,
  type WaterfallRun,
} from '../shared/waterfall.ts'
import type { WaterfallWords } from '../shared/waterfall-words.ts'
import { type Drawing, element, label } from './document.ts'

export interface WaterfallPanels {
  readonly runs: readonly WaterfallRun[]
  /** The first step of the axis, 0 where left out, and the last. */
  readonly first?: number
  readonly last: number
  readonly words: WaterfallWords
}

const WIDTH = 720
const EDGE = { left: 72, right: 24 }
const GAP = 24
const HEIGHT = 220
const TOP = 60
/** The most fields of a panel. */
const MOST = { rows: 110, columns: 150 }
/** Shades are told apart to one part in so many, so that equal neighbours are one rectangle. */
const SHADES = 63
const KEY = { width: 240, height: 12 }

/** Panels side by side on one scale, training steps downwards, with a key of the scale. */
export function waterfallDrawing(
  { runs, first = 0, last, words }: WaterfallPanels,
  title: string,
  description: string,
): Drawing {
  const decades = decadesOf(runs) ?? { lo: -1, hi: 0 }
  const each = (WIDTH - EDGE.left - EDGE.right - GAP * (runs.length - 1)) / runs.length
  const content = [
    label(EDGE.left, 18, title, { 'font-weight': 'bold' }),
    ...stepLabels(first, last, words),
    ...runs.flatMap((run, n) => {
      const left = EDGE.left + n * (each + GAP)
      return panel(run, decades, { left, width: each, first, last, words })
    }),
    ...keyOf(decades, words.norm),
  ]
  return { width: WIDTH, height: TOP + HEIGHT + 92, title, description, content }
}

function stepLabels(first: number, last: number, { step }: WaterfallWords): string[] {
  const parts = last - first > 1 ? [0, 0.5, 1] : [0, 1]
  return parts.flatMap((part) => {
    const y = TOP + part * HEIGHT
    return [
      element('line', { x1: EDGE.left - 5, y1: y, x2: EDGE.left, y2: y, stroke: INK.quiet }),
      label(EDGE.left - 8, y + 4, step(Math.round(first + part * (last - first))), {
        'text-anchor': 'end',
      }),
    ]
  })
}

interface Place {
  readonly left: number
  readonly width: number
  readonly first: number
  readonly last: number
  readonly words: WaterfallWords
}

function panel(run: WaterfallRun, decades: Decades, place: Place): string[] {
  const { left, width, first, last, words } = place
  const T = run.profiles[0]?.log10.length ?? 0
  const columns = Math.min(T, MOST.columns)
  const fields = fieldsOf(run, decades, { rows: MOST.rows, columns, first, last })
  const size = { width: width / Math.max(1, columns), height: HEIGHT / MOST.rows }
  const bottom = TOP + HEIGHT
  return [
    label(left, TOP - 10, run.name),
    ...bands(fields).flatMap(({ row, rows, fields: band }) =>
      stretches(band).map(({ shade, at, length }) =>
        element('rect', {
          x: left + at * size.width,
          y: TOP + row * size.height,
          // A hair more than its size, or the background shines through between neighbours.
          width: length * size.width + 0.3,
          height: rows * size.height + 0.3,
          fill: rampHex('log', shade / SHADES),
        }),
      ),
    ),
    element('rect', { x: left, y: TOP, width, height: HEIGHT, fill: 'none', stroke: INK.quiet }),
    label(left, bottom + 18, words.first(Math.min(1, T))),
    ...(T > 1 ? [label(left + width, bottom + 18, words.last(T), { 'text-anchor': 'end' })] : []),
  ]
}

/** Rows that show one profile become one band. */
function bands(fields: readonly Field[][]): { row: number; rows: number; fields: Field[] }[] {
  const all: { row: number; rows: number; fields: Field[] }[] = []
  fields.forEach((one, row) => {
    const before = all.at(-1)
    if (before?.fields.every((field, column) => field === one[column])) before.rows++
    else all.push({ row, rows: 1, fields: one })
  })
  return all
}

/** Neighbours of one shade; what is not measured is left out. */
function stretches(fields: readonly Field[]): { shade: number; at: number; length: number }[] {
  const all: { shade: number; at: number; length: number }[] = []
  fields.forEach((field, at) => {
    if (field === null) return
    const shade = Math.round(field * SHADES)
    const before = all.at(-1)
    if (before?.shade === shade && before.at + before.length === at) before.length++
    else all.push({ shade, at, length: 1 })
  })
  return all
}

/** The scale, with a tick at some of its decades. */
function keyOf({ lo, hi }: Decades, norm: string): string[] {
  const top = TOP + HEIGHT + 40
  const left = WIDTH - EDGE.right - KEY.width
  const every = Math.max(1, Math.ceil((hi - lo) / 5))
  const ticks = Array.from({ length: Math.floor((hi - lo) / every) + 1 }, (_, n) => hi - n * every)
  const xOf = (decade: number) => left + ((decade - lo) / (hi - lo)) * KEY.width
  const step = KEY.width / SHADES
  return [
    label(left - 12, top + 10, norm, { 'text-anchor': 'end' }),
    ...Array.from({ length: SHADES }, (_, n) =>
      element('rect', {
        x: left + n * step,
        y: top,
        width: step + 0.3,
        height: KEY.height,
        fill: rampHex('log', n / (SHADES - 1)),
      }),
    ),
    ...ticks.flatMap((decade) => [
      element('line', {
        x1: xOf(decade),
        y1: top + KEY.height,
        x2: xOf(decade),
        y2: top + KEY.height + 4,
        stroke: INK.quiet,
      }),
      label(xOf(decade), top + KEY.height + 17, power(decade), { 'text-anchor': 'middle' }),
    ]),
  ]
}
