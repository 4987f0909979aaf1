/**
 * What the kernels offer to TypeScript. Every address is a byte offset into the one shared memory.
 */
import { decay, expm1Reduced, fma, log1p, logistic, power, rounded, sigmoid as sigmoidOf,
  sigmoidSlope } from './activations'
import { expm1, tanh as tanhOf, tanhDivisor, tanhExponent, tanhSlope } from './activations'
import { WorkspacePlan } from './memory-plan'

export { backward } from './backward'
export { copyFloat64, float64Pair, multiplyFloat64, turnFloat64 } from './float64-product'
export { addRows, rowsTimes } from './float64-rows'
export { forward } from './forward'
export { gradients, squares } from './gradients'
// Not for TypeScript: what is exported stays a function of its own, with a loop that V8 unrolls.
export { accumulatePair, multiplyPackedPair, multiplyPair } from './matrix-product'
export { adam, descend } from './optimiser'
export { packGate, packReadout } from './pack-weights'
export { loss, readout } from './readout'
export { remeasure } from './extended-profile'

/**
 * Size of the plan that these kernels read: a build of another version would read it wrongly
 * without a word.
 */
export function planBytes(): usize {
  return offsetof<WorkspacePlan>()
}

/**
 * values[n] → sigmoid, slopes[n] → its derivative, n a multiple of 4: for tests and for whoever
 * doubts them.
 */
export function sigmoid(z: usize, values: usize, slopes: usize, bytes: usize): void {
  for (let n: usize = 0; n < bytes; n += 16) {
    const v = v128.load(z + n), e = decay(v), r = logistic(e)
    v128.store(values + n, sigmoidOf(v, e, r))
    v128.store(slopes + n, sigmoidSlope(e, r))
  }
}

/** z[n] ≤ 0 → values[n] = ln(1 + e^z), slopes[n] = e^z, for the same. */
export function softplus(z: usize, values: usize, slopes: usize, bytes: usize): void {
  for (let n: usize = 0; n < bytes; n += 16) {
    const e = decay(v128.load(z + n))
    v128.store(values + n, log1p(e))
    v128.store(slopes + n, e)
  }
}

/** The same for tanh. */
export function tanh(z: usize, values: usize, slopes: usize, bytes: usize): void {
  for (let n: usize = 0; n < bytes; n += 16) {
    const v = v128.load(z + n), y = tanhExponent(v), k = rounded(y), s = power(k),
      q = expm1Reduced(y, k)
    const m = expm1(s, q), r = tanhDivisor(m)
    v128.store(values + n, tanhOf(v, m, r))
    v128.store(slopes + n, tanhSlope(fma(s, s, q), r))
  }
}

/**
 * Natural logarithm in float64: the platform's own may differ in the last bit from one Node to the
 * next.
 */
export function log(x: f64): f64 {
  return Math.log(x)
}

/** e^x in float64, for the same reason: within 1 ulp, and the same bits wherever it runs. */
export function exp(x: f64): f64 {
  return Math.exp(x)
}
