/** What training came to: who solved it and when, and the learning curves. */
import type { Cell } from '../../engine/types.ts'
import type { TrainingResult } from '../../results/lab-results.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { rate } from '../shared/number.ts'
import { styleOf } from '../shared/palette.ts'
import { type CurveFacts, curveSentence } from '../shared/sentences.ts'
import { curvePicture } from '../terminal/comparison-charts.ts'
import {
  chartPart,
  heading,
  heightOf,
  type Key,
  type PictureContext,
  prose,
  quiet,
  type ResultPart,
} from './picture-context.ts'

const HEIGHT = 10
const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]
type Trained = NonNullable<TrainingResult['cells'][Cell]>

export const trained = (result: TrainingResult): [Cell, Trained][] =>
  CELLS.flatMap((cell) => {
    const one = result.cells[cell]
    return one ? [[cell, one] as [Cell, Trained]] : []
  })

export function trainingParts(result: TrainingResult, context: PictureContext): ResultPart[] {
  const { lab, view } = context.words
  const cells = trained(result)
  const moved = cells.map(([cell, { from, to, stepsPerSecond, digest }]) =>
    [
      lab.training.moved(view.cell[cell], from, to, rate(stepsPerSecond)),
      ...(digest ? [shortDigest(digest)] : []),
    ].join(lab.comma),
  )
  return [
    context.pictures
      ? [
          ...heading(lab.training.title(view.metric[result.task.metric]), context),
          ...curves(result, context),
        ]
      : [],
    prose(
      [
        curveSentence(cells.map(factsOf), result.task, view, true),
        ...(result.stopped ? [lab.training.stopped] : []),
      ],
      context,
    ),
    prose(moved, context, quiet(context)),
  ]
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
  const { chart, names } = curvePicture(lines, result.task, size, view)
  const keys = names.map(
    (name, index): Key => ({
      name,
      color: cells[index] && styleOf(cells[index][0], context.colors),
    }),
  )
  return chartPart(chart, keys, context)
}
