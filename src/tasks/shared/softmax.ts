/** Softmax and the logistic function, in float64 and the same wherever they run. */
import { exponential } from './exponential.ts'

/** 1/(1 + e^−z). */
export function logisticOf(z: number): number {
  const e = exponential(-Math.abs(z))
  return z >= 0 ? 1 / (1 + e) : e / (1 + e)
}

/** Puts softmax(z) in place of z; returns log Σ e^z. */
export function softmax(z: Float64Array, log: (x: number) => number): number {
  let top = z[0]
  for (let o = 1; o < z.length; o++) if (z[o] > top) top = z[o]
  let total = 0
  for (let o = 0; o < z.length; o++) {
    z[o] = exponential(z[o] - top)
    total += z[o]
  }
  for (let o = 0; o < z.length; o++) z[o] /= total
  return top + log(total)
}
