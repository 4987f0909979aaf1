/**
 * The GRU (Cho et al. 2014) in PyTorch's form, in which the reset gate acts behind the product with
 * W_hn. Lists over time as in rnn.ts.
 */

import { sigmoid, sigmoidSlope, tanhSlope } from './activations.ts'
import { type Affine, affine, affineBackward, affineForward } from './affine.ts'
import { plus, type Scaled, times, zero } from './scaled-vector.ts'
import type { Ends } from './sequence-ends.ts'
import { closed, mixed, type OperationTarget, operated, type Surgery, spread } from './surgery.ts'
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

/** `held` is as in lstmForward: the h_{t−1} that stand where the way back to them is severed. */
export function gruForward(
  weights: Float64Weights,
  x: Float64Array[],
  surgery: Surgery,
  ends: Ends,
  B: number,
  H: number,
  held?: Pick<GruStates, 'h'>,
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
    const read = held && t > 0 && surgery.severedBackward(t) ? held.h[t - 1] : past
    const fed = surgery.severed(t) ? new Float64Array(B * H) : read
    s.z.r[t] = affineForward(forR, x[t], fed, B)
    s.z.z[t] = affineForward(forZ, x[t], fed, B)
    // r_t = σ(W_ir x_t + b_ir + W_hr h_{t−1} + b_hr)
    const r = operated(surgery, 'r', t, s.z.r[t].map(sigmoid))
    // z_t = σ(W_iz x_t + b_iz + W_hz h_{t−1} + b_hz)
    const z = operated(surgery, 'z', t, s.z.z[t].map(sigmoid))
    const ofPast = affineForward(ofH, x[t], fed, B) //    ĥ_t = W_hn h_{t−1} + b_hn
    const fromX = affineForward(ofX, x[t], fed, B) //     x̂_t = W_in x_t + b_in
    s.z.n[t] = fromX.map((value, k) => value + r[k] * ofPast[k])
    // n_t = tanh(x̂_t + r_t ⊙ ĥ_t)
    const n = operated(surgery, 'n', t, s.z.n[t].map(Math.tanh))
    const open = closed(surgery, 'z', t, s.z.z[t]) //     1 − z_t
    const kept = operated(surgery, 'belt', t, z)
    const carried = held && t > 0 ? mixed(surgery, t, past, held.h[t - 1]) : past
    // h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}
    const h = n.map((value, k) => open[k] * value + kept[k] * carried[k])
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
  surgery: Surgery,
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
  const nothing = new Float64Array(B * H)
  let later = zero(B * H)
  for (let t = x.length - 1; t >= 0; t--) {
    const past = t > 0 ? h[t - 1] : ends.h0
    const fed = surgery.severed(t) ? nothing : past
    const [r, z, n] = [gates.r[t], gates.z[t], gates.n[t]]
    const m = (place: OperationTarget) => spread(surgery.at(place, t).m, B)
    const kept = m('belt')
    dh[t] = plus(own[t], later)
    // dx̂ = dh ⊙ (1 − z) ⊙ tanh'
    const open = closed(surgery, 'z', t, pre.z[t])
    const dn = times(times(times(dh[t], open), m('n')), pre.n[t].map(tanhSlope))
    // dĥ = dx̂ ⊙ r
    const dPast = times(dn, r)
    // dz_r = dx̂ ⊙ ĥ ⊙ σ'
    const dr = times(times(times(dn, ofPast[t]), m('r')), pre.r[t].map(sigmoidSlope))
    // dz_z = dh ⊙ (h_{t−1} − n) ⊙ σ'
    const change = past.map((value, k) => kept[k] * value - n[k])
    const dz = times(times(times(dh[t], change), m('z')), pre.z[t].map(sigmoidSlope))
    const parts = [
      affineBackward(maps[0], sums[0], dr, x[t], fed, B),
      affineBackward(maps[1], sums[1], dz, x[t], fed, B),
      affineBackward(candidate.ofX, candidateSums.ofX, dn, x[t], fed, B),
      affineBackward(candidate.ofH, candidateSums.ofH, dPast, x[t], fed, B),
    ]
    dx[t] = parts.map((part) => part.dx).reduce(plus)
    // z ⊙ dh goes straight on to h_{t−1}
    later = times(times(times(dh[t], z), kept), m('belt-backward'))
    if (!surgery.severedBackward(t)) later = plus(later, parts.map((part) => part.dh).reduce(plus))
  }
  return { dh, dx }
}
