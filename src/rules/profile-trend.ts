/** Summaries of a gradient profile from its log10 values. Time steps t are counted from 1. */

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value)

/** How a profile goes from t = T back to t = 1. */
export type Trend =
  /** All entries are zero. */
  | { readonly kind: 'zero' }
  /** One entry only: nothing to compare it with. */
  | { readonly kind: 'single' }
  | { readonly kind: 'flat' }
  /** Changes by a factor of 10 every so many time steps, going back. */
  | { readonly kind: 'falls' | 'grows'; readonly every: number }

/**
 * If the fitted line changes less than this many decades over the whole profile (a factor of two),
 * the profile counts as flat.
 */
const FLAT = Math.log10(2)

export function trendOf(log10: readonly (number | null)[]): Trend {
  const slope = slopeOf(log10)
  if (slope === null) return { kind: log10.some(isNumber) ? 'single' : 'zero' }
  const stretch = log10.findLastIndex(isNumber) - log10.findIndex(isNumber)
  if (Math.abs(slope) * stretch < FLAT) return { kind: 'flat' }
  return { kind: slope < 0 ? 'falls' : 'grows', every: 1 / Math.abs(slope) }
}

/**
 * Decades per time step going back (negative where it vanishes), by least squares over the entries
 * that are not zero; null where fewer than two are left.
 */
export function slopeOf(log10: readonly (number | null)[]): number | null {
  const points = log10.flatMap((value, t) => (isNumber(value) ? [{ t, value }] : []))
  if (points.length < 2) return null
  const meanT = points.reduce((sum, { t }) => sum + t, 0) / points.length
  const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length
  const covariance = points.reduce((sum, { t, value }) => sum + (t - meanT) * (value - mean), 0)
  const variance = points.reduce((sum, { t }) => sum + (t - meanT) ** 2, 0)
  return -covariance / variance + 0
}

/**
 * Time steps going back over which a profile falls by a factor of ten; negative for one that grows,
 * null for one that does neither.
 */
export function stepsPerDecade(log10: readonly (number | null)[]): number | null {
  const trend = trendOf(log10)
  if (trend.kind === 'falls') return trend.every
  return trend.kind === 'grows' ? -trend.every : null
}

/**
 * Bounds of float32, as log10: half its least subnormal number, which rounds to zero, and its least
 * normal one.
 */
export const FLOAT32_ZERO = -150 * Math.log10(2)
export const FLOAT32_NORMAL = -126 * Math.log10(2)
/** A millionth. */
export const MILLIONTH = -6

/**
 * The last of the leading time steps at which the gradient is exactly zero: 0 where the first is
 * not, T where all are.
 */
export function zeroUntil(log10: readonly (number | null)[]): number {
  const index = log10.findIndex((value) => value !== null)
  return index < 0 ? log10.length : index
}

/** How small a profile gets towards t = 1: the lowest of the bounds below which it stays. */
export type Depth = {
  readonly kind: 'exactly-zero' | 'float32-zero' | 'float32-subnormal' | 'millionth'
  /** The bound holds from this time step back to the first. */
  readonly until: number
}

export function depthOf(log10: readonly (number | null)[]): Depth | null {
  const zero = zeroUntil(log10)
  if (zero > 0) return zero < log10.length ? { kind: 'exactly-zero', until: zero } : null
  const bounds = [
    ['float32-zero', FLOAT32_ZERO],
    ['float32-subnormal', FLOAT32_NORMAL],
    ['millionth', MILLIONTH],
  ] as const
  for (const [kind, bound] of bounds) {
    const above = log10.findIndex((value) => value !== null && value >= bound)
    const until = above < 0 ? log10.length : above
    if (until > 0) return { kind, until }
  }
  return null
}

/** Beside the largest norm of a profile, less than a thousandth counts as gone. */
const GONE = -3

/**
 * The earliest time step, from 1, at which the gradient is at least a thousandth of the largest of
 * the profile; null where all are zero.
 */
export function reachesBackTo(log10: readonly (number | null)[]): number | null {
  const most = log10.reduce<number>(
    (best, value) => Math.max(best, value ?? Number.NEGATIVE_INFINITY),
    Number.NEGATIVE_INFINITY,
  )
  const index = log10.findIndex((value) => value !== null && value >= most + GONE)
  return index < 0 ? null : index + 1
}
