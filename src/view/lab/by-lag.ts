/** How much of an answer's gradient reaches back over k time steps: norms by k on a log axis. */
import type { ByLagResult } from '../../workbench/probes/by-lag.ts'
import { normLevels } from '../shared/norm-axis.ts'
import { extended } from '../shared/number.ts'
import { styleOf } from '../shared/palette.ts'
import { lineChart } from '../terminal/line-chart.ts'
import type { LabView } from './lab-view.ts'
import {
  chartPart,
  heading,
  heightOf,
  type LabWords,
  type PictureContext,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { cellSeries, chartsSvg } from './svg-parts.ts'

const HEIGHT = 12
const CELLS = ['rnn', 'lstm'] as const
const NORM = '‖∂L_s/∂h_{s−k}‖'
/** Lags that the table shows, and the last one. */
const ROWS = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000]

export const byLagView: LabView<'by-lag'> = {
  text: (result, context) => [
    prose([aboutOf(result, context.words)], context),
    chart(result, context),
    table(result, context),
    said(result, context),
  ],
  profiles: ({ cells }) =>
    CELLS.flatMap((cell) => {
      const one = cells[cell]
      return one ? [{ hidden: one.log10, cell: null, belt: null }] : []
    }),
  parts: {
    chart: (result, context) =>
      context.pictures ? [chart(result, context), said(result, context)] : null,
    table: (result, context) => (context.pictures ? [table(result, context)] : null),
  },
  svg(result, context) {
    const { lab, view } = context.words
    const series = linesOf(result).map(({ cell, log10 }) =>
      cellSeries(cell, view.cell[cell], log10),
    )
    const panel = {
      ...{ title: lab.byLag.title, series, log: true, ...context.axes.norms },
      levels: normLevels(view),
      x: axisOf(result, context.words),
      y: view.axis.logOf(NORM),
    }
    return chartsSvg(lab.byLag.title, [panel], context)
  },
}

const linesOf = ({ cells }: ByLagResult) =>
  CELLS.flatMap((cell) => {
    const one = cells[cell]
    return one ? [{ cell, ...one }] : []
  })

const aboutOf = ({ answers, sequences, length }: ByLagResult, { lab }: LabWords): string =>
  lab.byLag.about(answers[0] ?? 0, sequences, length)

const axisOf = ({ answers }: ByLagResult, { lab }: LabWords) => ({
  first: lab.byLag.lag(0),
  last: answers.length > 1 ? String(answers.length - 1) : '',
  between: true,
})

function chart(result: ByLagResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const { norms } = context.axes
  if (!context.pictures || !norms || result.answers.length < 2) return []
  const lines = linesOf(result)
  const drawn = lineChart({
    charts: view.charts,
    width: context.width,
    height: heightOf(HEIGHT, context),
    series: lines.map(({ log10 }) => ({ values: log10, at: log10.map((_, k) => k) })),
    corner: view.axis.log,
    levels: normLevels(view),
    log: true,
    ...norms,
    x: axisOf(result, context.words),
  })
  const keys = lines.map(({ cell }) => ({
    name: view.cell[cell],
    color: styleOf(cell, context.colors),
  }))
  const axis = view.axis.logOf(NORM)
  return [...heading(lab.byLag.title, context), ...chartPart(drawn, keys, context, [], axis)]
}

function table(result: ByLagResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const lines = linesOf(result)
  const last = result.answers.length - 1
  if (last < 0) return []
  const heads = ['k', ...lines.map(({ cell }) => view.cell[cell]), lab.byLag.answers]
  const asked = [...new Set([...ROWS.filter((k) => k < last), last])]
  const rows = asked.map((k) => [
    String(k),
    ...lines.map(({ log10 }) => extended(log10[k])),
    String(result.answers[k]),
  ])
  const columns = heads.map((head) => ({ head, right: true }))
  return tablePart(columns, rows, context)
}

/** What is left at the longest lag, and how far a thousandth reaches. */
function said(result: ByLagResult, context: PictureContext): ResultPart {
  const { byLag } = context.words.lab
  const { view } = context.words
  const last = result.answers.length - 1
  if (last < 0) return prose([byLag.nothing], context)
  const sentences = linesOf(result).map(({ cell, step, log10, reach }) =>
    reach === null
      ? byLag.zero(view.cell[cell], step)
      : byLag.reach(view.cell[cell], step, reach, last, extended(log10[0]), extended(log10[last])),
  )
  return prose([...sentences, byLag.notUsed], context)
}
