/** Heat strips one above the other, on one axis of time that shows what the task marked. */

import { largest } from '../../rules/extremes.ts'
import { inOrder } from '../shared/furthest.ts'
import { significant } from '../shared/number.ts'
import { hueOf, type RampName, rampOf } from '../shared/palette.ts'
import { type Line, line, span, widthOfLine, wrapped } from '../shared/spans.ts'
import { cut, padStart, widthOf } from '../shared/width.ts'
import { halfBlocks, swatch } from '../terminal/half-blocks.ts'
import { heatStrip, heatText } from '../terminal/heat-strip.ts'
import { xAxisLine } from '../terminal/x-axis.ts'
import { inHue, type PictureContext, quiet, type ResultPart } from './picture-context.ts'

export interface Strip {
  readonly name: string
  /** [T, H] */
  readonly values: readonly (readonly number[])[]
  readonly lo: number
  readonly hi: number
  readonly ramp: RampName
  /** Units from 1 in the order in which they stand, from the top; as they are numbered without. */
  readonly order?: readonly number[]
  /** Lines at most, where they are not as few as others have. */
  readonly lines?: number
  /** What there is to see. */
  readonly sentence: string
}

interface Layout {
  /** Columns of the labels; 0 where there is no room for them. */
  readonly head: number
  readonly columns: number
  readonly T: number
}

/** Lines of a strip at most: of those that are looked at beside others, and of states. */
const HEIGHT = 4
export const STATE_HEIGHT = 16

/** The strips, each with its sentence; ▼ above the cue steps, ▲ below the one looked at. */
export function stripParts(
  strips: readonly Strip[],
  marks: readonly number[],
  context: PictureContext,
  caret: number | null = null,
): ResultPart[] {
  const words = ({ sentence }: Strip) => (sentence === '' ? [] : wrapped(sentence, context.width))
  if (!context.pictures) return [strips.flatMap(words)]
  const layout = layoutOf(strips, context)
  const axis = [
    ...pointers(caret === null ? [] : [caret], '▲', layout, context),
    axisLine(layout, context),
  ]
  const above = pointers(marks, '▼', layout, context)
  return strips.map((strip, index) => [
    ...title(strip, context),
    ...above,
    ...body(strip, layout, context),
    ...(index === strips.length - 1 ? axis : []),
    ...words(strip),
  ])
}

/** The units of a line; of several in an order of their own the first alone, and a sign. */
const rangeName = (first: number, last: number, order: readonly number[] | undefined): string => {
  if (!order) return first === last ? `${first}` : `${first}–${last}`
  return first === last ? `${order[first - 1]}` : `${order[first - 1]}…`
}

/** As heat-strip.ts lays out its lines, the same for all strips. */
function layoutOf(strips: readonly Strip[], { width, colors }: PictureContext): Layout {
  const T = strips.reduce((most, { values }) => Math.max(most, values.length), 0)
  const H = strips.reduce((most, { values }) => Math.max(most, values[0]?.length ?? 0), 0)
  const most = largest(
    strips.map(({ lines = HEIGHT }) => lines),
    1,
  )
  const ranges = colors === 'none' ? H > most : H > 1
  const widest = String(H).length * (ranges ? 2 : 1) + (ranges ? 1 : 0)
  const head = widest + 3 <= width ? widest : 0
  const room = Math.max(1, width - (head > 0 ? head + 2 : 0))
  return { head, columns: T <= room ? T * Math.floor(room / Math.max(1, T)) : room, T }
}

function title({ name, lo, hi, ramp }: Strip, context: PictureContext): Line[] {
  const key = [
    span(`${significant(lo)} `),
    ...swatch(rampOf(ramp, context.colors)),
    span(` ${significant(hi)}`),
  ]
  const size = widthOfLine(key)
  if (widthOf(name) + 3 + size <= context.width) return [[span(`${name}   `), ...key]]
  return [line(cut(name, context.width)), key]
}

function body(
  { values: given, lo, hi, ramp, order, lines: height = HEIGHT }: Strip,
  { head, columns }: Layout,
  { colors }: PictureContext,
): Line[] {
  const label = (first: number, last: number) =>
    head > 0 ? padStart(rangeName(first, last, order), head) : ''
  const values = inOrder(given, order)
  const hues = rampOf(ramp, colors)
  if (!hues) {
    const width = columns + (head > 0 ? head + 2 : 0)
    return heatText(heatStrip({ values, lo, hi, width, height, label })).map((one) => line(one))
  }
  return halfBlocks({ values, lo, hi, columns, height, ramp: hues }).map(
    ({ spans, first, last }): Line =>
      head > 0 ? [span(`${label(first, last)} │`), ...spans] : spans,
  )
}

/** A sign above or below each of some time steps; nothing where there are none. */
function pointers(
  times: readonly number[],
  sign: string,
  { head, columns, T }: Layout,
  context: PictureContext,
): Line[] {
  const shown = times.filter((t) => t >= 1 && t <= T)
  if (shown.length === 0 || columns === 0) return []
  const places = new Set(shown.map((t) => Math.floor(((t - 0.5) * columns) / T)))
  const row = Array.from({ length: columns }, (_, column) =>
    places.has(column) ? sign : ' ',
  ).join('')
  return [
    [
      span(' '.repeat(head > 0 ? head + 2 : 0)),
      span(row.trimEnd(), inHue(hueOf('mark', context.colors))),
    ],
  ]
}

function axisLine({ head, columns, T }: Layout, context: PictureContext): Line {
  const { timeFirst, timeLast } = context.words.view.compare
  const first = timeFirst(Math.min(1, T))
  const last = T > 1 ? timeLast(T) : ''
  const edge = head > 0 ? `${' '.repeat(head + 1)}└` : ''
  const words = xAxisLine({ first, last, between: true }, [1, Math.max(1, T)], columns)
  return line(edge + words, quiet(context))
}
