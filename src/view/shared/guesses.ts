/**
 * Answers that need no learning, in words: the best constant one, and of a series the last value.
 */
import type { Report } from '../../results/report.ts'
import { significant } from './number.ts'
import { spreadOf } from './spread.ts'
import type { ViewText } from './text-types.ts'

type Task = Pick<Report['task'], 'name' | 'baseline' | 'naive'>

export interface Guess {
  readonly metric: number
  readonly name: string
  /** "0.1667 of always saying 1" */
  readonly words: string
}

/** All of them, the best first. */
function guesses({ name, baseline, naive }: Task, text: ViewText): Guess[] {
  const words = text.baseline(name, significant(baseline, 4))
  const constant = { metric: baseline, name: text.baselineName(name), words }
  if (naive === undefined) return [constant]
  const last = { metric: naive, name: text.naiveName, words: text.naive(significant(naive, 4)) }
  return naive < baseline ? [last, constant] : [constant, last]
}

/** The one that is hardest to beat. */
const bestGuess = (task: Task, text: ViewText): Guess => guesses(task, text)[0]

/**
 * The guess that a run is compared with: the best constant answer measured on the very sequences of
 * the run replaces the theoretical one (the median over several runs). A better naive answer stays.
 */
export function measuredGuess(
  task: Task,
  measured: readonly (number | null | undefined)[],
  text: ViewText,
): Guess {
  const known = bestGuess(task, text)
  const values = measured.filter((one) => one !== null && one !== undefined)
  const metric = spreadOf(values)?.median
  if (metric === undefined || known.metric !== task.baseline) return known
  const several = values.some((one) => one !== values[0])
  return {
    metric,
    name: text.curve.measuredName(several),
    words: text.curve.measured(significant(metric)),
  }
}

/** All of them in one phrase. */
export const guessWords = (task: Task, text: ViewText): string =>
  guesses(task, text)
    .map(({ words }) => words.trim())
    .join(text.list)
