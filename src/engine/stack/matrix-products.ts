/**
 * Products with matrices, float64. A cell needs three of each: W·v, Wᵀ·d and Σ d·vᵀ. Sums go over
 * ascending columns, so that a result is a function of its operands, however they are cut.
 * kernel-products.ts has the same ones, to the bit, and some ten times as fast.
 */
import { plainRows, type RowRoom } from './row-products.ts'
import type { Numbers } from './types.ts'

/** A matrix that will be multiplied many times. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  /** W·v for each of n vectors: [n, columns] makes [n, rows]. */
  times(v: Float64Array, n: number): Float64Array
  /** Wᵀ·d for each of n vectors: [n, rows] makes [n, columns]. */
  transposeTimes(d: Float64Array, n: number): Float64Array
}

export interface MatrixProducts {
  /** @param values row-major */
  matrix(values: Numbers, rows: number, columns: number): Matrix
  /** Σ_n d_n·v_nᵀ: [n, rows] and [n, columns] make [rows, columns], in `room` if that is given. */
  outer(d: Numbers, v: Numbers, n: number, room?: Float64Array): Float64Array
  /** Σ_n v_n·v_nᵀ, as {@link outer} has it. */
  gram(v: Numbers, n: number, room?: Float64Array): Float64Array
  /** Room for matrices [n, n] and vectors [n], and products of single vectors there. */
  rows(n: number, matrices: number, vectors: number): RowRoom
}

/**
 * out[n, rows] = a[n, depth] · w[rows, depth]ᵀ, whose work it is that the three have in common.
 */
type Multiply = (
  a: Float64Array,
  w: Numbers,
  n: number,
  rows: number,
  depth: number,
  room?: Float64Array,
) => Float64Array

/**
 * Tiles of 4 rows of w by 2 of a: eight sums stay in registers, and the four rows in the cache for
 * all of a. Where w has fewer, its last row is computed more than once.
 */
const multiply: Multiply = (a, w, n, rows, depth, room) => {
  const out = room ?? new Float64Array(n * rows)
  for (let r = 0; r < rows; r += 4) {
    const last = rows - 1
    const [r1, r2, r3] = [Math.min(r + 1, last), Math.min(r + 2, last), Math.min(r + 3, last)]
    const [w0, w1, w2, w3] = [r * depth, r1 * depth, r2 * depth, r3 * depth]
    let b = 0
    for (; b + 1 < n; b += 2) {
      const b1 = b + 1
      const [at0, at1] = [b * depth, b1 * depth]
      let s00 = 0
      let s01 = 0
      let s02 = 0
      let s03 = 0
      let s10 = 0
      let s11 = 0
      let s12 = 0
      let s13 = 0
      for (let k = 0; k < depth; k++) {
        const v0 = a[at0 + k]
        const v1 = a[at1 + k]
        const u0 = w[w0 + k]
        const u1 = w[w1 + k]
        const u2 = w[w2 + k]
        const u3 = w[w3 + k]
        s00 += v0 * u0
        s01 += v0 * u1
        s02 += v0 * u2
        s03 += v0 * u3
        s10 += v1 * u0
        s11 += v1 * u1
        s12 += v1 * u2
        s13 += v1 * u3
      }
      out[b1 * rows + r3] = s13
      out[b1 * rows + r2] = s12
      out[b1 * rows + r1] = s11
      out[b1 * rows + r] = s10
      out[b * rows + r3] = s03
      out[b * rows + r2] = s02
      out[b * rows + r1] = s01
      out[b * rows + r] = s00
    }
    // The last of an odd number, which is the only one where a single sequence is run.
    if (b < n) {
      const at = b * depth
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      for (let k = 0; k < depth; k++) {
        const v = a[at + k]
        s0 += v * w[w0 + k]
        s1 += v * w[w1 + k]
        s2 += v * w[w2 + k]
        s3 += v * w[w3 + k]
      }
      out[b * rows + r3] = s3
      out[b * rows + r2] = s2
      out[b * rows + r1] = s1
      out[b * rows + r] = s0
    }
  }
  return out
}

/** [rows, columns] to [columns, rows], in float64. */
function transposed(w: Numbers, rows: number, columns: number): Float64Array {
  const out = new Float64Array(w.length)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) out[c * rows + r] = w[r * columns + c]
  return out
}

/** In plain loops: right everywhere, fast enough for small nets. */
export const plainProducts: MatrixProducts = {
  matrix(values, rows, columns) {
    let wide: Float64Array | null = null
    let turned: Float64Array | null = null
    return {
      rows,
      columns,
      times(v, n) {
        // One vector takes W as it is: of a large one there is no room for a copy.
        if (n === 1) return multiply(v, values, n, rows, columns)
        wide ??= values instanceof Float64Array ? values : new Float64Array(values)
        return multiply(v, wide, n, rows, columns)
      },
      transposeTimes(d, n) {
        turned ??= transposed(values, rows, columns)
        return multiply(d, turned, n, columns, rows)
      },
    }
  },
  outer(d, v, n, room) {
    const [rows, columns] = [d.length / n, v.length / n]
    return multiply(transposed(d, n, rows), transposed(v, n, columns), rows, columns, n, room)
  },
  gram(v, n, room) {
    const size = v.length / n
    const turned = transposed(v, n, size)
    return multiply(turned, turned, size, size, n, room)
  },
  rows: plainRows,
}
