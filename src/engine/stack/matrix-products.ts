/**
 * Products with matrices, float64. A cell needs three of each: W·v, Wᵀ·d and Σ d·vᵀ. Sums go over
 * ascending columns, so that a result is a function of its operands, however they are cut.
 */

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
  matrix(values: Float64Array, rows: number, columns: number): Matrix
  /** Σ_n d_n·v_nᵀ: [n, rows] and [n, columns] make [rows, columns]. */
  outer(d: Float64Array, v: Float64Array, n: number): Float64Array
}

/**
 * out[n, rows] = a[n, depth] · w[rows, depth]ᵀ, whose work it is that the three have in common.
 */
type Multiply = (
  a: Float64Array,
  w: Float64Array,
  n: number,
  rows: number,
  depth: number,
) => Float64Array

/** Tiles of 4 by 4 sums, which stay in registers. */
const multiply: Multiply = (a, w, n, rows, depth) => {
  const out = new Float64Array(n * rows)
  for (let r = 0; r < rows; r += 4) {
    const [r1, r2, r3] = [1, 2, 3].map((k) => Math.min(r + k, rows - 1) * depth)
    const r0 = r * depth
    for (let b = 0; b < n; b++) {
      const at = b * depth
      let [s0, s1, s2, s3] = [0, 0, 0, 0]
      for (let k = 0; k < depth; k++) {
        const value = a[at + k]
        s0 += value * w[r0 + k]
        s1 += value * w[r1 + k]
        s2 += value * w[r2 + k]
        s3 += value * w[r3 + k]
      }
      const to = b * rows + r
      // where there are fewer than four rows, the last one was computed more than once
      out[to] = s0
      if (r + 1 < rows) out[to + 1] = s1
      if (r + 2 < rows) out[to + 2] = s2
      if (r + 3 < rows) out[to + 3] = s3
    }
  }
  return out
}

/** [rows, columns] to [columns, rows]. */
function transposed(w: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(w.length)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) out[c * rows + r] = w[r * columns + c]
  return out
}

/** In plain loops: right everywhere, fast enough for small nets. */
export const plainProducts: MatrixProducts = {
  matrix(values, rows, columns) {
    let turned: Float64Array | null = null
    return {
      rows,
      columns,
      times: (v, n) => multiply(v, values, n, rows, columns),
      transposeTimes(d, n) {
        turned ??= transposed(values, rows, columns)
        return multiply(d, turned, n, columns, rows)
      },
    }
  },
  outer(d, v, n) {
    const [rows, columns] = [d.length / n, v.length / n]
    return multiply(transposed(d, n, rows), transposed(v, n, columns), rows, columns, n)
  },
}
