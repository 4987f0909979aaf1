/** The two pictures of a cell, out of what is measured: pure, and drawn by src/view. */
import type { Cell } from '../../engine/types.ts'
import type { Observation } from '../../results/events.ts'
import type { Report } from '../../results/report.ts'
import type { AxisRange } from '../../rules/chart-axes.ts'
import {
  curveSentence,
  gradientSentence,
  gradientSentences,
  subjectOf,
} from '../../view/shared/sentences.ts'
import type { Series, Span } from '../../view/terminal/chart-strokes.ts'
import { legend, lineChart } from '../../view/terminal/line-chart.ts'
import type { Text } from '../shared/text-types.ts'
import type { RunState } from './state.ts'

export interface Picture {
  /** Which stroke is what. */
  readonly legend: string
  readonly lines: readonly (readonly Span[])[]
  readonly sentence: string
}

export interface PictureOptions {
  readonly width: number
  readonly height: number
  readonly text: Text
}

/**
 * Gradient norms against t on a log axis: ∂L/∂h_t, and for the LSTM, not for a GRU in its place,
 * ∂L/∂c_t and the belt.
 */
export function gradientPicture(
  cell: Cell,
  seen: Observation | undefined,
  range: AxisRange | undefined,
  { width, height, text }: PictureOptions,
): Picture {
  const { axis, emptyResults } = text.ui
  const { quantity } = text.view
  const state = cell === 'lstm' && text.view.cell.lstm !== text.view.cell.gru
  const names = state ? [quantity.hidden, quantity.cell, quantity.belt] : [quantity.hidden]
  if (!seen || !range) return { legend: legend(names), lines: [], sentence: emptyResults }
  const { hidden, cell: cellState, belt } = seen.profile.log10
  const series: Series[] = [hidden, cellState, belt].flatMap((values) =>
    values ? [{ values }] : [],
  )
  const x = { first: axis.firstTime, last: axis.lastTime(hidden.length) }
  const { lines } = lineChart({ series, width, height, log: true, x, ...range })
  return { legend: legend(names), lines, sentence: gradientWords(cell, seen, text) }
}

/** What the gradient profile says, in words; `deep` adds how far down it goes. */
export function gradientWords(
  cell: Cell,
  seen: Observation | undefined,
  text: Text,
  deep = false,
): string {
  if (!seen) return text.ui.emptyResults
  const subjects = [subjectOf(cell, seen.profile.log10)]
  return deep ? gradientSentences(subjects, text.view) : gradientSentence(subjects, text.view)
}

export interface CurveOptions extends PictureOptions {
  /** The step looked at: nothing after it is drawn. */
  readonly until: number
  /** The last step of the axis, the same for both cells. */
  readonly last: number
  readonly range: AxisRange | undefined
}

/** The best of the answers that need no learning. */
const hardest = (
  { baseline, naive = baseline }: Report['task'],
  measured: number | null,
): number => (naive < baseline ? naive : (measured ?? baseline))

/**
 * The held-out metric, the training loss, and what one gets without looking at the input, by step.
 */
export function curvePicture(
  run: RunState | undefined,
  task: Report['task'],
  options: CurveOptions,
): Picture {
  const { width, height, text, until, last, range } = options
  const { axis, emptyResults, series: names } = text.ui
  const key = legend([names.metric[task.metric], names.loss, names.baseline])
  const seen = run?.observations.filter((one) => one.step <= until) ?? []
  if (!run || seen.length === 0 || !range) return { legend: key, lines: [], sentence: emptyResults }
  const at = seen.map((one) => one.step)
  const guess = hardest(task, run.baseline)
  const series: Series[] = [
    { values: seen.map((one) => one.metric), at },
    { values: seen.map((one) => one.loss), at },
    { values: [guess, guess], at: [0, last] },
  ]
  const x = { first: axis.firstStep, last: axis.lastStep(last) }
  const { lines } = lineChart({ series, width, height, from: 0, to: last, x, ...range })
  return { legend: key, lines, sentence: curveWords(run, until, task, text) }
}

/** What the curves say, in words, as of a step. */
export function curveWords(run: RunState, until: number, task: Report['task'], text: Text): string {
  const seen = run.observations.findLast((one) => one.step <= until)
  if (!seen) return text.ui.emptyResults
  const newest = seen === run.observations.at(-1)
  const solvedAt = run.solvedAt !== null && run.solvedAt <= until ? run.solvedAt : null
  const status =
    newest && run.status !== 'waiting' && run.status !== 'skipped' ? run.status : 'training'
  const facts = {
    cell: run.id.cell,
    status,
    solvedAt,
    metric: seen.metric,
    steps: newest ? run.step : seen.step,
    baseline: run.baseline,
  }
  return curveSentence([facts], task, text.view, true)
}
