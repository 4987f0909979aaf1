/**
 * Verdicts between settings of one cell: two variants of the LSTM, two forget biases. Runs of a
 * seed saw the same held-out data, so they are compared pair by pair, as two cells are. Pure.
 */
import type { Between, Run } from '../report.ts'
import { type Rule, verdictOf } from './verdict.ts'
import type { Verdict } from './verdict-schema.ts'

/** What two settings came to, without what they are called. */
export type Against = Pick<Between, 'pairs' | 'level' | 'comparisons' | 'solved' | 'metric'>

/**
 * p values adjusted for all of them being asked at once: the k-th smallest of m times m + 1 − k,
 * and none below one that was smaller (Holm 1979). Whatever they are about, one in all of them is
 * found below a level by chance no more often than that level says.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, at) => at).sort((a, b) => ps[a] - ps[b])
  const adjusted = new Array<number>(ps.length)
  let least = 0
  for (const [rank, at] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - rank) * ps[at]))
    adjusted[at] = least
  }
  return adjusted
}

/**
 * Each of several settings held against the first one; null for those without a seed in common. The
 * number of comparisons counts those that have one.
 */
export function verdictsBetween(
  first: readonly Run[],
  others: readonly (readonly Run[])[],
  rule: Rule,
): (Against | null)[] {
  const as = (runs: readonly Run[], cell: Run['cell']) => runs.map((run) => ({ ...run, cell }))
  const alone = others.map((other) => verdictOf([...as(first, 'rnn'), ...as(other, 'lstm')], rule))
  const there = alone.flatMap((one) => one ?? [])
  const solved = holm(there.map((one) => one.solved.p))
  const metric = holm(there.map((one) => one.metric.p))
  let n = 0
  return alone.map((one) => {
    if (!one) return null
    const at = n++
    return {
      pairs: one.pairs,
      level: one.level,
      comparisons: there.length,
      solved: {
        ...decided(one.solved, solved[at], one.level),
        firstOnly: one.solved.rnnOnly,
        otherOnly: one.solved.lstmOnly,
        both: one.solved.both,
        neither: one.solved.neither,
      },
      metric: {
        ...decided(one.metric, metric[at], one.level),
        firstBetter: one.metric.rnnBetter,
        otherBetter: one.metric.lstmBetter,
        medianDifference: one.metric.medianDifference,
        interval: one.metric.interval,
      },
    }
  })
}

/** The winner of a comparison by itself, where it is one with the adjusted p, too. */
function decided(
  { winner, p: pAlone, withheld = null }: Verdict['solved'] | Verdict['metric'],
  p: number,
  level: number,
): Pick<Between['solved'], 'winner' | 'p' | 'pAlone' | 'withheld'> {
  const named = winner === 'lstm' ? 'other' : 'first'
  return { winner: winner !== null && p < level ? named : null, p, pAlone, withheld }
}
