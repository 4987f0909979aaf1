/**
 * Line charts of exactly the size asked for, whatever the data: scale, labels, axes and legends.
 */
import { largest } from '../../rules/extremes.ts'
import { columnsOf, isNumber } from '../shared/columns.ts'
import { type ScaleOptions, scaleOf } from '../shared/scale.ts'
import { cut, padStart, widthOf, wrapList } from '../shared/width.ts'
import { drawSeries, Grid, MARKS, type Series, type Span } from './chart-strokes.ts'

export interface ChartOptions extends ScaleOptions {
  readonly series: readonly Series[]
  readonly width: number
  /** Lines in all, the x axis among them. */
  readonly height: number
  /**
   * Adds a line for the x axis with these words at its ends, or in their place with words at places
   * along it.
   */
  readonly x?: XAxis
  /** Ends of the x axis; those of the data where left out. */
  readonly from?: number
  readonly to?: number
}

interface XAxis {
  readonly first: string
  readonly last: string
  readonly ticks?: readonly { readonly at: number; readonly words: string }[]
}

export interface Chart {
  readonly lines: readonly (readonly Span[])[]
}

/** Below this a chart does without labels. */
const LEAST_PLOT = 4

/** A chart of `height` lines, each at most `width` columns, whatever the data. */
export function lineChart(options: ChartOptions): Chart {
  const width = Math.max(0, Math.floor(options.width))
  const height = Math.max(0, Math.floor(options.height))
  const axis = options.x !== undefined && height > 1
  const rows = height - (axis ? 1 : 0)
  if (width === 0 || rows === 0) return { lines: Array.from({ length: height }, () => []) }

  const [lowest, highest] = extremes(options.series.flatMap((series) => series.values))
  const scale = scaleOf(lowest, highest, rows, options)
  const widest = largest(Array.from(scale.labels.values(), widthOf), 0)
  const labels = widest + 1 + LEAST_PLOT <= width ? widest : null
  const columns = labels === null ? width : width - labels - 1

  const range = rangeOf(options)
  const grid = new Grid(rows, columns)
  options.series.forEach((series, index) => {
    drawSeries(
      grid,
      index,
      series,
      columnsOf(series.values, placesOf(series), range, columns),
      scale,
    )
  })

  const lines = Array.from({ length: rows }, (_, line) => {
    const row = rows - 1 - line
    return [...edge(scale.labels.get(row), labels), ...grid.spans(row)]
  })
  if (axis && options.x) {
    const { ticks } = options.x
    const line = ticks ? tickLine(ticks, range, columns) : axisLine(options.x, columns)
    lines.push([{ text: labels === null ? line : `${' '.repeat(labels)}└${line}`, series: null }])
  }
  return { lines }
}

/** The chart as plain lines. */
export const chartText = (chart: Chart): string[] =>
  chart.lines.map((spans) => spans.map(({ text }) => text).join(''))

/** The series' names with a sample of their strokes: "── RNN", "══ LSTM". */
const named = (names: readonly string[]): string[] =>
  names.map((name, index) => `${MARKS[index % MARKS.length]} ${name}`)

/** A line that says which stroke is which: "── RNN   ══ LSTM". */
export const legend = (names: readonly string[]): string => named(names).join('   ')

/** The same in as many lines as the width asks for. */
export const legendLines = (names: readonly string[], width: number): string[] =>
  wrapList(named(names), width)

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

function edge(label: string | undefined, width: number | null): Span[] {
  if (width === null) return []
  return [{ text: padStart(label ?? '', width) + (label === undefined ? '│' : '┤'), series: null }]
}

function axisLine({ first, last }: XAxis, columns: number): string {
  const room = columns - widthOf(first) - widthOf(last) - 2
  return room < 0 || last === '' ? cut(first, columns) : `${first} ${'─'.repeat(room)} ${last}`
}

/** Words around their places, as many as have room between them. */
function tickLine(
  ticks: NonNullable<XAxis['ticks']>,
  [from, to]: readonly [number, number],
  columns: number,
): string {
  let line = ''
  for (const { at, words } of ticks) {
    const width = widthOf(words)
    const place = to > from ? Math.round(((at - from) / (to - from)) * (columns - 1)) : 0
    const start = Math.min(Math.max(0, place - Math.floor(width / 2)), columns - width)
    const gap = start - widthOf(line)
    if (gap < (line === '' ? 0 : 2)) continue
    // From the words before to these, with a blank on either side of the axis.
    const between = line === '' ? '' : ' '
    const axis = '─'.repeat(Math.max(0, gap - 1 - between.length))
    line += `${between}${axis}${gap > 0 ? ' ' : ''}${words}`
  }
  const rest = columns - widthOf(line)
  return rest > 1 ? `${line} ${'─'.repeat(rest - 1)}` : line
}
