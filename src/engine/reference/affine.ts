/**
 * The affine map z = W_x x + b_x + W_h h + b_h inside a cell, and how gradients go back through it.
 * The RNN has one; the LSTM has four (i, f, g, o), stacked in the rows of the same weights.
 * Vectors stand in batches [B, n]; matrices are [rows, columns], row after row.
 */
import { type Scaled, scaled, timesPowerOfTwo } from './scaled-vector.ts'
import type { Float64Weights } from './types.ts'

/** One block of the cell's weights: views, so that what is added to them is added to the whole. */
export interface Affine {
  /** [H, I] */
  readonly Wx: Float64Array
  /** [H, H] */
  readonly Wh: Float64Array
  /** [H] */
  readonly bx: Float64Array
  /** [H] */
  readonly bh: Float64Array
}

/** The block of rows k·H .. (k+1)·H of the cell's weights (or of their gradients). */
export function affine(weights: Float64Weights, block: number, H: number): Affine {
  const rows = (w: Float64Array, columns: number) =>
    w.subarray(block * H * columns, (block + 1) * H * columns)
  const bx = rows(weights.bias_ih_l0, 1)
  const I = weights.weight_ih_l0.length / weights.bias_ih_l0.length
  return {
    Wx: rows(weights.weight_ih_l0, I),
    Wh: rows(weights.weight_hh_l0, H),
    bx,
    bh: rows(weights.bias_hh_l0, 1),
  }
}

/** z = W_x x + b_x + W_h h + b_h, [B, H]. */
export function affineForward(
  { Wx, Wh, bx, bh }: Affine,
  x: Float64Array,
  h: Float64Array,
  B: number,
): Float64Array {
  const H = bx.length
  const fromInput = matrixTimes(Wx, x, B)
  const fromPast = matrixTimes(Wh, h, B)
  return fromInput.map((value, k) => value + bx[k % H] + fromPast[k] + bh[k % H])
}

/**
 * From ∂L/∂z [B, H] to ∂L/∂x [B, I] and ∂L/∂h [B, H]; adds the weights' share to their gradient.
 */
export function affineBackward(
  { Wx, Wh }: Affine,
  gradient: Affine,
  dz: Scaled,
  x: Float64Array,
  h: Float64Array,
  B: number,
): { dx: Scaled; dh: Scaled } {
  addOuterProduct(gradient.Wx, dz, x, B) // ∂L/∂W_x += dz xᵀ
  addOuterProduct(gradient.Wh, dz, h, B) // ∂L/∂W_h += dz hᵀ
  addOverBatch(gradient.bx, dz) //          ∂L/∂b_x += dz
  addOverBatch(gradient.bh, dz) //          ∂L/∂b_h += dz
  return { dx: transposeTimes(Wx, dz, B), dh: transposeTimes(Wh, dz, B) }
}

/** W v for each of the B vectors: [rows, columns] and [B, columns] make [B, rows]. */
export function matrixTimes(W: Float64Array, v: Float64Array, B: number): Float64Array {
  const columns = v.length / B
  const rows = W.length / columns
  const result = new Float64Array(B * rows)
  for (let b = 0; b < B; b++) {
    for (let r = 0; r < rows; r++) {
      let sum = 0
      for (let c = 0; c < columns; c++) sum += W[r * columns + c] * v[b * columns + c]
      result[b * rows + r] = sum
    }
  }
  return result
}

/** Wᵀ d for each of the B vectors: [rows, columns] and [B, rows] make [B, columns]. */
export function transposeTimes(W: Float64Array, d: Scaled, B: number): Scaled {
  const rows = d.values.length / B
  const columns = W.length / rows
  const result = new Float64Array(B * columns)
  for (let b = 0; b < B; b++) {
    for (let r = 0; r < rows; r++) {
      const value = d.values[b * rows + r]
      for (let c = 0; c < columns; c++) result[b * columns + c] += W[r * columns + c] * value
    }
  }
  return scaled(result, d.exponent)
}

/** total += Σ_b d_b v_bᵀ: [B, rows] and [B, columns] make [rows, columns]. */
export function addOuterProduct(total: Float64Array, d: Scaled, v: Float64Array, B: number): void {
  const rows = d.values.length / B
  const columns = v.length / B
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0
      for (let b = 0; b < B; b++) sum += d.values[b * rows + r] * v[b * columns + c]
      total[r * columns + c] += timesPowerOfTwo(sum, d.exponent)
    }
  }
}

/** total += Σ_b d_b: [B, rows] makes [rows]. */
export function addOverBatch(total: Float64Array, d: Scaled): void {
  const rows = total.length
  for (let k = 0; k < d.values.length; k++)
    total[k % rows] += timesPowerOfTwo(d.values[k], d.exponent)
}
