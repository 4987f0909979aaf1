/**
 * The GRU (Cho et al. 2014) in PyTorch's form, in which the reset gate acts behind the product with
 * W_hn. Lists over time as in rnn.ts.
 */

import { sigmoid, sigmoidSlope, tanhSlope } from './activations.ts'
import { type Affine, affine, affineBackward, affineForward } from './affine.ts'
import { plus, type Scaled, times, zero } from './scaled-vector.ts'
import type { Ends } from './sequence-ends.ts'
import type { Float64Weights } from './types.ts'

export interface GruStates {
  /** What goes into σ of r and z, and into the tanh of n. */
  z: { r: Float64Array[]; z: Float64Array[]; n: Float64Array[] }
  /** W_hn h_{t−1} + b_hn, which r multiplies. */
  ofPast: Float64Array[]
  gates: { r: Float64Array[]; z: Float64Array[]; n: Float64Array[] }
  h: Float64Array[]
}

/**
 * A block with only its half for x, or only its half for h: the other half is zeros, and so is what
 * is added to it.
 */
const halves = (map: Affine): { ofX: Affine; ofH: Affine } => {
  const none = (array: Float64Array) => new Float64Array(array.length)
  return {
    ofX: { ...map, Wh: none(map.Wh), bh: none(map.bh) },
    ofH: { ...map, Wx: none(map.Wx), bx: none(map.bx) },
  }
}

/** 1 − σ(z) = σ(−z), which is not 0 where σ(z) rounds to 1. */
const closing = (z: number) => sigmoid(-z)

export function gruForward(
  weights: Float64Weights,
  x: Float64Array[],
  ends: Ends,
  B: number,
  H: number,
): GruStates {
  const [forR, forZ, forN] = [0, 1, 2].map((block) => affine(weights, block, H))
  const { ofX, ofH } = halves(forN)
  const s: GruStates = {
    z: { r: [], z: [], n: [] },
    ofPast: [],
    gates: { r: [], z: [], n: [] },
    h: [],
  }
  let past = ends.h0
  for (let t = 0; t < x.length; t++) {
    s.z.r[t] = affineForward(forR, x[t], past, B)
    s.z.z[t] = affineForward(forZ, x[t], past, B)
    // r_t = σ(W_ir x_t + b_ir + W_hr h_{t−1} + b_hr)
    const r = s.z.r[t].map(sigmoid)
    // z_t = σ(W_iz x_t + b_iz + W_hz h_{t−1} + b_hz)
    const z = s.z.z[t].map(sigmoid)
    const ofPast = affineForward(ofH, x[t], past, B) //   ĥ_t = W_hn h_{t−1} + b_hn
    const fromX = affineForward(ofX, x[t], past, B) //    x̂_t = W_in x_t + b_in
    s.z.n[t] = fromX.map((value, k) => value + r[k] * ofPast[k])
    const n = s.z.n[t].map(Math.tanh) //                  n_t = tanh(x̂_t + r_t ⊙ ĥ_t)
    const open = s.z.z[t].map(closing) //                 1 − z_t
    // h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}
    const h = n.map((value, k) => open[k] * value + z[k] * past[k])
    s.h[t] = ends.held(t, h)
    s.gates.r[t] = r
    s.gates.z[t] = z
    s.gates.n[t] = n
    s.ofPast[t] = ofPast
    past = s.h[t]
  }
  return s
}

/** own[t] is what the loss itself asks of h_t. Adds to the weights' gradient. */
export function gruBackward(
  weights: Float64Weights,
  gradient: Float64Weights,
  x: Float64Array[],
  { z: pre, ofPast, gates, h }: GruStates,
  own: Scaled[],
  ends: Ends,
  B: number,
  H: number,
): { dh: Scaled[]; dx: Scaled[] } {
  const maps = [0, 1, 2].map((block) => affine(weights, block, H))
  const sums = [0, 1, 2].map((block) => affine(gradient, block, H))
  const candidate = halves(maps[2])
  const candidateSums = halves(sums[2])
  const dh: Scaled[] = []
  const dx: Scaled[] = []
  let later = zero(B * H)
  for (let t = x.length - 1; t >= 0; t--) {
    const past = t > 0 ? h[t - 1] : ends.h0
    const [r, z, n] = [gates.r[t], gates.z[t], gates.n[t]]
    dh[t] = plus(own[t], later)
    // dx̂ = dh ⊙ (1 − z) ⊙ tanh'
    const dn = times(times(dh[t], pre.z[t].map(closing)), pre.n[t].map(tanhSlope))
    // dĥ = dx̂ ⊙ r
    const dPast = times(dn, r)
    // dz_r = dx̂ ⊙ ĥ ⊙ σ'
    const dr = times(times(dn, ofPast[t]), pre.r[t].map(sigmoidSlope))
    const dz = times(
      times(
        dh[t],
        past.map((value, k) => value - n[k]),
      ),
      pre.z[t].map(sigmoidSlope),
    ) // dz_z = dh ⊙ (h_{t−1} − n) ⊙ σ'
    const parts = [
      affineBackward(maps[0], sums[0], dr, x[t], past, B),
      affineBackward(maps[1], sums[1], dz, x[t], past, B),
      affineBackward(candidate.ofX, candidateSums.ofX, dn, x[t], past, B),
      affineBackward(candidate.ofH, candidateSums.ofH, dPast, x[t], past, B),
    ]
    dx[t] = parts.map((part) => part.dx).reduce(plus)
    // z ⊙ dh goes straight on to h_{t−1}
    later = plus(times(dh[t], z), parts.map((part) => part.dh).reduce(plus))
  }
  return { dh, dx }
}
