/**
 * How long a layer remembers when nothing comes in: its forget gate (LSTM) or update gate (GRU) at
 * zero input and zero state, f = σ(b_f), and what follows if it stays there.
 */
import { quantile } from '../../../rules/quantile.ts'

/** What is left of a state where it counts as forgotten. */
const FORGOTTEN = 1e-3
/** Units that are named. */
const NAMED = 8

/** ln 2/−ln|f|: steps until f^k is a half. Infinity where it never is; 0 for f = 0. */
export const halfLife = (f: number): number =>
  Math.abs(f) >= 1 ? Number.POSITIVE_INFINITY : Math.LN2 / -Math.log(Math.abs(f)) + 0

/** ln 1e-3/ln|f|: steps until |f|^k is a thousandth. */
export const reach = (f: number): number => halfLife(f) * Math.log2(1 / FORGOTTEN)

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** @param values the gate of each unit at rest, [H]; NaN where its bias is none. */
export function memoryOf(gate: 'f' | 'z', values: Float64Array) {
  const known = values.filter(Number.isFinite)
  const sorted = known.toSorted()
  const at = (part: number) => (sorted.length > 0 ? quantile(sorted, part) : Number.NaN)
  const bySize = known.map(Math.abs).toSorted()
  const middle = bySize.length > 0 ? quantile(bySize, 0.5) : Number.NaN
  const most = bySize.at(-1) ?? Number.NaN
  const lives = Array.from(known, halfLife)
  const longest = Array.from(values, (value, index) => ({ unit: index + 1, value }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.unit - b.unit)
  return {
    gate,
    ...{ mean: finite(known.reduce((sum, one) => sum + one / known.length, 0)) },
    ...{ min: finite(at(0)), quartiles: [at(0.25), at(0.5), at(0.75)].map(finite) },
    max: finite(at(1)),
    values: Array.from(values, finite),
    halfLife: {
      values: Array.from(values, (f) => finite(halfLife(f))),
      mean: finite(lives.reduce((sum, one) => sum + one / lives.length, 0)),
      median: finite(halfLife(middle)),
      longest: finite(halfLife(most)),
    },
    never: known.filter((f) => Math.abs(f) >= 1).length,
    reach: { median: finite(reach(middle)), longest: finite(reach(most)) },
    units: longest.slice(0, NAMED).map(({ unit, value }) => ({
      ...{ unit, gate: value, halfLife: finite(halfLife(value)) },
    })),
  }
}

/**
 * How long an RNN's state lasts by its recurrent matrix alone: steps until ρ(U)^k is a thousandth;
 * null where ρ ≥ 1 and it need not fall, and where ρ is not known.
 */
export const decayOf = (radius: number) => ({
  radius: finite(radius),
  grows: radius >= 1,
  reach: finite(reach(radius)),
  halfLife: finite(halfLife(radius)),
})
