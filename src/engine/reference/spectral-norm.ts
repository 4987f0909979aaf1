/**
 * The spectral norm ‖A‖₂ = max ‖Av‖/‖v‖ of square matrices, the largest singular value: by the
 * bidiagonalisation of Golub & Kahan (1965) from one vector, with every new one made orthogonal to
 * all before it. It finds the largest first, and is the whole matrix after n steps, so that it ends
 * whatever the matrix.
 */
import type { MatrixProducts } from '../stack/matrix-products.ts'
import { plainRows } from '../stack/row-products.ts'

/** The norm is known to this part of itself; it is looked at every so many vectors. */
const PRECISION = 1e-11
const EVERY = 4
/** One round leaves a vector orthogonal where no less than this of it is left: else errors grow. */
const LOST = Math.SQRT1_2
/** Between looks the norm is known to this part of itself. */
const ENOUGH = PRECISION / 8
/** A part of an eigenvalue that is no more than its rounding. */
const ROUNDING = 2 ** -52
/** Of the largest entry of B: what is no more than rounding. */
const NOTHING = 2 ** -50

export interface NormFinder {
  /**
   * @param matrix [n, n], row after row, of numbers whose squares are in float64's range
   * @returns NaN where an entry is none
   */
  of(matrix: Float64Array): number
}

export const spectralNorm = (matrix: Float64Array): number =>
  normFinder(Math.sqrt(matrix.length)).of(matrix)

/** For many matrices [n, n], one after the other: nothing is allocated for each. */
export function normFinder(n: number, rowRoom: MatrixProducts['rows'] = plainRows): NormFinder {
  // A V = U B for a B with `alphas` on its diagonal and `betas` above it; U is not kept, since V
  // alone need be orthogonal to the last digit (Simon & Zha 2000).
  const { width, matrices, vectors, times, addTransposed } = rowRoom(n, 2, 4)
  const [A, V] = matrices
  const [along, u, image, v] = vectors
  const first = start(n, width)
  const rows = Array.from({ length: n }, (_, k) => V.subarray(k * width, (k + 1) * width))
  const [alphas, betas] = [new Float64Array(n), new Float64Array(n)]
  const bidiagonal = new BidiagonalNorm(alphas, betas)

  /** Takes from v its parts along the first `count` rows of V; the length of the rest. */
  function separate(count: number): number {
    let before = length(v)
    for (let round = 0; round < 2; round++) {
      times(V, v, count, along)
      for (let k = 0; k < count; k++) along[k] = -along[k]
      addTransposed(V, along, count, v)
      const left = length(v)
      if (left >= LOST * before) return left
      before = left
    }
    return before
  }

  function take(matrix: Float64Array): void {
    if (width === n) A.set(matrix)
    else for (let k = 0; k < n; k++) A.set(matrix.subarray(k * n, (k + 1) * n), k * width)
  }

  function of(matrix: Float64Array): number {
    take(matrix)
    rows[0].set(first)
    let square = 0
    let scale = 0 // the largest entry of B
    for (let k = 0; k < n; k++) {
      times(A, rows[k], n, image)
      if (k === 0) u.set(image)
      else for (let row = 0; row < n; row++) u[row] = image[row] - betas[k - 1] * u[row]
      const alpha = normalise(u, length(u))
      if (Number.isNaN(alpha)) return alpha
      alphas[k] = alpha
      scale = Math.max(scale, alpha)
      // Without its part along the vector before, which is the most of it: taken off with the rest,
      // it would bring that vector's own error along, larger at each step.
      for (let row = 0; row < width; row++) v[row] = -alpha * rows[k][row]
      addTransposed(A, u, n, v)
      const beta = k + 1 < n ? separate(k + 1) : 0
      // A makes no more of the first vector than what is there: all of n, or a part it keeps to.
      // What rounding leaves of nothing has no direction to go on in.
      const closed = Math.min(alpha, beta) <= NOTHING * scale
      scale = Math.max(scale, beta)
      if (closed || (k + 1) % EVERY === 0) {
        const found = bidiagonal.square(k + 1, square, closed)
        square = found.square
        if (found.settled) break
      }
      betas[k] = beta
      normalise(v, beta)
      rows[k + 1].set(v)
    }
    return Math.sqrt(square)
  }

  return { of }
}

/** A unit vector that no matrix was made for: a few terms of a fixed random sequence, and zeros. */
function start(n: number, width: number): Float64Array {
  const v = new Float64Array(width)
  let state = 1
  for (let k = 0; k < n; k++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0 // Numerical Recipes' generator
    v[k] = 0.5 + (state >>> 0) / 2 ** 32
  }
  normalise(v, length(v))
  return v
}

function length(v: Float64Array): number {
  let sum = 0
  for (let k = 0; k < v.length; k++) sum += v[k] * v[k]
  return Math.sqrt(sum)
}

/** Makes v, which is as long as is said, a unit vector; a zero stays. */
function normalise(v: Float64Array, size: number): number {
  if (size > 0) for (let k = 0; k < v.length; k++) v[k] /= size
  return size
}

/**
 * The largest singular value of a bidiagonal B [k, k] as it grows, by halving: λ = x² is above all
 * eigenvalues of BᵀB where all pivots of BᵀB − λ are negative.
 */
class BidiagonalNorm {
  constructor(
    private readonly alphas: Float64Array,
    private readonly betas: Float64Array,
  ) {}

  /**
   * x² to the last digit where it is within PRECISION of `least`, which it is no less than, or
   * where nothing more comes; else something between the two, for the next look.
   */
  square(count: number, least: number, isLast: boolean): { square: number; settled: boolean } {
    let low = least
    let high = this.bound(count)
    let step = 2 * PRECISION * least
    let settled = isLast
    // Most of the way is behind: it is not far above what it was.
    for (; step > 0 && low + step < high; step *= 8) {
      if (this.isAbove(low + step, count)) {
        high = low + step
        settled ||= low === least
      } else low += step
    }
    while (high - low > (settled ? ROUNDING : ENOUGH) * high) {
      const middle = (low + high) / 2
      if (!(low < middle && middle < high)) break
      if (this.isAbove(middle, count)) high = middle
      else low = middle
    }
    return { square: settled ? high : low, settled }
  }

  private isAbove(lambda: number, count: number): boolean {
    const { alphas, betas } = this
    let pivot = alphas[0] * alphas[0] - lambda
    for (let k = 1; k < count; k++) {
      if (!(pivot < 0)) return false
      const alpha = alphas[k]
      const beta = betas[k - 1]
      const beside = alphas[k - 1] * beta
      pivot = alpha * alpha + beta * beta - lambda - (beside * beside) / pivot
    }
    return pivot < 0
  }

  /** Above all eigenvalues of BᵀB, whose sum this is. */
  private bound(count: number): number {
    let sum = 0
    for (let k = 0; k < count; k++)
      sum += this.alphas[k] ** 2 + (k > 0 ? this.betas[k - 1] ** 2 : 0)
    return sum * (1 + 1e-12)
  }
}
