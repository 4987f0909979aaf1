/**
 * The RNN (Elman 1990) of tanh or relu, forward in time and back again (BPTT: Werbos 1990).
 *
 * Everything is a list over time of batches: x[t] is [B, I]; z[t], h[t] and their gradients are [B,
 * H]. The list starts at 0 where the equations start at 1; before its start h is h_0
 * (sequence-ends.ts). dh, dz, dx mean ∂L/∂h, ∂L/∂z, ∂L/∂x.
 */

import type { Nonlinearity } from '../types.ts'
import { relu, reluSlope, tanhSlope } from './activations.ts'
import { affine, affineBackward, affineForward } from './affine.ts'
import { plus, type Scaled, times, zero } from './scaled-vector.ts'
import type { Ends } from './sequence-ends.ts'
import type { Float64Weights } from './types.ts'

export interface RnnStates {
  /** What goes into the non-linearity. */
  z: Float64Array[]
  h: Float64Array[]
}

const OF_Z = { tanh: Math.tanh, relu }
const SLOPE = { tanh: tanhSlope, relu: reluSlope }

export function rnnForward(
  weights: Float64Weights,
  x: Float64Array[],
  nonlinearity: Nonlinearity,
  ends: Ends,
  B: number,
  H: number,
): RnnStates {
  const map = affine(weights, 0, H)
  const z: Float64Array[] = []
  const h: Float64Array[] = []
  let past = ends.h0
  for (let t = 0; t < x.length; t++) {
    z[t] = affineForward(map, x[t], past, B) // z_t = W_ih x_t + b_ih + W_hh h_{t−1} + b_hh
    h[t] = ends.held(t, z[t].map(OF_Z[nonlinearity])) // h_t = tanh(z_t) or relu(z_t)
    past = h[t]
  }
  return { z, h }
}

/**
 * own[t] is what the loss itself, through the readout at t, asks of h_t. Adds to the weights'
 * gradient; gives the total derivatives of every time step.
 */
export function rnnBackward(
  weights: Float64Weights,
  gradient: Float64Weights,
  x: Float64Array[],
  { z, h }: RnnStates,
  own: Scaled[],
  nonlinearity: Nonlinearity,
  ends: Ends,
  B: number,
  H: number,
): { dh: Scaled[]; dx: Scaled[] } {
  const map = affine(weights, 0, H)
  const mapGradient = affine(gradient, 0, H)
  const dh: Scaled[] = []
  const dx: Scaled[] = []
  let later = zero(B * H) // W_hhᵀ dz_{t+1}: what all later steps ask of h_t
  for (let t = x.length - 1; t >= 0; t--) {
    const past = t > 0 ? h[t - 1] : ends.h0
    dh[t] = plus(own[t], later) //                    dh_t = own_t + W_hhᵀ dz_{t+1}
    const dz = times(dh[t], z[t].map(SLOPE[nonlinearity])) // dz_t = dh_t ⊙ tanh'(z_t), or relu'
    const back = affineBackward(map, mapGradient, dz, x[t], past, B)
    dx[t] = back.dx //                                dx_t = W_ihᵀ dz_t
    later = back.dh //                          and W_hhᵀ dz_t goes on to h_{t−1}
  }
  return { dh, dx }
}
