/**
 * Tests and an interval for paired outcomes, exact where seeds are as few as ours mostly are. Pure.
 */
import { errorFunction } from 'simple-statistics'
import { random } from '../../engine/random.ts'
import { COUNTED_OUT } from '../../rules/verdict-bounds.ts'

/**
 * Two-sided p of an exact sign test: of n pairs that differ k point one way. With n the pairs in
 * which just one of two succeeded it is McNemar's test (McNemar 1947), exact. Terms are carried as
 * logarithms, so that n may be in the thousands.
 */
export function signTest(k: number, n: number): number {
  if (n === 0) return 1
  let term = -n * Math.LN2 // ln of C(n, 0)/2^n
  let tail = Math.exp(term)
  for (let j = 1; j <= Math.min(k, n - k); j++) {
    term += Math.log((n - j + 1) / j)
    tail += Math.exp(term)
  }
  return Math.min(1, 2 * tail)
}

/** Which way signed ranks point, and how often chance alone would take them so far. */
export interface SignedRanks {
  /** Two-sided. */
  readonly p: number
  /**
   * Of the sum of the positive ranks less that of the negative ones: 1, −1, or 0 where neither is
   * larger.
   */
  readonly sign: number
}

/**
 * Wilcoxon's signed-rank test (Wilcoxon 1945): zeros are left out, ties share their mean rank,
 * infinite differences rank highest. Exact over all 2^n signs up to `exact` differences, else by
 * the normal distribution with a correction for ties.
 */
export function signedRankTest(differences: readonly number[], exact = COUNTED_OUT): SignedRanks {
  const ranked = doubleRanks(differences)
  if (ranked.length === 0) return { p: 1, sign: 0 }
  const total = ranked.reduce((sum, { rank }) => sum + rank, 0)
  const positive = ranked.reduce((sum, { rank, sign }) => sum + (sign > 0 ? rank : 0), 0)
  const least = Math.min(positive, total - positive)
  const p = ranked.length <= exact ? exactly(ranked, total, least) : normally(ranked, total, least)
  return { p, sign: Math.sign(2 * positive - total) }
}

interface Ranked {
  /** Its place among the differences. */
  readonly at: number
  readonly sign: number
  /** Twice the rank, so that the mean rank of two is a whole number, too. */
  readonly rank: number
}

function exactly(ranked: readonly Ranked[], total: number, least: number): number {
  // ways[s]: the share of the 2^n ways to set the signs in which the positive ranks come to s.
  const ways = new Float64Array(total + 1)
  ways[0] = 1
  let reached = 0
  for (const { rank } of ranked) {
    reached += rank
    for (let sum = reached; sum >= 0; sum--)
      ways[sum] = (ways[sum] + (sum >= rank ? ways[sum - rank] : 0)) / 2
  }
  return Math.min(1, 2 * ways.subarray(0, least + 1).reduce((sum, one) => sum + one, 0))
}

/** Under chance the sum has mean Σr/2 and variance Σr²/4. */
function normally(ranked: readonly Ranked[], total: number, least: number): number {
  const variance = ranked.reduce((sum, { rank }) => sum + rank * rank, 0) / 4
  return 1 - errorFunction((total / 2 - least) / Math.sqrt(2 * variance))
}

/**
 * Two-sided p of a normal deviate z ≥ 0 (Press et al., Numerical Recipes, erfcc: within 1.2e-7 of
 * itself, however small).
 */
export function normalTails(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398,
    1.48851587, -0.82215223, 0.17087277,
  ]
  return t * Math.exp(-x * x + terms.reduceRight((sum, term) => sum * t + term, 0))
}

/**
 * p of a test whose statistic varies more than the test supposes, by this factor in its variance:
 * the deviate that belongs to p, divided by the factor's root.
 */
export function widened(p: number, factor: number): number {
  if (factor <= 1 || p >= 1) return p
  let [low, high] = [0, 38]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (normalTails(middle) > p) low = middle
    else high = middle
  }
  return Math.min(1, normalTails(low / Math.sqrt(factor)))
}

/** Zeros are left out. */
export function doubleRanks(differences: readonly number[]): Ranked[] {
  const sorted = differences
    .flatMap((difference, at) =>
      difference === 0 ? [] : [{ at, size: Math.abs(difference), sign: Math.sign(difference) }],
    )
    .sort((a, b) => (a.size === b.size ? 0 : a.size - b.size))
  const ranked: Ranked[] = []
  for (let from = 0; from < sorted.length; ) {
    let end = from + 1
    while (end < sorted.length && sorted[end].size === sorted[from].size) end++
    // The mean of the ranks from + 1 .. end, twice.
    for (const { at, sign } of sorted.slice(from, end))
      ranked.push({ at, sign, rank: from + 1 + end })
    from = end
  }
  return ranked
}

/** Resamples of a bootstrap, and the seed that makes them the same wherever a report is made. */
const RESAMPLES = 4000
const SEED = 1

/**
 * A 95 % percentile interval of the median (Efron 1979); null where there are fewer than two
 * values, or an end is infinite.
 */
export function medianInterval(values: readonly number[]): readonly [number, number] | null {
  if (values.length < 2) return null
  const sorted = values.toSorted((a, b) => a - b)
  const medians = middlesOf(values.length)
    .map(({ low, high, times }) => ({ median: (sorted[low] + sorted[high]) / 2, times }))
    .sort((a, b) => a.median - b.median)
  // The resample that has so many before it.
  const at = (rank: number) => {
    let seen = 0
    return medians.find(({ times }) => {
      seen += times
      return seen > rank
    })?.median
  }
  const edge = Math.round(0.025 * RESAMPLES)
  const between = (rank: number) => ((at(rank - 1) ?? Number.NaN) + (at(rank) ?? Number.NaN)) / 2
  const [low, high] = [between(edge), between(RESAMPLES - edge)]
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null
}

/**
 * The places of the two values, among those that were drawn from, whose mean is a resample's
 * median; and how often.
 */
interface Middle {
  readonly low: number
  readonly high: number
  times: number
}

const known = new Map<number, readonly Middle[]>()

/**
 * The middles of all resamples of n values: they depend on what is drawn, not on what the values
 * are.
 */
function middlesOf(n: number): readonly Middle[] {
  const before = known.get(n)
  if (before) return before
  const middles = new Map<number, Middle>()
  const { below } = random(SEED, 'heldOut')
  const drawn = new Uint32Array(n)
  for (let resample = 0; resample < RESAMPLES; resample++) {
    drawn.fill(0)
    for (let k = 0; k < n; k++) drawn[below(n)]++
    const [low, high] = [Math.floor((n - 1) / 2), Math.floor(n / 2)].map((rank) =>
      placeOf(drawn, rank),
    )
    const key = low * n + high
    const middle = middles.get(key) ?? { low, high, times: 0 }
    middle.times++
    middles.set(key, middle)
  }
  const found = Array.from(middles.values())
  known.clear()
  known.set(n, found)
  return found
}

/** Which value has so many drawn ones before it. */
function placeOf(drawn: Uint32Array, rank: number): number {
  let place = 0
  for (let seen = drawn[0]; seen <= rank; seen += drawn[place]) place++
  return place
}
