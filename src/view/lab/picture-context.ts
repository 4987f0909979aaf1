/**
 * The context of the lab's pictures (words, width, colours) and the building blocks that they
 * share.
 */
import type { AxisRange } from '../../rules/chart-axes.ts'
import type { lab } from '../../text/en/lab.ts'
import type { OwnDataText } from '../printed/data-summary-text.ts'
import { type Colors, styleOf } from '../shared/palette.ts'
import {
  cutLine,
  type Line,
  line,
  type Span,
  type Style,
  span,
  widthOfLine,
  wrapped,
} from '../shared/spans.ts'
import { type TableColumn, table } from '../shared/table.ts'
import type { TaskWords, ViewText } from '../shared/text-types.ts'
import { widthOf } from '../shared/width.ts'
import { type Bin, histogram } from '../terminal/histogram.ts'
import { type Chart, chartText, namedSeries } from '../terminal/line-chart.ts'

/** The texts that the lab's results need, in whatever language. */
export interface LabWords {
  readonly ownData: OwnDataText
  readonly view: ViewText
  readonly lab: typeof lab
  /** What tasks are about, by their names. */
  readonly tasks: TaskWords
}

/** Vertical axes that pictures of several results share; null where none of them draws such. */
export interface SharedAxes {
  readonly norms: AxisRange | null
  /** Of learning curves, by metric. */
  readonly curves: Readonly<Record<string, AxisRange>>
  /** The largest absolute value of strips, by what they show (c, and what lies within ±1). */
  readonly strips: Readonly<Record<string, number>>
}

export interface PictureContext {
  readonly words: LabWords
  readonly width: number
  /** Columns that a strip may take where it is drawn alone. */
  readonly screenWidth?: number
  readonly colors: Colors
  /** False for words alone, as a screen reader wants them. */
  readonly pictures: boolean
  /** Those of all pictures that these are compared with. */
  readonly axes: SharedAxes
  /** Lines that a chart may have at most, where there is less room than it would take. */
  readonly height?: number
}

/** Lines that belong together; an empty line comes between two parts. */
export type ResultPart = readonly Line[]

const INDENT = '  '

/** The height of a chart, its own or the limit. */
export const heightOf = (own: number, { height = own }: PictureContext): number =>
  Math.min(own, height)

/** Sentences, each beginning a line. */
export const prose = (
  sentences: readonly string[],
  context: PictureContext,
  style: Style = {},
): ResultPart => sentences.flatMap((sentence) => wrapped(sentence, context.width, style, INDENT))

/** Lines that belong to the sentence before them. */
export const indented = (
  lines: readonly string[],
  context: PictureContext,
  indent = INDENT,
): ResultPart =>
  lines.flatMap((one) =>
    wrapped(one, context.width - indent.length).map((rest) => [span(indent), ...rest]),
  )

/** Sentences that follow one another. */
export const paragraph = (sentences: readonly string[], context: PictureContext): ResultPart =>
  sentences.length === 0 ? [] : wrapped(sentences.join(context.words.view.between), context.width)

export const heading = (words: string, context: PictureContext): ResultPart =>
  prose([words], context, bold(context))

export const bold = ({ colors }: PictureContext): Style => (colors === 'none' ? {} : { bold: true })
export const quiet = ({ colors }: PictureContext): Style => (colors === 'none' ? {} : { dim: true })
export const inHue = (color: string | undefined): Style => (color === undefined ? {} : { color })

/** A table; if it is too wide, or only words are wanted, a line of facts for each row. */
export function tablePart(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  context: PictureContext,
): ResultPart {
  const drawn = table(columns, rows, Number.POSITIVE_INFINITY)
  const fits = drawn.every((one) => widthOf(one) <= context.width)
  if (context.pictures && fits)
    return drawn.map((one, index) => line(one, index === 0 ? quiet(context) : {}))
  const { lab, view } = context.words
  const facts = rows.map(([head, ...cells]) =>
    lab.row(
      head,
      cells.map((cell, index) => lab.fact(columns[index + 1].head, cell)).join(view.join),
    ),
  )
  return prose(facts, context)
}

/** A histogram. */
export const barLines = (bins: readonly Bin[], { width, colors }: PictureContext): ResultPart =>
  histogram(bins, width).map(({ label, bar, count }) => [
    span(`${label} │`),
    span(bar, inHue(styleOf('lstm', colors))),
    span(` ${count}`),
  ])

/** A name in a legend, and what its line looks like. */
export interface Key {
  readonly name: string
  readonly color?: string
}

/** Legend, what the vertical axis shows before it, and chart; `above` lines stand between them. */
export function chartPart(
  chart: Chart,
  keys: readonly Key[],
  context: PictureContext,
  above: ResultPart = [],
  axis?: string,
): ResultPart {
  if (!context.pictures) return []
  const lines = chart.lines.map((spans) =>
    spans.map(
      ({ text, series }): Span => span(text, series === null ? {} : inHue(keys[series]?.color)),
    ),
  )
  return [...legendPart(keys, chart, context, axis), ...above, ...lines]
}

/**
 * What the vertical axis shows, and names with a sample of their strokes, as many on a line as fit.
 */
function legendPart(
  keys: readonly Key[],
  chart: Chart,
  { width }: PictureContext,
  axis: string | undefined,
): ResultPart {
  const lines: Line[] = axis === undefined ? [] : [cutLine([span(axis)], width)]
  const names = keys.map(({ name }) => name)
  for (const { series, words } of namedSeries(names, chart)) {
    const item = cutLine([span(words, inHue(keys[series].color))], width)
    const last = lines.at(-1)
    if (last && widthOfLine(last) + 3 + widthOfLine(item) <= width)
      lines[lines.length - 1] = [...last, span('   '), ...item]
    else lines.push(item)
  }
  return lines
}

/** Where a chart's plot begins: after its labels. */
export function plotStart(chart: Chart): number {
  const last = chartText(chart).at(-1) ?? ''
  const edge = last.indexOf('└')
  return edge < 0 ? 0 : edge + 1
}
