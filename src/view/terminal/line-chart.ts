/**
 * Line charts of exactly the size asked for, whatever the data: scale, labels, axes and legends.
 */
import { largest } from '../../rules/extremes.ts'
import { type Column, columnsOf, isNumber } from '../shared/columns.ts'
import { power } from '../shared/number.ts'
import { type Level, type Scale, type ScaleOptions, scaleOf } from '../shared/scale.ts'
import type { Charts } from '../shared/text-types.ts'
import { padStart, widthOf, wrapList } from '../shared/width.ts'
import { DOT_MARKS, DOTS, drawDots } from './chart-dots.ts'
import { drawStrokes, Grid, MARKS, type Series, type Span } from './chart-strokes.ts'
import { type XAxis, xAxisLine } from './x-axis.ts'

export interface ChartOptions extends ScaleOptions {
  readonly series: readonly Series[]
  /** With what they are drawn; coarse where left out. */
  readonly charts?: Charts | undefined
  readonly width: number
  /** Lines in all, the x axis among them. */
  readonly height: number
  /**
   * Adds a line for the x axis with these words at its ends, or in their place with words at places
   * along it.
   */
  readonly x?: XAxis
  /** What the y axis counts in, in the corner below it, where there is room: "log". */
  readonly corner?: string
  /** What is null is zero, and stands in a row of its own below the log axis. */
  readonly zero?: true | undefined
  /** Values that mean something, each a dotted line with its words. */
  readonly levels?: readonly Level[]
  /** Ends of the x axis; those of the data where left out. */
  readonly from?: number
  readonly to?: number
}

export interface Chart {
  readonly lines: readonly (readonly Span[])[]
  /** For each series the one that it coincides with as far as can be drawn; null where none. */
  readonly under: readonly (number | null)[]
  /** Short samples of the lines, for legends. */
  readonly marks: readonly string[]
}

/** What a legend has to know of its chart. */
export type Look = Pick<Chart, 'under' | 'marks'>

/** Before there is a chart, all of whose lines would be seen. */
export const lookOf = (charts?: Charts): Look => ({
  under: [],
  marks: charts === 'fine' ? DOT_MARKS : MARKS,
})

/** With fewer rows there is none for zeros. */
const LEAST_ROWS = 4

/** Below this a chart does without labels. */
const LEAST_PLOT = 4

/** A chart of `height` lines, each at most `width` columns, whatever the data. */
export function lineChart(options: ChartOptions): Chart {
  const width = Math.max(0, Math.floor(options.width))
  const height = Math.max(0, Math.floor(options.height))
  const axis = options.x !== undefined && height > 1
  const rows = height - (axis ? 1 : 0)
  if (width === 0 || rows === 0)
    return { lines: Array.from({ length: height }, () => []), ...lookOf(options.charts) }

  const [lowest, highest] = extremes(options.series.flatMap((series) => series.values))
  const zero = options.zero === true && rows >= LEAST_ROWS
  const scale = zero
    ? raised(scaleOf(lowest, highest, rows - 1, options))
    : scaleOf(lowest, highest, rows, options)
  const widest = largest(Array.from(scale.labels.values(), widthOf), 0)
  const labels = widest + 1 + LEAST_PLOT <= width ? widest : null
  const columns = labels === null ? width : width - labels - 1

  const range = rangeOf(options)
  const grid = new Grid(rows, columns)
  const [draw, across] =
    options.charts === 'fine' ? [drawDots, DOTS.across] : ([drawStrokes, 1] as const)
  const drawn = options.series.flatMap((series, index) => {
    const { mark = index, values } = series
    const one = (values: Series['values'], scale: Scale) => ({
      ...{ index, mark, scale },
      columns: columnsOf(values, placesOf(series), range, columns * across),
    })
    const zeros = () => values.map((value) => (value === null ? 0 : null))
    return [one(values, scale), ...(zero ? [one(zeros(), footOf(scale))] : [])]
  })
  // Where several meet the first is seen: one of few columns must not vanish under a long one.
  const countOf = (all: readonly (Column | null)[]) => all.filter((one) => one !== null).length
  const order = drawn.toSorted((a, b) => countOf(a.columns) - countOf(b.columns))
  const under = draw(grid, order, options.series.length)

  const levels = levelRows(options.levels ?? [], scale)
  const lines = Array.from({ length: rows }, (_, line) => {
    const row = rows - 1 - line
    const sign = zero && row === 0 ? BREAK : undefined
    const level = levels.get(row)
    // A level whose words find no room is told by its value, at the axis.
    const value = level && !grid.hasRoom(row, level.words) ? power(level.at) : ''
    const told = value !== '' && widthOf(value) <= widest ? value : undefined
    const label = scale.labels.get(row) ?? told
    return [...edge(label, labels, sign), ...grid.spans(row, level?.words)]
  })
  if (axis && options.x) {
    const line = xAxisLine(options.x, range, columns)
    const corner = padStart(
      widthOf(options.corner ?? '') <= widest ? (options.corner ?? '') : '',
      widest,
    )
    lines.push([{ text: labels === null ? line : `${corner}└${line}`, series: null }])
  }
  return { lines, under, marks: lookOf(options.charts).marks }
}

