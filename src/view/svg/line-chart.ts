/** A line chart as SVG: the twin of line-chart.ts, with every value at its place. */
import { DRAWN_ROWS } from '../../rules/axis-ticks.ts'
import { isNumber } from '../shared/columns.ts'
import { INK } from '../shared/palette.ts'
import { type Level, scaleOf, wholeNumbers } from '../shared/scale.ts'
import { type Drawing, documentOf, element, GRID, label, PAPER } from './document.ts'
import { line, placesOf, type SvgSeries } from './series-line.ts'

export interface ChartPanel {
  readonly title: string
  readonly series: readonly SvgSeries[]
  /** The values are log10 already. */
  readonly log?: boolean
  readonly min?: number
  readonly max?: number
  /** What is null is zero, and stands on a line of its own below the log axis. */
  readonly zero?: true
  /** Words for a value on the y axis. */
  readonly label?: (value: number) => string
  /** With whole numbers between the ends, where these are numbers. */
  readonly x: { readonly first: string; readonly last: string; readonly between?: boolean }
  /** What the y axis shows, where the title doesn't say it. */
  readonly y?: string
  /** Values that mean something, each a dashed line with its words. */
  readonly levels?: readonly Level[]
  /** In place of x: words at places on the x axis. */
  readonly ticks?: readonly Tick[]
  /** Places on the x axis that are pointed out. */
  readonly marks?: readonly number[]
}

export interface Tick {
  readonly at: number
  readonly words: string
}

const WIDTH = 720
const LEFT = 72
const PLOT = { width: 624, height: 240 }
/** Where zeros stand above the end of the plot, and what they leave to the axis above them. */
const ZERO = { up: 10, room: 30 }

/** Panels one below the other. */
export const lineChartSvg = (
  panels: readonly ChartPanel[],
  title: string,
  description: string,
): string => documentOf(chartDrawing(panels, title, description))

export function chartDrawing(
  panels: readonly ChartPanel[],
  title: string,
  description: string,
): Drawing {
  let top = 16
  const content = panels.flatMap((panel) => {
    const from = top
    top += 40 + 18 * (named(panel).length + (panel.y ? 1 : 0)) + PLOT.height + 44
    return drawPanel(panel, from)
  })
  return { width: WIDTH, height: top, title, description, content }
}

const named = ({ series }: ChartPanel): SvgSeries[] => series.filter(({ name }) => name !== '')

function drawPanel(panel: ChartPanel, from: number): string[] {
  const { title, series, x, marks = [], zero } = panel
  const top = from + 36 + 18 * (named(panel).length + (panel.y ? 1 : 0))
  const bottom = top + PLOT.height
  const end = zero ? bottom - ZERO.room : bottom
  const { row, labels, min, max } = scaleFor(panel)
  const levels = (panel.levels ?? []).filter(({ at }) => at > min && at < max)
  const [first, last] = rangeOf(series)
  const xOf = (place: number) =>
    LEFT + (last > first ? (place - first) / (last - first) : 0.5) * PLOT.width
  const yAt = (at: number) => end - (at / (DRAWN_ROWS - 1)) * (end - top)
  const yOf = (value: number) => yAt(row(value))
  const ticks = Array.from(labels, ([at, words]) => ({ y: yAt(at), words }))
  const zeros = zero ? { y: bottom - ZERO.up, words: '0' } : null
  if (zeros) ticks.push(zeros)
  return [
    label(LEFT, from + 14, title, { 'font-weight': 'bold' }),
    ...named(panel).flatMap((one, index) => legend(one, from + 34 + 18 * index)),
    ...(panel.y ? [label(LEFT - 64, top - 14, panel.y, { fill: INK.quiet })] : []),
    ...ticks.flatMap(({ y, words }) => [
      element('line', { x1: LEFT, y1: y, x2: LEFT + PLOT.width, y2: y, stroke: GRID }),
      label(LEFT - 8, y + 4, words, { 'text-anchor': 'end' }),
    ]),
    element('path', {
      d: `M${LEFT} ${top}V${end}${zeros ? `M${LEFT} ${bottom}` : ''}H${LEFT + PLOT.width}`,
      fill: 'none',
      stroke: INK.quiet,
    }),
    ...(zeros ? [axisBreak(end, bottom)] : []),
    ...levels.map(({ at }) => levelLine(yOf(at))),
    ...marks
      .filter((place) => place >= first && place <= last)
      .map((place) => pointer(xOf(place), top - 2)),
    ...series.map((one) => line(one, xOf, yOf)),
    ...(zeros ? series.map((one) => line(zerosOf(one), xOf, () => zeros.y)) : []),
    ...levels.map(({ at, words }) => levelWords(yOf(at), words)),
    ...tickMarks(innerTicks(panel, [first, last]), xOf, bottom),
    ...(panel.ticks ? tickLabels(panel.ticks, xOf, bottom) : endLabels(x, bottom)),
  ]
}

