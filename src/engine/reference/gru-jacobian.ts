/** What one step of a GRU does to a gradient, as matrices (step-jacobians.ts). */
import { sigmoidSlope, tanhSlope } from './activations.ts'
import { affine } from './affine.ts'
import { plusDiagonal, rowsScaled } from './diagonal-matrices.ts'
import type { GruStates } from './gru.ts'
import { closed, type Surgery } from './surgery.ts'
import type { Float64Weights } from './types.ts'

/** ∂h_t/∂z of a GRU's gates, where h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}. */
export function gruSlopes(
  { z: pre, ofPast, gates }: GruStates,
  surgery: Surgery,
  past: Float64Array,
  t: number,
) {
  const [mr, mz, mn, kept] = (['r', 'z', 'n', 'belt'] as const).map((one) => surgery.at(one, t).m)
  // (1 − z) ⊙ tanh'(z_n)
  const open = closed(surgery, 'z', t, pre.z[t])
  const n = pre.n[t].map((value, k) => open[k] * mn[k] * tanhSlope(value))
  return {
    // (h_{t−1} − n) ⊙ σ'(z_z)
    z: pre.z[t].map(
      (value, k) => (kept[k] * past[k] - gates.n[t][k]) * mz[k] * sigmoidSlope(value),
    ),
    n,
    // by way of n: ĥ ⊙ σ'(z_r) with ĥ = W_hn h_{t−1} + b_hn
    r: n.map((value, k) => value * ofPast[t][k] * mr[k] * sigmoidSlope(pre.r[t][k])),
  }
}

/** What goes straight on from h_{t−1} to h_t of a GRU: z_t unless surgery severs it. */
export function straightOn({ gates }: GruStates, surgery: Surgery, t: number): Float64Array {
  const [kept, back] = [surgery.at('belt', t).m, surgery.at('belt-backward', t).m]
  return gates.z[t].map((value, k) => value * kept[k] * back[k])
}

/** ∂h_t/∂h_{t−1} of a GRU: diag(z) + ∂z_z W_hz + ∂z_n diag(r) W_hn + ∂z_r W_hr. */
export function gruJacobian(
  weights: Float64Weights,
  states: GruStates,
  surgery: Surgery,
  slopes: ReturnType<typeof gruSlopes>,
  t: number,
  room?: Float64Array,
): Float64Array {
  const r = states.gates.r[t]
  const [Wr, Wz, Wn] = [0, 1, 2].map((block) => affine(weights, block, r.length).Wh)
  const ways: [Float64Array, Float64Array][] = [
    [slopes.z, Wz],
    [slopes.n.map((value, k) => value * r[k]), Wn],
    [slopes.r, Wr],
  ]
  const into = room ?? new Float64Array(r.length ** 2)
  return plusDiagonal(
    rowsScaled(surgery.severedBackward(t) ? [] : ways, into),
    straightOn(states, surgery, t),
  )
}
