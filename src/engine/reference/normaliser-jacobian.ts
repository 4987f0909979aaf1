/** What one step does to the normaliser of exponential gates, and by it to c (exponential.ts). */
import { sigmoid } from './activations.ts'
import { emptyNormaliser, type Weighed, weigh } from './exponential.ts'
import type { LstmStates } from './lstm.ts'
import type { Surgery } from './surgery.ts'

/** Diagonal matrices are [H]. */
export interface NormaliserJacobian {
  /** From ln n_{t−1} to ln n_t, and to c_t; diagonal. */
  readonly kept: Float64Array
  readonly toCell: Float64Array
  /** From h_{t−1} to ln n_t, [H, H]. */
  readonly ofHidden: Float64Array
  /** From z_t of f and of i to ln n_t, diagonal. */
  readonly slopes: NormaliserSlopes
}

type NormaliserSlopes = Readonly<Record<'f' | 'i', Float64Array>>

/** Exponential gates as they are without surgery; null for others. */
function weighedAt({ z, logNormaliser }: LstmStates, t: number): Weighed | null {
  if (!logNormaliser) return null
  return weigh(z.f[t], z.i[t], logNormaliser[t - 1] ?? emptyNormaliser(z.f[t].length))
}

/**
 * ∂c_t/∂u, where f = σ(u), i = 1 − f and u = ln σ(z_f) + ln n_{t−1} − z_i; null for other gates.
 * `past` is c_{t−1}.
 */
export function cellByRatio(
  states: LstmStates,
  surgery: Surgery,
  past: Float64Array,
  t: number,
): Float64Array | null {
  const weighed = weighedAt(states, t)
  if (!weighed) return null
  const [mf, mi, kept] = (['f', 'i', 'belt'] as const).map((place) => surgery.at(place, t).m)
  const g = states.gates.g[t]
  return past.map(
    (value, k) => weighed.f[k] * weighed.i[k] * (mf[k] * kept[k] * value - mi[k] * g[k]),
  )
}

/** @param ofHidden from `slopes` to what h_{t−1} does to ln n_t; asked at most once */
export function normaliserOf(
  states: LstmStates,
  surgery: Surgery,
  past: Float64Array,
  t: number,
  ofHidden: (slopes: NormaliserSlopes) => Float64Array,
): { readonly normaliser?: NormaliserJacobian } {
  const weighed = weighedAt(states, t)
  const toCell = cellByRatio(states, surgery, past, t)
  if (!weighed || !toCell) return {}
  // n_t = σ(z_f) n_{t−1} + e^{z_i}: by z_f f_t σ(−z_f), by z_i i_t
  const slopes = {
    f: weighed.f.map((value, k) => value * sigmoid(-states.z.f[t][k])),
    i: weighed.i,
  }
  let made: Float64Array | null = null
  return {
    normaliser: {
      kept: weighed.f,
      toCell,
      slopes,
      get ofHidden() {
        made ??= ofHidden(slopes)
        return made
      },
    },
  }
}
