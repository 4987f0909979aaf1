/**
 * Which inputs the loss depends on: ∂L/∂x_t over time, and its share at the time steps that the
 * task marked.
 */
import type { SequenceFacts } from '../../results/lab-results.ts'
import type { AttributionResult } from '../../workbench/probes/attribution.ts'
import { significant } from '../shared/number.ts'
import { hueOf, styleOf } from '../shared/palette.ts'
import { type Line, span } from '../shared/spans.ts'
import { widthOf } from '../shared/width.ts'
import { profilePicture } from '../terminal/comparison-charts.ts'
import { type Chart, chartText } from '../terminal/line-chart.ts'
import type { LabView } from './lab-view.ts'
import {
  chartPart,
  heading,
  heightOf,
  inHue,
  type PictureContext,
  plotStart,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import { cellSeries, chartsSvg, normPanel } from './svg-parts.ts'

const HEIGHT = 11

interface Named {
  readonly name: string
  readonly color?: string
  readonly of: 'input'
  readonly log10: readonly (number | null)[]
  readonly share: number
  readonly meanShare: number
}

/** The parts in order; pictures only where there is something to draw. */
function partsOf(result: AttributionResult, context: PictureContext) {
  const { lab, view } = context.words
  const { sequence, sequences, chance } = result
  const cells = (['rnn', 'lstm'] as const).flatMap((cell): Named[] => {
    const one = result.cells[cell]
    return one
      ? [{ ...one, of: 'input', name: view.cell[cell], color: styleOf(cell, context.colors) }]
      : []
  })
  const unmarked = sequence.marks.length === 0
  const sentences = cells.map(({ name, share, meanShare }) =>
    lab.attribution.sentence(name, percent(share), percent(meanShare), sequences, percent(chance)),
  )
  const drawn = context.pictures && cells.length > 0
  return {
    head: prose(sequenceSentences(sequence, context.words, false), context),
    inputs: drawn ? picture(cells, sequence, context) : [],
    table: drawn && !unmarked ? shares(cells, chance, context) : [],
    said: prose(unmarked ? [lab.attribution.unmarked] : sentences, context),
  }
}

export const attributionView: LabView<'attribution'> = {
  text: (result, context) => Object.values(partsOf(result, context)),
  profiles: ({ cells }) =>
    (['rnn', 'lstm'] as const).flatMap((cell) => {
      const hidden = cells[cell]?.log10
      return hidden ? [{ hidden, cell: null, belt: null }] : []
    }),
  parts: {
    inputs: (result, context) => (context.pictures ? [partsOf(result, context).inputs] : null),
    table(result, context) {
      const { table, said } = partsOf(result, context)
      return context.pictures ? [table.length > 0 ? table : said] : null
    },
  },
  svg({ cells, sequence }, context) {
    const { lab, view } = context.words
    const lines = (['rnn', 'lstm'] as const).flatMap((cell) => {
      const one = cells[cell]
      return one ? [cellSeries(cell, view.cell[cell], one.log10)] : []
    })
    const { title } = lab.attribution
    const { length, marks } = sequence
    return chartsSvg(
      title,
      [{ title, series: lines, ...normPanel(['input'], length, context), marks }],
      context,
    )
  },
}

function picture(
  cells: readonly Named[],
  { marks, length }: SequenceFacts,
  context: PictureContext,
): ResultPart {
  const { lab, view } = context.words
  const { chart, axis } = profilePicture(
    cells,
    { width: context.width, height: heightOf(HEIGHT, context) },
    view,
    context.axes.norms ?? undefined,
  )
  const above = markLine(chart, marks, length, context)
  return [
    ...heading(lab.attribution.title, context),
    ...chartPart(chart, cells, context, above, axis),
  ]
}

function shares(cells: readonly Named[], chance: number, context: PictureContext): ResultPart {
  const { columns } = context.words.lab.attribution
  const heads = [
    { head: columns.cell },
    { head: columns.share, right: true },
    { head: columns.mean, right: true },
    { head: columns.chance, right: true },
  ]
  const rows = cells.map(({ name, share, meanShare }) => [
    name,
    percent(share),
    percent(meanShare),
    percent(chance),
  ])
  return tablePart(heads, rows, context)
}

/** 0.834 as 83.4%. */
const percent = (part: number): string =>
  Number.isFinite(part) ? `${significant(100 * part)}%` : significant(null)

/** ▼ above the columns of the cue steps. */
function markLine(
  chart: Chart,
  marks: readonly number[],
  T: number,
  { colors }: PictureContext,
): Line[] {
  const start = plotStart(chart)
  const columns = widthOf(chartText(chart).at(-1) ?? '') - start
  const places = new Set(
    marks
      .filter((t) => t >= 1 && t <= T)
      .map((t) => (T > 1 ? Math.round(((t - 1) / (T - 1)) * (columns - 1)) : 0)),
  )
  if (places.size === 0 || columns < 1) return []
  const row = Array.from({ length: columns }, (_, column) => (places.has(column) ? '▼' : ' ')).join(
    '',
  )
  return [[span(' '.repeat(start)), span(row.trimEnd(), inHue(hueOf('mark', colors)))]]
}
