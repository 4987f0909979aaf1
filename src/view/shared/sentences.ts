/** One sentence for each picture, saying what there is to see in it. */

import type { Cell } from '../../engine/types.ts'
import type { Report, Status } from '../../results/report.ts'
import { type Depth, depthOf, type Trend, trendOf } from '../../rules/profile-trend.ts'
import { isBetter, isSolved } from '../../rules/solved.ts'
import { isNumber } from './columns.ts'
import { measuredGuess } from './guesses.ts'
import { power, significant, stretch } from './number.ts'
import type { ViewText } from './text-types.ts'

/** A profile that a sentence speaks of. */
export interface SentenceSubject {
  readonly cell: keyof ViewText['cell']
  readonly quantity: keyof ViewText['quantity']
  readonly log10: readonly (number | null)[]
}

/** ∂L/∂h for the RNN and ∂L/∂c for the LSTM: in each cell, what carries the gradient back. */
export function subjectOf(
  cell: SentenceSubject['cell'],
  log10: { hidden: SentenceSubject['log10']; cell: SentenceSubject['log10'] | null },
): SentenceSubject {
  return log10.cell
    ? { cell, quantity: 'cell', log10: log10.cell }
    : { cell, quantity: 'hidden', log10: log10.hidden }
}

/** "RNN: ∂L/∂h falls ×10 every 3.1 steps going back; LSTM: ∂L/∂c ×10 every 41." */
export function gradientSentence(subjects: readonly SentenceSubject[], text: ViewText): string {
  if (subjects.length === 0) return text.end(text.gradient.nothing)
  const trends = subjects.map(({ log10 }) => trendOf(log10))
  const clauses = subjects.map((subject, index) => {
    const verb = verbOf(
      trends[index],
      trends[index - 1]?.kind === trends[index].kind,
      subject,
      text,
    )
    return text.gradient.clause(text.cell[subject.cell], text.quantity[subject.quantity], verb)
  })
  return text.end(clauses.join(text.join))
}

/** The same, and how far down the profiles go: "RNN: for t ≤ 12 float32 would call this zero." */
export function gradientSentences(subjects: readonly SentenceSubject[], text: ViewText): string {
  const depths = subjects.flatMap(({ cell, log10 }) => {
    const depth: Depth | null = depthOf(log10)
    return depth ? [text.gradient.depth[depth.kind](text.cell[cell], depth.until)] : []
  })
  const first = gradientSentence(subjects, text)
  return depths.length === 0 ? first : first + text.between + text.end(depths.join(text.join))
}

function verbOf(
  trend: Trend,
  again: boolean,
  { log10 }: SentenceSubject,
  { gradient }: ViewText,
): string {
  switch (trend.kind) {
    case 'falls':
    case 'grows':
      return gradient[trend.kind](stretch(trend.every), again)
    case 'single':
      return soleWords(log10, gradient)
    default:
      return gradient[trend.kind]
  }
}

/** Of a profile with one entry that is not zero. */
export function soleWords(
  log10: SentenceSubject['log10'],
  { single, at }: ViewText['gradient'],
): string {
  const index = log10.findIndex(isNumber)
  const size = power(log10[index] ?? null)
  return log10.length > 1 ? at(size, index + 1) : single(size)
}

/** A learning curve as far as it has come. */
export interface CurveFacts {
  readonly cell: Cell
  readonly status: Status | 'training'
  readonly solvedAt: number | null
  /** The newest value on held-out data. */
  readonly metric: number | null
  /** Updates so far. */
  readonly steps: number
  /** The best constant answer on the same held-out data, where that was measured. */
  readonly baseline?: number | null
}

type Task = Pick<Report['task'], 'name' | 'metric' | 'threshold' | 'baseline' | 'naive'>

/** An error this many times the baseline's counts as exploded. */
const EXPLODED = 100

/** Whether training went as wrong as a divergence, though its numbers are still finite. */
export const hasExploded = (
  metric: number | null,
  { metric: kind, baseline }: Pick<Task, 'metric' | 'baseline'>,
): boolean => kind === 'mse' && metric !== null && baseline > 0 && metric > EXPLODED * baseline

/** Within this part of the baseline a metric is about as good. */
const ABOUT = 0.12

/**
 * "LSTM below 0.01 at step 550; RNN still at 0.149, about the 0.1667 of always saying 1." The first
 * to solve comes first. `advise` adds what helps where one diverged.
 */
export function curveSentence(
  curves: readonly CurveFacts[],
  task: Task,
  text: ViewText,
  advise = false,
): string {
  if (curves.length === 0) return text.end(text.curve.nothing)
  const order = (facts: CurveFacts) => facts.solvedAt ?? Number.POSITIVE_INFINITY
  const sorted = curves.toSorted((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)))
  const said = text.end(sorted.map((facts) => curveClause(facts, task, text)).join(text.join))
  const diverged =
    advise &&
    curves.some(({ status, metric }) => status === 'diverged' || hasExploded(metric, task))
  return diverged ? text.curve.advised(said) : said
}

function curveClause(
  { cell, status, solvedAt, metric, steps, baseline }: CurveFacts,
  task: Task,
  text: ViewText,
): string {
  const { curve } = text
  const name = text.cell[cell]
  const value = significant(metric)
  if (solvedAt !== null) {
    const say = task.metric === 'accuracy' ? curve.above : curve.below
    const clause = say(name, significant(task.threshold, 4), solvedAt)
    if (status === 'diverged') return curve.solvedThenDiverged(clause, steps)
    return metric !== null && !isSolved(task, metric) ? curve.lost(clause, value) : clause
  }
  if (status === 'diverged') return curve.diverged(name, steps)
  if (metric === null) return curve.unmeasured(name)
  const relation = relationOf(metric, task, baseline ?? null, text)
  return status === 'training'
    ? curve.now(name, value, steps, relation)
    : curve.still(name, value, relation)
}

function relationOf(metric: number, task: Task, measured: number | null, text: ViewText): string {
  const { curve } = text
  const guess = measuredGuess(task, [measured], text)
  if (Math.abs(metric - guess.metric) <= ABOUT * guess.metric) return curve.about(guess.words)
  const better = isBetter(task, metric, guess.metric)
  return (better ? curve.better : curve.worse)(guess.words)
}