/** From the axis's lowest power of ten to zero it is infinitely far. */
const axisBreak = (from: number, to: number): string =>
  element('line', {
    ...{ x1: LEFT, y1: from + 3, x2: LEFT, y2: to },
    stroke: INK.quiet,
    'stroke-dasharray': '1 3',
  })

const zerosOf = (one: SvgSeries): SvgSeries => ({
  ...one,
  values: one.values.map((value) => (value === null ? 0 : null)),
})

const levelLine = (y: number): string =>
  element('line', {
    ...{ x1: LEFT, y1: y, x2: LEFT + PLOT.width, y2: y },
    stroke: INK.quiet,
    'stroke-dasharray': '1 5',
  })

/** At the right, above the line; a rim in the page's colour keeps it readable over the data. */
const levelWords = (y: number, words: string): string =>
  label(LEFT + PLOT.width, y - 4, words, {
    'text-anchor': 'end',
    fill: INK.quiet,
    stroke: PAPER,
    'stroke-width': 3,
    'paint-order': 'stroke',
  })

/** Whole numbers between the ends, where these leave them room. */
function innerTicks({ x, ticks }: ChartPanel, [from, to]: readonly [number, number]): Tick[] {
  if (ticks || !x.between) return []
  const part = (words: string) => ((words.length + 3) * CHARACTER) / PLOT.width
  const [after, before] = [from + part(x.first) * (to - from), to - part(x.last) * (to - from)]
  return wholeNumbers(from, to, INNER_TICKS)
    .filter((at) => at > after && at < before)
    .map((at) => ({ at, words: String(at) }))
}

const endLabels = ({ first, last }: ChartPanel['x'], bottom: number): string[] => [
  label(LEFT, bottom + 18, first),
  ...(last === '' ? [] : [label(LEFT + PLOT.width, bottom + 18, last, { 'text-anchor': 'end' })]),
]

/** Columns that a character takes, about. */
const CHARACTER = 7.3
/** Numbers between the ends of the x axis, at most. */
const INNER_TICKS = 10

/** Those that have room beside the ones before. */
function tickLabels(
  ticks: readonly Tick[],
  xOf: (place: number) => number,
  bottom: number,
): string[] {
  let free = 0
  return ticks.flatMap(({ at, words }) => {
    const half = (words.length * CHARACTER) / 2
    const x = Math.min(WIDTH - 4 - half, xOf(at))
    if (x - half < free) return []
    free = x + half + CHARACTER
    return [tickMark(xOf(at), bottom), label(x, bottom + 20, words, { 'text-anchor': 'middle' })]
  })
}

const tickMarks = (ticks: readonly Tick[], xOf: (place: number) => number, bottom: number) =>
  ticks.flatMap(({ at, words }) => [
    tickMark(xOf(at), bottom),
    label(xOf(at), bottom + 18, words, { 'text-anchor': 'middle' }),
  ])

const tickMark = (x: number, bottom: number): string =>
  element('line', { x1: x, y1: bottom, x2: x, y2: bottom + 5, stroke: INK.quiet })

/** ▼ with its tip at a place. */
export const pointer = (x: number, y: number): string =>
  element('path', { d: `M${(x - 4).toFixed(2)} ${y - 8}h8l-4 8z`, fill: INK.mark })

function legend({ name, color, dash }: SvgSeries, y: number): string[] {
  const stroke = { stroke: color, 'stroke-width': 2, 'stroke-dasharray': dash }
  return [
    element('line', { x1: LEFT, y1: y - 4, x2: LEFT + 28, y2: y - 4, ...stroke }),
    label(LEFT + 36, y, name),
  ]
}

function rangeOf(series: readonly SvgSeries[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const one of series) {
    for (const place of placesOf(one))
      [first, last] = [Math.min(first, place), Math.max(last, place)]
  }
  return first <= last ? [first, last] : [0, 0]
}

function scaleFor({ series, ...options }: ChartPanel) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { values } of series) {
    for (const value of values)
      if (isNumber(value)) [low, high] = [Math.min(low, value), Math.max(high, value)]
  }
  return scaleOf(low, high, DRAWN_ROWS, options)
}
