/** The curves of a sweep along its first numeric axis: solved share, and median steps. */
import type { Cell } from '../../engine/types.ts'
import type { Sweep } from '../../results/report.ts'
import { INK } from '../shared/palette.ts'
import type { ViewText } from '../shared/text-types.ts'
import { wrap } from '../shared/width.ts'
import { type ChartPanel, chartDrawing, type Tick } from '../svg/line-chart.ts'
import type { SvgSeries } from '../svg/series-line.ts'
import { MARKS } from '../terminal/chart-strokes.ts'
import { chartText, legendLines, lineChart } from '../terminal/line-chart.ts'
import type { Figure } from './blocks.ts'
import {
  type At,
  type Axis,
  atWords,
  combinations,
  type Find,
  finder,
  numericAxis,
  shareOf,
  stepsOf,
} from './grid.ts'
import { cellsOf } from './sweep-heat.ts'

/** A line of a chart: a cell at one combination of the other axes' values. */
interface Line {
  readonly cell: Cell
  readonly at: At
  readonly name: string
}

/**
 * How many lines a character chart, and an SVG chart, can distinguish; and how many charts of each
 * kind are drawn.
 */
const LINES = { text: MARKS.length, drawn: 10 }

const MOST_CHARTS = 8

const HEIGHT = 10

/**
 * Solved share and median steps along the first numeric axis, as Pascanu et al. 2013 draw them;
 * none without such an axis.
 */
export function curveFigures(sweep: Sweep, text: ViewText): Figure[] {
  const axis = numericAxis(sweep)
  if (!axis) return []
  const others = combinations(sweep.axes.filter((one) => one !== axis))
  const groups = others.map((at) => cellsOf(sweep).map((cell) => lineOf(cell, at, text)))
  const find = finder(sweep)
  return (['share', 'steps'] as const).map((quantity) =>
    curveFigure({ axis, groups, find, quantity }, text),
  )
}

interface Curves {
  readonly axis: Axis
  /** By the values of the other axes. */
  readonly groups: readonly (readonly Line[])[]
  readonly find: Find
  readonly quantity: 'share' | 'steps'
}

function curveFigure(curves: Curves, text: ViewText): Figure {
  const { shareAgainst, stepsAgainst, unsolved } = text.report.sweep
  const { axis, groups, quantity } = curves
  const title = (quantity === 'share' ? shareAgainst : stepsAgainst)(axis.option)
  const nothing =
    quantity === 'steps' &&
    groups.flat().every((line) => valuesOf(line, curves).every((one) => one === null))
  const sentence = nothing ? unsolved : ''
  return {
    kind: 'figure',
    title,
    sentence,
    lines: (width) => (nothing ? [] : curveLines(curves, text, width)),
    drawing: () => {
      const { charts, left } = chartsOf(groups, LINES.drawn)
      return chartDrawing(
        charts.map((lines) => panelOf(lines, curves, title)),
        title,
        [sentence, left > 0 ? text.report.sweep.left(left) : ''].filter(Boolean).join(text.between),
      )
    },
  }
}

/**
 * Puts as many groups into a chart as it can distinguish; `left` counts the charts that are left
 * out.
 */
function chartsOf(groups: Curves['groups'], most: number): { charts: Line[][]; left: number } {
  const charts: Line[][] = []
  for (const group of groups) {
    const last = charts.at(-1)
    const joined = distinct([...(last ?? []), ...group])
    if (last && joined.length <= most) charts[charts.length - 1] = joined
    else charts.push(distinct(group))
  }
  return { charts: charts.slice(0, MOST_CHARTS), left: Math.max(0, charts.length - MOST_CHARTS) }
}

/** Options that do not affect an RNN: its line is drawn once for all their values. */
const OF_LSTM: readonly string[] = ['forget-bias', 'input-bias', 'variant']

const distinct = (lines: readonly Line[]): Line[] =>
  Array.from(new Map(lines.map((line) => [line.name, line])).values())

function lineOf(cell: Cell, at: At, text: ViewText): Line {
  const own = Object.entries(at).filter(([option]) => cell === 'lstm' || !OF_LSTM.includes(option))
  return {
    cell,
    at,
    name: text.report.sweep.where(text.cell[cell], atWords(Object.fromEntries(own), text)),
  }
}

/**
 * Where the axis' values stand, in rising order: on a log axis where they span most of a decade.
 */
function placesOf({ values }: Axis): { readonly value: number; readonly at: number }[] {
  const sorted = [...new Set(values as number[])].sort((a, b) => a - b)
  const log = sorted[0] > 0 && sorted[sorted.length - 1] / sorted[0] >= 8
  return sorted.map((value) => ({ value, at: log ? Math.log10(value) : value }))
}

function valuesOf({ cell, at }: Line, { axis, find, quantity }: Curves): (number | null)[] {
  const measure = quantity === 'share' ? shareOf : stepsOf
  return placesOf(axis).map(({ value }) => measure(find({ ...at, [axis.option]: value }), cell))
}

/**
 * The vertical axis: shares from 0 to 1 in percent; steps on a log axis where they span a decade.
 */
function scaleOptions(values: readonly (number | null)[], quantity: Curves['quantity']) {
  if (quantity === 'share')
    return { min: 0, max: 1, label: (share: number) => `${Math.round(share * 100)}` }
  const found = values.filter((one) => one !== null)
  const [low, high] = found.reduce(
    ([a, b], one) => [Math.min(a, one), Math.max(b, one)],
    [Number.POSITIVE_INFINITY, 0],
  )
  return { log: low > 0 && high / low >= 10 }
}

const ticksOf = (axis: Axis): Tick[] =>
  placesOf(axis).map(({ value, at }) => ({ at, words: String(value) }))

function curveLines(curves: Curves, text: ViewText, width: number): string[] {
  const { charts, left } = chartsOf(curves.groups, LINES.text)
  const places = placesOf(curves.axis).map(({ at }) => at)
  const lines = charts.flatMap((chart, n) => {
    const { scale, series } = drawable(chart, curves)
    const drawn = lineChart({
      ...scale,
      charts: text.charts,
      series: series.map((values) => ({ values, at: places })),
      width,
      height: HEIGHT,
      x: { first: '', last: '', ticks: ticksOf(curves.axis) },
    })
    const names = chart.map(({ name }) => name)
    return [
      ...(n > 0 ? [''] : []),
      ...legendLines(names, width, { look: drawn }),
      ...chartText(drawn),
    ]
  })
  return left > 0 ? [...lines, ...wrap(text.report.sweep.left(left), width)] : lines
}

/** The values of each line as the chart takes them, and its scale. */
function drawable(lines: readonly Line[], curves: Curves) {
  const series = lines.map((line) => valuesOf(line, curves))
  const scale = scaleOptions(series.flat(), curves.quantity)
  const log = 'log' in scale && scale.log
  return {
    scale,
    series: log ? series.map((values) => values.map((one) => one && Math.log10(one))) : series,
  }
}

const DASHES = [undefined, '8 4', '2 4', '10 3 2 3', '4 2'] as const

function panelOf(lines: readonly Line[], curves: Curves, title: string): ChartPanel {
  const { scale, series } = drawable(lines, curves)
  const places = placesOf(curves.axis).map(({ at }) => at)
  const drawn = lines.map(({ cell, name }, n): SvgSeries => {
    const dash = DASHES[lines.slice(0, n).filter((one) => one.cell === cell).length % DASHES.length]
    return { name, values: series[n], at: places, color: INK[cell], dash, dots: true }
  })
  return { title, series: drawn, ...scale, x: { first: '', last: '' }, ticks: ticksOf(curves.axis) }
}
