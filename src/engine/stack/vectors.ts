/** Batches of vectors, [B, n] each, and lists of them over time. */
import { largest } from '../../rules/extremes.ts'
import { plain, type Scaled, scaled } from '../reference/scaled-vector.ts'
import type { Matrix } from './matrix-products.ts'

/** Column block k of [B, blocks·H], as [B, H]. */
export function block(all: Float64Array, k: number, B: number, H: number): Float64Array {
  const width = all.length / B
  const out = new Float64Array(B * H)
  for (let b = 0; b < B; b++)
    out.set(all.subarray(b * width + k * H, b * width + (k + 1) * H), b * H)
  return out
}

/** [B, H] of each block side by side, [B, blocks·H]; they get one exponent. */
export function sideBySide(blocks: readonly Scaled[], B: number): Scaled {
  const exponent = largest(blocks.map((one) => one.exponent))
  const widths = blocks.map(({ values }) => values.length / B)
  const width = widths.reduce((sum, one) => sum + one, 0)
  const out = new Float64Array(B * width)
  if (exponent === -Infinity) return { values: out, exponent }
  let column = 0
  for (const [k, { values, exponent: own }] of blocks.entries()) {
    const n = widths[k]
    const shifted = own === -Infinity ? null : plain({ values, exponent: own - exponent })
    if (shifted)
      for (let b = 0; b < B; b++) out.set(shifted.subarray(b * n, (b + 1) * n), b * width + column)
    column += n
  }
  return scaled(out, exponent)
}

/** Column block [from, from + n) of a gradient [B, width]. */
export function columns(d: Scaled, from: number, n: number, B: number): Scaled {
  const width = d.values.length / B
  const out = new Float64Array(B * n)
  for (let b = 0; b < B; b++)
    out.set(d.values.subarray(b * width + from, b * width + from + n), b * n)
  return scaled(out, d.exponent)
}

/** a + b, in place of a. */
export function addTo(a: Float64Array, b: Float64Array): Float64Array {
  for (let k = 0; k < a.length; k++) a[k] += b[k]
  return a
}

/** a ⊙ b */
export function product(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length)
  for (let k = 0; k < out.length; k++) out[k] = a[k] * b[k]
  return out
}

/** total [n] += Σ_b a ⊙ b, both [B, n]. */
export function addProductOverBatch(total: Float64Array, a: Float64Array, b: Float64Array): void {
  const n = total.length
  for (let k = 0; k < a.length; k++) total[k % n] += a[k] * b[k]
}

/** [n] for each of B vectors. */
export function spread(values: Float64Array, B: number): Float64Array {
  const out = new Float64Array(B * values.length)
  for (let b = 0; b < B; b++) out.set(values, b * values.length)
  return out
}

/** A list over time of [B, n] as [T·B, n]. */
export function joined(steps: readonly Float64Array[]): Float64Array {
  const size = steps[0]?.length ?? 0
  const all = new Float64Array(steps.length * size)
  for (const [t, step] of steps.entries()) all.set(step, t * size)
  return all
}

/** [T·B, n] as a list over time of [B, n], without a copy. */
export function cut(all: Float64Array, T: number): Float64Array[] {
  const size = all.length / T
  return Array.from({ length: T }, (_, t) => all.subarray(t * size, (t + 1) * size))
}

/** Gradients of all time steps as ordinary numbers, [T·B, n]. */
export const joinedPlain = (steps: readonly Scaled[]): Float64Array => joined(steps.map(plain))

/** Wᵀ·d of each time step, as one product over all of them. */
export function transposeTimesAll(W: Matrix, d: readonly Scaled[], B: number): Scaled[] {
  const all = W.transposeTimes(joined(d.map(({ values }) => values)), d.length * B)
  return cut(all, d.length).map((values, t) => scaled(values, d[t].exponent))
}

/** Σ over rows of [n, width]. */
export function rowSum(all: Float64Array, width: number): Float64Array {
  const out = new Float64Array(width)
  for (let k = 0; k < all.length; k++) out[k % width] += all[k]
  return out
}
