/**
 * A vector times the first rows of a matrix, and those rows added up: what a norm is found with
 * (../reference/spectral-norm.ts). kernel-products.ts has the same, to the bit, and some ten times
 * as fast.
 */

/** Room for matrices and vectors of one size, and products of what stands there. */
export interface RowRoom {
  /** Entries of a row and of a vector: n, and then zeros that stay. */
  readonly width: number
  /** [n, width] each. */
  readonly matrices: readonly Float64Array[]
  readonly vectors: readonly Float64Array[]
  /**
   * out[r] = Σ_k A[r][k]·v[k] for so many rows: four sums over ascending k, by k modulo 4, and then
   * (s0 + s2) + (s1 + s3).
   */
  times(A: Float64Array, v: Float64Array, rows: number, out: Float64Array): void
  /** out[k] += Σ_r A[r][k]·u[r] over so many rows, one after the other. */
  addTransposed(A: Float64Array, u: Float64Array, rows: number, out: Float64Array): void
}

/** In plain loops. */
export function plainRows(n: number, matrices: number, vectors: number): RowRoom {
  const buffers = (count: number, size: number) =>
    Array.from({ length: count }, () => new Float64Array(size))
  return { width: n, matrices: buffers(matrices, n * n), vectors: buffers(vectors, n), ...PLAIN }
}

const PLAIN: Pick<RowRoom, 'times' | 'addTransposed'> = {
  times(A, v, rows, out) {
    const n = v.length
    for (let row = 0, at = 0; row < rows; row++) {
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      let k = 0
      for (; k + 3 < n; k += 4, at += 4) {
        s0 += A[at] * v[k]
        s1 += A[at + 1] * v[k + 1]
        s2 += A[at + 2] * v[k + 2]
        s3 += A[at + 3] * v[k + 3]
      }
      if (k < n) s0 += A[at++] * v[k++]
      if (k < n) s1 += A[at++] * v[k++]
      if (k < n) s2 += A[at++] * v[k++]
      out[row] = s0 + s2 + (s1 + s3)
    }
  },
  addTransposed(A, u, rows, out) {
    const n = out.length
    let row = 0
    for (; row + 3 < rows; row += 4) {
      const u0 = u[row]
      const u1 = u[row + 1]
      const u2 = u[row + 2]
      const u3 = u[row + 3]
      let at = row * n
      for (let k = 0; k < n; k++, at++)
        out[k] = out[k] + A[at] * u0 + A[at + n] * u1 + A[at + 2 * n] * u2 + A[at + 3 * n] * u3
    }
    for (; row < rows; row++) {
      const value = u[row]
      for (let k = 0; k < n; k++) out[k] += A[row * n + k] * value
    }
  },
}
