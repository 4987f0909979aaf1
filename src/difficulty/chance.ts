/**
 * How often chance alone would bring about what counts as a solution, on the few sequences that a
 * file holds out. If answers had nothing to do with the inputs, every way to answer that was not
 * fitted to them would be a shot in the dark; of 1,500 shots at six answers, one hits them all.
 * What is made up has as many held-out sequences as one asks for, and needs none of this.
 *
 * The unit is what the held-out verdict counts, too: a sequence of a file, a block of a text or a
 * series.
 */

import { ATTEMPTS, type Certificate, type GuessingMethod } from '../results/difficulty-report.ts'
import { largest } from '../rules/extremes.ts'
import { MAX_UNITS } from '../rules/verdict-bounds.ts'
import { exponential } from '../tasks/shared/exponential.ts'
import type { Unit } from '../tasks/shared/file-content.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Task } from '../tasks/shared/task.ts'
import type { Samples } from './linear-fit.ts'
import type { Log } from './scoring.ts'

/**
 * Chance is ruled out where it would bring about any solution among all tries less often than this.
 */
const BEYOND_CHANCE = 0.05

/** A readout of its own for the constant, the last input and the bag of inputs. */
const READOUTS = 3

/** What the chance of one try depends on, beside the number of units. */
export type Odds =
  /** Each unit is right with this probability at most; so large a share has to be right. */
  | { readonly rate: number; readonly share: number }
  /** Each unit more multiplies the chance by this at most (Chernoff 1952). */
  | { readonly factor: number }

/** Quantiles by which a distribution of numbers stands for itself. */
const QUANTILES = 128
/**
 * Exponents λ that are tried: λ × the threshold goes from the first to the last in steps of this
 * ratio.
 */
const EXPONENTS = { from: 0.01, to: 30, ratio: 1.2 } as const

/**
 * A finite number of held-out units, and the odds of the best constant for all steps and of any
 * other try.
 */
export interface Chance {
  readonly unit: Unit
  readonly units: number
  readonly constant: Odds
  readonly others: Odds
}

/** Null of what is made up. `constant` is the metric of the best constant for each step. */
export function chanceOf(task: Task, samples: Samples, constant: number, log: Log): Chance | null {
  if (!task.heldOut) return null
  const { unit, units } = task.heldOut
  return {
    unit,
    units: new Set(Array.from(units)).size,
    constant: oddsOf(task, samples, task.baseline, log),
    others: oddsOf(task, samples, constant, log),
  }
}

/**
 * Of a try that knows the step and nothing of the inputs. `constant` is the metric of the best
 * constant for each step on the held-out sequences. The targets are those of the training
 * sequences, in the units of the batches.
 */
function oddsOf(task: Task, { targets, weights, O }: Samples, constant: number, log: Log): Odds {
  const { metric, baseline, threshold } = task
  if (metric === 'accuracy') return { rate: Math.max(baseline, constant), share: threshold }
  const columns = Array.from({ length: O }, (_, o) =>
    Float64Array.from(weights, (_, s) => targets[s * O + o]),
  )
  if (metric === 'cross-entropy')
    return { factor: least(threshold, surest(columns.map(meanOf), log)) }
  const spread = meanOf(columns.map(varianceOf)) * metricScale(task)
  // Where the step alone tells something, that much less is left to hit by chance.
  const known = constant > 0 && constant < spread ? spread / constant : 1
  return { factor: least((known * threshold) / metricScale(task), nearest(columns.map(quantiles))) }
}

/**
 * inf over λ of e^(λ·c)·E, E being the largest expectation of e^(−λ·error) that any answer can
 * have: the chance of a mean error of c or less on n units is its n-th power at most.
 */
function least(c: number, largest: (lambda: number) => number): number {
  let best = 1
  for (let at: number = EXPONENTS.from; at <= EXPONENTS.to; at *= EXPONENTS.ratio) {
    best = Math.min(best, largest(at / c) / exponential(-at))
  }
  return best
}

/** Of squared errors: means over outputs and steps are no larger, e^x being convex. */
const nearest =
  (columns: readonly Float64Array[]) =>
  (lambda: number): number =>
    meanOf(
      columns.map((values) => {
        let most = 0
        for (const p of values) {
          let sum = 0
          for (const y of values) sum += exponential(-lambda * (y - p) ** 2)
          most = Math.max(most, sum / values.length)
        }
        return most
      }),
    )

/**
 * Of −log p(y): Σ q·p^λ is largest where p goes as q^(1/(1−λ)), and from λ = 1 on where p is sure
 * of the commonest class.
 */
const surest =
  (shares: readonly number[], log: Log) =>
  (lambda: number): number => {
    if (lambda >= 1) return largest(shares)
    const power = 1 / (1 - lambda)
    const sum = shares.reduce(
      (total, q) => (q > 0 ? total + exponential(power * log(q)) : total),
      0,
    )
    return exponential((1 - lambda) * log(sum))
  }

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let n = 0; n < values.length; n++) sum += values[n]
  return values.length > 0 ? sum / values.length : 0
}

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values)
  return meanOf(values.map((value) => (value - mean) ** 2))
}

function quantiles(values: Float64Array): Float64Array {
  const sorted = values.toSorted()
  const count = Math.min(QUANTILES, sorted.length)
  return Float64Array.from(
    { length: count },
    (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / count)],
  )
}

/** The chance of one try on n units. */
export function chanceOn(n: number, odds: Odds): number {
  return 'factor' in odds ? power(odds.factor, n) : tail(n, Math.ceil(odds.share * n), odds.rate)
}

/** P(at least k of n are right), each with probability p. */
function tail(n: number, k: number, p: number): number {
  if (p >= 1 || k <= 0) return 1
  if (p <= 0) return 0
  let term = power(p, n)
  let sum = term
  for (let j = n; j > k; j--) {
    term *= (j / (n - j + 1)) * ((1 - p) / p)
    sum += term
  }
  return Math.min(1, sum)
}

/** By products alone: Math.pow is not the same on every machine. */
function power(base: number, n: number): number {
  let [product, square] = [1, base]
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) product *= square
    square *= square
  }
  return product
}

/** Units from which on chance is ruled out among so many tries; null where none would do. */
export function unitsBeyondChance(tries: number, odds: Odds): number | null {
  let first = 1
  // One unit more may have to be right, or may not, so that chances go down in steps, with smaller
  // ones up.
  for (let n = 1; n <= MAX_UNITS && n <= 2 * first; n++)
    if (tries * chanceOn(n, odds) >= BEYOND_CHANCE) first = n + 1
  return first <= MAX_UNITS ? first : null
}

/** What of all that comes up to a solution is one, and what chance might have brought about. */
export function limitOf(
  { unit, units, constant, others }: Chance,
  guesses: number,
  reaches: Readonly<Record<GuessingMethod, boolean>>,
): NonNullable<Certificate['chance']> {
  const odds = (one: GuessingMethod) => (one === 'constant' ? constant : others)
  const tries = (one: GuessingMethod) => (one === 'guessing' ? guesses : READOUTS)
  const among = (one: GuessingMethod) => Math.min(1, tries(one) * chanceOn(units, odds(one)))
  const undecided = ATTEMPTS.filter((one) => reaches[one] && among(one) >= BEYOND_CHANCE)
  const needed = undecided.map((one) => unitsBeyondChance(tries(one), odds(one)))
  return {
    unit,
    units,
    level: BEYOND_CHANCE,
    readouts: among('lastInput'),
    guessing: among('guessing'),
    needed: needed.length === 0 || needed.includes(null) ? null : largest(needed.map(Number)),
    undecided,
  }
}
