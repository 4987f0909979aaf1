/** How values spread about their median. */
import { quantile } from '../../rules/quantile.ts'
import { significant } from './number.ts'
import type { ViewText } from './text-types.ts'

export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
  /** Quartiles where there are enough values for them, else the extremes. */
  readonly kind: 'quartiles' | 'range'
}

/** Values from which on quartiles say more than the extremes. */
const ENOUGH = 4

/** Of finite values in any order; null where there are none. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const kind = sorted.length >= ENOUGH ? 'quartiles' : 'range'
  const [low, high] = kind === 'quartiles' ? [0.25, 0.75] : [0, 1]
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, low),
    high: quantile(sorted, high),
    kind,
  }
}

/** "median 0.158 (quartiles 0.154 to 0.17)"; a value alone stands for itself. */
export function spreadWords(values: readonly number[], { verdict, none }: ViewText): string {
  const spread = spreadOf(values)
  if (!spread) return none
  const [median, low, high] = [spread.median, spread.low, spread.high].map((one) =>
    significant(one),
  )
  return values.length === 1 ? median : verdict[spread.kind](median, low, high)
}
