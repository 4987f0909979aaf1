/**
 * The sLSTM's gates (Beck et al. 2024): i = e^{z_i}, f = σ(z_f), c_t = f c_{t−1} + i g, n_t =
 * f n_{t−1} + i, and h_t = o ⊙ c_t/n_t. With c and both gates divided by n_t, f = σ(z_f)
 * n_{t−1}/n_t and i = e^{z_i}/n_t, c_t = f ⊙ c_{t−1} + i ⊙ g is the weighted mean of all g so far,
 * and i = 1 − f. ln n is carried in place of n: then f = σ(u) and i = σ(−u) with u = ln σ(z_f) +
 * ln n_{t−1} − z_i, and no number overflows. Before the first step n is 0.
 */
import { sigmoid } from './activations.ts'
import { softplus } from './normalised.ts'
import { plus, type Scaled, times } from './scaled-vector.ts'

export interface Weighed {
  readonly f: Float64Array
  readonly i: Float64Array
  /** ln n_t. */
  readonly logNormaliser: Float64Array
}

/** ln n_0 of so many units. */
export const emptyNormaliser = (size: number) => new Float64Array(size).fill(-Infinity)

/** @param before ln n_{t−1} */
export function weigh(zf: Float64Array, zi: Float64Array, before: Float64Array): Weighed {
  const kept = zf.map((value, k) => before[k] - softplus(-value)) // ln (σ(z_f) n_{t−1})
  const u = kept.map((value, k) => value - zi[k])
  return {
    f: u.map(sigmoid),
    i: u.map((value) => sigmoid(-value)),
    // ln (σ(z_f) n_{t−1} + e^{z_i})
    logNormaliser: kept.map(
      (value, k) => Math.max(value, zi[k]) + Math.log1p(Math.exp(-Math.abs(u[k]))),
    ),
  }
}

const negative = (a: Scaled): Scaled => ({ ...a, values: a.values.map((v) => -v) })

/**
 * From what is asked of f's share (where i's is 1 − it) and of ln n_t to ∂L/∂z_f, ∂L/∂z_i, and what
 * is asked of ln n_{t−1}. With w = f i dShare the latter is f dln n_t + w.
 */
export function weighBackward(
  { f, i }: Pick<Weighed, 'f' | 'i'>,
  zf: Float64Array,
  dShare: Scaled,
  dLog: Scaled,
): { readonly dzf: Scaled; readonly dzi: Scaled; readonly past: Scaled } {
  const w = times(times(dShare, f), i)
  const past = plus(times(dLog, f), w)
  return {
    past,
    dzf: times(
      past,
      zf.map((value) => sigmoid(-value)),
    ), // ∂ln σ(z_f)/∂z_f = σ(−z_f)
    dzi: plus(times(dLog, i), negative(w)),
  }
}
