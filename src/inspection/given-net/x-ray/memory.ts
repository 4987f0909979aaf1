/**
 * How long a layer remembers when nothing comes in: its forget gate (LSTM) or update gate (GRU) at
 * zero input and zero state, f = σ(b_f), and what follows if it stays there.
 */
import { quantile } from '../../../rules/quantile.ts'
import { known } from './known.ts'

/** What is left of a state where it counts as forgotten. */
const FORGOTTEN = 1e-3
/** Units that are named. */
const NAMED = 8

/** ln 2/−ln|f|: steps until f^k is a half. Infinity where it never is; 0 for f = 0. */
export const halfLife = (f: number): number =>
  Math.abs(f) >= 1 ? Number.POSITIVE_INFINITY : Math.LN2 / -Math.log(Math.abs(f)) + 0

/** ln 1e-3/ln|f|: steps until |f|^k is a thousandth. */
export const reach = (f: number): number => halfLife(f) * Math.log2(1 / FORGOTTEN)

/** NaN for none. */
const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k] / values.length
  return values.length > 0 ? sum : Number.NaN
}

/** @param values the gate of each unit at rest, [H]; NaN where its bias is none. */
export function memoryOf(gate: 'f' | 'z', values: Float64Array) {
  const finite = values.filter(Number.isFinite)
  const sorted = finite.toSorted()
  const at = (part: number) => quantile(sorted, part)
  const bySize = finite.map(Math.abs).toSorted()
  const middle = quantile(bySize, 0.5)
  const most = bySize.at(-1) ?? Number.NaN
  const lives = Array.from(finite, halfLife)
  const longest = Array.from(values, (value, index) => ({ unit: index + 1, value }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.unit - b.unit)
  return {
    gate,
    ...{ mean: known(meanOf(finite)) },
    ...{ min: known(at(0)), quartiles: [at(0.25), at(0.5), at(0.75)].map(known) },
    max: known(at(1)),
    values: Array.from(values, known),
    halfLife: {
      values: Array.from(values, (f) => known(halfLife(f))),
      mean: known(meanOf(lives)),
      median: known(halfLife(middle)),
      longest: known(halfLife(most)),
    },
    never: finite.filter((f) => Math.abs(f) >= 1).length,
    reach: { median: known(reach(middle)), longest: known(reach(most)) },
    units: longest.slice(0, NAMED).map(({ unit, value }) => ({
      ...{ unit, gate: known(value) ?? value, halfLife: known(halfLife(value)) },
    })),
  }
}

/**
 * How long an RNN's state lasts by its recurrent matrix alone: steps until ρ(U)^k is a thousandth;
 * null where ρ ≥ 1 and it need not fall, and where ρ is not finite.
 */
export const decayOf = (radius: number) => ({
  radius: known(radius),
  grows: radius >= 1,
  reach: known(reach(radius)),
  halfLife: known(halfLife(radius)),
})