/** The chart as plain lines. */
export const chartText = (chart: Chart): string[] =>
  chart.lines.map((spans) => spans.map(({ text }) => text).join(''))

/**
 * The series' names with a sample of their strokes: "── RNN", "══ LSTM"; those that coincide stand
 * with the one that is seen: "── RNN ≈ LSTM". Those without a name are left out.
 */
export const namedSeries = (
  names: readonly string[],
  { under, marks }: Look = lookOf(),
): { readonly series: number; readonly words: string }[] =>
  names.flatMap((name, series) => {
    if (name === '' || (under[series] ?? null) !== null) return []
    const all = [name, ...names.filter((_, other) => under[other] === series)]
    return [{ series, words: `${marks[series % marks.length]} ${all.join(COINCIDE)}` }]
  })

const COINCIDE = ' ≈ '

const named = (names: readonly string[], look?: Look): string[] =>
  namedSeries(names, look).map(({ words }) => words)

/** A line that says which stroke is which: "── RNN   ══ LSTM". */
export const legend = (names: readonly string[], look?: Look): string =>
  named(names, look).join('   ')

interface LegendOptions {
  /** What the vertical axis shows, before all. */
  readonly axis?: string
  readonly look?: Look
}

/** The same in as many lines as the width asks for. */
export const legendLines = (
  names: readonly string[],
  width: number,
  { axis, look }: LegendOptions = {},
): string[] => wrapList([...(axis === undefined ? [] : [axis]), ...named(names, look)], width)

/**
 * Levels by row. At an end of the axis a level would seem to be the end, and of two in
 * a row the second would seem to be the first: they are left out.
 */
function levelRows(levels: readonly Level[], { row, rows, min }: Scale): Map<number, Level> {
  const found = new Map<number, Level>()
  for (const level of levels) {
    const place = row(level.at)
    if (place > row(min) && place < rows - 1 && !found.has(place)) found.set(place, level)
  }
  return found
}

/** With a row below it for zeros. */
const raised = (scale: Scale): Scale => ({
  ...scale,
  rows: scale.rows + 1,
  place: (value) => scale.place(value) + 1,
  row: (value) => scale.row(value) + 1,
  labels: new Map([
    ...Array.from(scale.labels, ([row, words]) => [row + 1, words] as const),
    [0, '0'],
  ]),
})

/** On which everything stands in that row. */
const footOf = (scale: Scale): Scale => ({
  ...scale,
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  place: () => 0,
  row: () => 0,
})

function extremes(values: readonly (number | null)[]): [number, number] {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!isNumber(value)) continue
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return [lowest, highest]
}

const placesOf = ({ values, at }: Series): readonly number[] =>
  at ?? values.map((_, index) => index)

function rangeOf({ series, from, to }: ChartOptions): [number, number] {
  const [first, last] = extremes(series.flatMap((one) => placesOf(one)))
  return [from ?? (first <= last ? first : 0), to ?? (first <= last ? last : 0)]
}

/** An axis that goes on elsewhere: from its lowest power of ten to zero it is infinitely far. */
const BREAK = '┊'

function edge(
  label: string | undefined,
  width: number | null,
  sign = label === undefined ? '│' : '┤',
): Span[] {
  if (width === null) return []
  return [{ text: padStart(label ?? '', width) + sign, series: null }]
}
