/**
 * From hidden states to a loss, and back: the linear readout p = V h + a at the answered steps, and
 * the two losses.
 */
import { largest } from '../../rules/extremes.ts'
import type { Loss } from '../types.ts'
import { addOuterProduct, addOverBatch, matrixTimes, transposeTimes } from './affine.ts'
import { type Scaled, scaled } from './scaled-vector.ts'
import type { Float64Weights } from './types.ts'

/** p = V h + a: [B, H] makes [B, O]. */
export function readoutForward(weights: Float64Weights, h: Float64Array, B: number): Float64Array {
  const a = weights['readout.bias']
  return matrixTimes(weights['readout.weight'], h, B).map((value, k) => value + a[k % a.length])
}

/**
 * From ∂L/∂p [B, O] to the loss's own part of ∂L/∂h [B, H]; adds the weights' share to their
 * gradient.
 */
export function readoutBackward(
  weights: Float64Weights,
  gradient: Float64Weights,
  dp: Float64Array,
  h: Float64Array,
  B: number,
): Scaled {
  const carried = scaled(dp)
  addOuterProduct(gradient['readout.weight'], carried, h, B) // ∂L/∂V += dp hᵀ
  addOverBatch(gradient['readout.bias'], carried) //            ∂L/∂a += dp
  return transposeTimes(weights['readout.weight'], carried, B) // own = Vᵀ dp
}

/**
 * The weighted mean of the errors at all answered positions, and its derivative.
 *
 * @param p readout values, [L·B, O]
 * @param y targets, [L·B, O]
 * @param weight of each position, [L·B]
 */
export function lossAndDerivative(
  kind: Loss,
  p: Float64Array,
  y: Float64Array,
  weight: Float64Array,
): { loss: number; dp: Float64Array } {
  const O = p.length / weight.length
  const error = kind === 'mse' ? squaredError : crossEntropy
  const total = weight.reduce((sum, w) => sum + w, 0)
  const dp = new Float64Array(p.length)
  let loss = 0
  for (let n = 0; n < weight.length; n++) {
    const at = [n * O, (n + 1) * O] as const
    const share = weight[n] / total
    loss += share * error(p.subarray(...at), y.subarray(...at), dp.subarray(...at))
    for (let k = at[0]; k < at[1]; k++) dp[k] *= share
  }
  return { loss, dp }
}

/** mean over k of (p_k − y_k)²; its derivative 2 (p_k − y_k) / O is written to dp. */
function squaredError(p: Float64Array, y: Float64Array, dp: Float64Array): number {
  let sum = 0
  for (let k = 0; k < p.length; k++) {
    const difference = p[k] - y[k]
    sum += difference * difference
    dp[k] = (2 * difference) / p.length
  }
  return sum / p.length
}

/**
 * −Σ_k y_k ln softmax(p)_k; its derivative is written to dp. That is softmax_k Σ_j y_j − y_k, here
 * with Σ_j softmax_j = 1 put in, so that a sure and right answer leaves a tiny gradient instead of
 * the rounding error of 1 − 1.
 */
function crossEntropy(p: Float64Array, y: Float64Array, dp: Float64Array): number {
  const top = p.indexOf(largest(p))
  const e = p.map((value) => Math.exp(value - p[top])) // never overflows; e[top] = 1
  const others = e.reduce((sum, value, k) => (k === top ? sum : sum + value), 0)
  let loss = 0
  for (let k = 0; k < p.length; k++) {
    // ln softmax_k = (p_k − p_top) − ln Σ_j e_j
    if (y[k] !== 0) loss -= y[k] * (p[k] - p[top] - Math.log1p(others))
    dp[k] = 0
    for (let j = 0; j < p.length; j++)
      if (j !== k) dp[k] += (e[k] * y[j] - y[k] * e[j]) / (1 + others)
  }
  return loss
}
