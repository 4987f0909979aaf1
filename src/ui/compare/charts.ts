/** The two pictures of a cell, out of what is measured: pure, and drawn by src/view. */
import type { Cell } from '../../engine/types.ts'
import type { Observation } from '../../results/events.ts'
import type { Report } from '../../results/report.ts'
import type { AxisRange } from '../../rules/chart-axes.ts'
import { normAxisName, normLevels } from '../../view/shared/norm-axis.ts'
import {
  curveSentence,
  gradientSentence,
  gradientSentences,
  subjectOf,
} from '../../view/shared/sentences.ts'
import { widthOf } from '../../view/shared/width.ts'
import type { Series, Span } from '../../view/terminal/chart-strokes.ts'
import { type Look, legend, lineChart, lookOf } from '../../view/terminal/line-chart.ts'
import type { Text } from '../shared/text-types.ts'
import { type RunState, type ScreenState, SERIES } from './state.ts'

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
  /** Columns for the legend, where it is not alone on its line. */
  readonly room?: number
  readonly only?: ScreenState['series']
}

/**
 * Gradient norms against t on a log axis: ∂L/∂h_t, and for the LSTM, not for a GRU in its place,
 * ∂L/∂c_t and the belt; or `only` one of them, ∂L/∂h_t where a cell has no other.
 */
export function gradientPicture(
  cell: Cell,
  seen: Observation | undefined,
  range: AxisRange | undefined,
  { width, height, text, room = width, only = null }: PictureOptions,
): Picture {
  const { axis, emptyResults } = text.ui
  const { quantity } = text.view
  const state = cell === 'lstm' && text.view.cell.lstm !== text.view.cell.gru
  const parts = state ? SERIES : (['hidden'] as const)
  const shown = (part: (typeof SERIES)[number]) => !state || only === null || part === only
  const names = parts.map((part) => (shown(part) ? quantity[part] : ''))
  const axisName = normAxisName(
    parts.filter(shown).map((part) => (part === 'hidden' ? part : 'cell')),
    text.view,
  )
  const { charts } = text.view
  const legendOf = (look: Look) => {
    const whole = `${axisName}   ${legend(names, look)}`
    return widthOf(whole) <= room ? whole : legend(names, look)
  }
  if (!seen || !range)
    return { legend: legendOf(lookOf(charts)), lines: [], sentence: emptyResults }
  const { log10 } = seen.profile
  const series = parts.map((part): Series => {
    const values = (shown(part) && log10[part]) || []
    return { values, at: values.map((_, index) => index + 1) }
  })
  const x = { first: axis.firstTime, last: axis.lastTime(log10.hidden.length), between: true }
  const how = { log: true, corner: text.view.axis.log, levels: normLevels(text.view), x }
  const chart = lineChart({ series, width, height, charts, ...how, ...range })
  const { lines } = chart
  return { legend: legendOf(chart), lines, sentence: gradientWords(cell, seen, text) }
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
  const key = [names.metric[task.metric], names.loss, names.baseline]
  const seen = run?.observations.filter((one) => one.step <= until) ?? []
  const { charts } = text.view
  if (!run || seen.length === 0 || !range)
    return { legend: legend(key, lookOf(charts)), lines: [], sentence: emptyResults }
  const at = seen.map((one) => one.step)
  const guess = hardest(task, run.baseline)
  const series: Series[] = [
    { values: seen.map((one) => one.metric), at },
    { values: seen.map((one) => one.loss), at },
    { values: [guess, guess], at: [0, last] },
  ]
  const x = { first: axis.firstStep, last: axis.lastStep(last), between: true }
  const ends = { from: 0, to: last }
  const chart = lineChart({ series, width, height, charts, ...ends, x, ...range })
  const { lines } = chart
  return { legend: legend(key, chart), lines, sentence: curveWords(run, until, task, text) }
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
