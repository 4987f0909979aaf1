/** What training came to: who solved it and when, and the learning curves. */

import type { Cell } from '../../engine/types.ts'
import type { TrainingResult } from '../../results/lab-results.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { measuredGuess } from '../shared/guesses.ts'
import { rate, significant } from '../shared/number.ts'
import { INK, styleOf } from '../shared/palette.ts'
import { type CurveFacts, curveSentence } from '../shared/sentences.ts'
import type { ChartPanel } from '../svg/line-chart.ts'
import { curvePicture } from '../terminal/comparison-charts.ts'
import type { LabView, SvgContext } from './lab-view.ts'
import {
  chartPart,
  heading,
  heightOf,
  type Key,
  type LabWords,
  type PictureContext,
  prose,
  quiet,
  type ResultPart,
} from './picture-context.ts'
import { cellSeries, chartsSvg, DASH, series } from './svg-parts.ts'

const HEIGHT = 10
const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]
type Trained = NonNullable<TrainingResult['cells'][Cell]>

const trained = (result: TrainingResult): [Cell, Trained][] =>
  CELLS.flatMap((cell) => {
    const one = result.cells[cell]
    return one ? [[cell, one] as [Cell, Trained]] : []
  })

export const trainingView: LabView<'training'> = {
  text(result, context) {
    const { lab, view } = context.words
    const moved = trained(result).map(([cell, { from, to, stepsPerSecond, digest }]) =>
      [
        lab.training.moved(view.cell[cell], from, to, rate(stepsPerSecond)),
        ...(digest ? [shortDigest(digest)] : []),
      ].join(view.comma),
    )
    return [...curveParts(result, context), prose(moved, context, quiet(context))]
  },
  curves: (result) => ({
    task: result.task,
    values: trained(result).flatMap(([, { curve, baseline }]) => [
      ...curve.metric,
      baseline ?? null,
    ]),
  }),
  parts: {
    curve: (result, context) => (context.pictures ? curveParts(result, context) : null),
  },
  svg: (result, context) =>
    chartsSvg(titleOf(result, context.words), [curvePanel(result, context)], context),
}

const titleOf = ({ task }: TrainingResult, { lab, view }: LabWords): string =>
  lab.training.title(view.metric[task.metric])

/** The learning curves, and what they come to. */
function curveParts(result: TrainingResult, context: PictureContext): ResultPart[] {
  const { lab, view } = context.words
  const sentences = [
    curveSentence(trained(result).map(factsOf), result.task, view, true),
    ...(result.stopped ? [lab.training.stopped] : []),
  ]
  const picture = context.pictures
    ? [...heading(titleOf(result, context.words), context), ...curves(result, context)]
    : []
  return [picture, prose(sentences, context)]
}

function factsOf([cell, { status, solvedAt, curve, to, baseline }]: [Cell, Trained]): CurveFacts {
  const metric = curve.metric.at(-1) ?? null
  return {
    cell,
    status: status === 'untrained' ? 'training' : status,
    solvedAt,
    metric,
    steps: to,
    baseline,
  }
}

function curves(result: TrainingResult, context: PictureContext): ResultPart {
  const cells = trained(result)
  const { view } = context.words
  const lines = cells.map(([cell, { curve, baseline }]) => ({
    ...{ name: view.cell[cell], step: curve.step, metric: curve.metric },
    baseline,
  }))
  const size = { width: context.width, height: heightOf(HEIGHT, context) }
  if (cells.length === 0) return []
  const { chart, names } = curvePicture(lines, result.task, size, view, {
    axis: context.axes.curves[result.task.metric],
  })
  const keys = names.map(
    (name, index): Key => ({
      name,
      color: cells[index] && styleOf(cells[index][0], context.colors),
    }),
  )
  return chartPart(chart, keys, context)
}

function curvePanel(result: TrainingResult, { words, axes }: SvgContext): ChartPanel {
  const { task } = result
  const { view } = words
  const curves = trained(result).map(([cell, { curve }]) => ({
    ...cellSeries(cell, view.cell[cell], curve.metric),
    at: curve.step,
  }))
  const last = curves.reduce(
    (most, { at }) => at.reduce((top, step) => Math.max(top, step), most),
    0,
  )
  const guess = measuredGuess(
    task,
    trained(result).map(([, { baseline }]) => baseline),
    view,
  )
  const named = view.labelled(guess.name, significant(guess.metric, 4))
  const level = series(named, [guess.metric, guess.metric], INK.quiet, DASH.dotted)
  return {
    title: titleOf(result, words),
    series: [...curves, { ...level, at: [0, last] }],
    ...axes.curves[task.metric],
    x: {
      first: view.compare.stepFirst(0),
      last: last > 0 ? view.compare.stepLast(last) : '',
      between: true,
    },
  }
}
