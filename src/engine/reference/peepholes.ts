/**
 * Peepholes (Gers & Schmidhuber 2000): each unit's gates see its own cell state, i_t and f_t that
 * of t − 1, o_t the new one. z_i += p_i ⊙ c_{t−1}, z_f += p_f ⊙ c_{t−1}, z_o += p_o ⊙ c_t.
 */
import { addOverBatch } from './affine.ts'
import { type Scaled, times } from './scaled-vector.ts'
import type { Float64Weights } from './types.ts'

/** The gates that see c, in the order of weight_peephole_l0's rows. */
const LOOKING = ['i', 'f', 'o'] as const

/** p by gate, [H]: views, so that what is added to them is added to the whole. */
export type Peepholes = Readonly<Record<(typeof LOOKING)[number], Float64Array>>

/** null where the gates see no c. */
export function peepholesOf({ weight_peephole_l0: all }: Float64Weights): Peepholes | null {
  if (!all) return null
  const H = all.length / LOOKING.length
  const [i, f, o] = LOOKING.map((_, n) => all.subarray(n * H, (n + 1) * H))
  return { i, f, o }
}

/** z + p ⊙ c, [B, H]; z itself where there is no p. */
export const look = (
  z: Float64Array,
  p: Float64Array | undefined,
  c: Float64Array,
): Float64Array => (p ? z.map((value, k) => value + p[k % p.length] * c[k]) : z)

/** What c gets by way of a gate: p ⊙ dz. Adds dz ⊙ c to the gradient of p. */
export function lookBackward(
  p: Float64Array,
  gradient: Float64Array,
  dz: Scaled,
  c: Float64Array,
): Scaled {
  addOverBatch(gradient, times(dz, c)) // ∂L/∂p += dz ⊙ c
  return times(
    dz,
    dz.values.map((_, k) => p[k % p.length]),
  )
}
