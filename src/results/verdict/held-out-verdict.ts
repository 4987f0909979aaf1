/**
 * Whether new sequences like those of a file would come out as its held-out ones did. Seeds cannot
 * say it: they are many, and the file stays the same. So the units that were held out are compared,
 * each by its mean over the seeds that held it out.
 */

import { MAX_UNITS } from '../../rules/verdict-bounds.ts'
import type { Run } from '../report.ts'
import { signedRankTest, widened } from './statistics.ts'
import type { HeldOutVerdict } from './verdict-schema.ts'

/** Runs of one seed. */
export interface Pair {
  readonly rnn: Run
  readonly lstm: Run
}

/** Up to so many imagined differences the signed-rank test is exact. */
const COUNTED = 50

/** A finding, and its direction: 1 for the LSTM, −1 for the RNN. */
export interface HeldOutFinding {
  readonly heldOut: HeldOutVerdict
  readonly sign: number
}

/**
 * `worse`: larger values are worse (losses); `level`: which pairs count as ties; `sure`: a
 * difference is shown if p is below this.
 */
export function heldOutVerdict(
  pairs: readonly Pair[],
  how: { readonly worse: boolean; readonly level: (pair: Pair) => boolean; readonly sure: number },
): HeldOutFinding {
  const { units, folds, unit, ofParts } = gathered(pairs, how)
  const differences = Array.from(units.values(), ({ sum, seeds }) => sum / seeds)
  const factor = overlap(Array.from(units.values(), ({ fold }) => fold))
  const { p, sign } = signedRankTest(differences)
  const pAt = (n: number) => widened(signedRankTest(spread(differences, n), COUNTED).p, factor)
  const wide = widened(p, factor)
  return {
    sign,
    heldOut: {
      unit,
      units: units.size,
      lstmBetter: differences.filter((one) => one > 0).length,
      rnnBetter: differences.filter((one) => one < 0).length,
      parts: folds.size,
      ofParts,
      p: wide,
      widened: factor,
      least: leastUnits(factor, how.sure),
      needed:
        wide < how.sure || units.size === 0 ? null : enough(units.size, MAX_UNITS, how.sure, pAt),
    },
  }
}

interface Unit {
  /** The first part that held it out. */
  readonly fold: number
  sum: number
  seeds: number
}

function gathered(
  pairs: readonly Pair[],
  { worse, level }: { worse: boolean; level: (pair: Pair) => boolean },
) {
  const units = new Map<number, Unit>()
  const folds = new Set<number>()
  let [unit, ofParts]: [HeldOutVerdict['unit'], number] = ['sequence', 0]
  for (const pair of pairs) {
    const { rnn, lstm } = pair
    if (!rnn.heldOut || !lstm.heldOut) continue
    const [a, b] = [worths(rnn, worse), worths(lstm, worse)]
    folds.add(rnn.heldOut.fold)
    unit = rnn.heldOut.unit
    ofParts = rnn.heldOut.folds
    for (const [k, name] of rnn.heldOut.units.entries()) {
      const one = units.get(name) ?? { fold: rnn.heldOut.fold, sum: 0, seeds: 0 }
      // Two infinite losses are a tie; otherwise ±∞ on either side would cancel to NaN.
      one.sum = total(one.sum, level(pair) || a[k] === b[k] ? 0 : b[k] - a[k])
      one.seeds++
      units.set(name, one)
    }
  }
  return { units, folds, unit, ofParts }
}

const total = (sum: number, more: number): number => (Number.isNaN(sum + more) ? 0 : sum + more)

/** The score of each unit, larger is better: a run that diverged is worse than any other. */
function worths({ heldOut, status }: Run, worse: boolean): number[] {
  const { sum = [], of = [] } = heldOut ?? {}
  return sum.map((one, k) => {
    if (one === null || status === 'diverged') return Number.NEGATIVE_INFINITY
    return (worse ? -one : one) / of[k]
  })
}

/**
 * 1 + the share of pairs of units that different parts held out. Each of such two was trained on
 * when the other was looked at, so what their labels have in common by chance helps or harms both:
 * of labels that are all chance, where the influence of one on the other is mutual, the variance of
 * the sum is as much larger, twice at most (there is no unbiased estimate of it: Bengio &
 * Grandvalet 2004).
 */
function overlap(folds: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const fold of folds) counts.set(fold, (counts.get(fold) ?? 0) + 1)
  let same = 0
  for (const count of counts.values()) same += (count / folds.length) ** 2
  return folds.length === 0 ? 1 : 2 - same
}

/** The number of units needed if all of them point one way. */
function leastUnits(factor: number, sure: number): number {
  let n = 1
  while (widened(2 ** (1 - n), factor) >= sure) n++
  return n
}

/** n differences, spread as those seen so far. */
export function spread(differences: readonly number[], n: number): number[] {
  const sorted = differences.toSorted((a, b) => a - b)
  return Array.from({ length: n }, (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / n)])
}

/**
 * The least number beyond those there are at which a test would be sure; null where none up to
 * `most` would do.
 */
export function enough(
  there: number,
  most: number,
  level: number,
  pAt: (n: number) => number,
): number | null {
  let [open, sure] = [there, most]
  if (there >= most || pAt(sure) >= level) return null
  while (sure - open > 1) {
    const middle = Math.floor((open + sure) / 2)
    if (pAt(middle) < level) sure = middle
    else open = middle
  }
  return sure
}
