/** What a comparison shows, in sentences: one verdict for each question, and the figures behind it. */
import type { Report } from '../lab/report.ts'
import type { Verdict } from '../lab/verdict-data.ts'
import { significant } from './number.ts'
import type { ViewText } from './text.ts'
import { wrap } from './width.ts'

export function verdictLines(verdict: Verdict, task: Report['task'], text: ViewText, width: number): string[] {
  const words = text.verdict
  const { pairs, solved, metric, needed } = verdict
  const name = text.metric[task.metric]
  const lines = [
    words.title(pairs),
    words.solved(headline(solved.winner, text), solved.lstmOnly, solved.rnnOnly, solved.both, solved.neither),
    words.chance(probability(solved.p)),
    words.metric(headline(metric.winner, text), name, metric.lstmBetter, metric.rnnBetter),
    ...(metric.medianDifference === null || metric.interval === null
      ? []
      : [words.difference(significant(metric.medianDifference), ...ends(metric.interval))]),
    words.chance(probability(metric.p)),
    ...more(pairs, needed, verdict, text),
  ]
  return lines.flatMap((line, n) => wrap(line, width, n === 0 ? '' : '  '))
}

const headline = (winner: 'rnn' | 'lstm' | null, { verdict, cell }: ViewText): string =>
  winner ? verdict.better(cell[winner]) : verdict.none

const ends = ([low, high]: readonly [number, number]): [string, string] => [significant(low), significant(high)]

const probability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${significant(p, 2)}`)

/** Pairs below which no outcome whatever could be sure: 2·2^−n < 0.05 from n = 6 on. */
const LEAST = 6

/** What is missing for a decision, where something is. */
function more(
  pairs: number,
  needed: Verdict['needed'],
  { solved, metric }: Verdict,
  { verdict: words }: ViewText,
): string[] {
  if (solved.winner && metric.winner) return []
  if (pairs < LEAST) return [words.tooFew(LEAST)]
  const [least] = [needed.solved, needed.metric].filter((one) => one !== null).toSorted((a, b) => a - b)
  return least === undefined ? [] : [words.needed(least)]
}
