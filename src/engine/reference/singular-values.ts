/**
 * Singular values: by how much a matrix can lengthen a vector at most, and at least. Both routines
 * end after a bounded number of steps, whatever the matrix.
 *
 * For all of them, Jacobi's rotations (Hestenes 1958): columns are turned in pairs until all are at
 * right angles to one another; their lengths are the singular values. Eigenvalues of AᵀA or
 * bidiagonal QR would be cheaper, but lose what is 1e-8 or 1e-16 times smaller than the largest.
 * Rotations keep the smallest to the last digits where columns differ in length alone (Demmel &
 * Veselić 1992), and those of Wᵀ diag(1 − h²) do. Each column has an exponent of its own, so that
 * none underflows.
 *
 * For the largest alone, the bidiagonalisation of Golub & Kahan (1965) from one vector, with every
 * new one made orthogonal to all before it: it finds the largest first, and is the whole matrix
 * after n steps.
 */
import { scaled, timesPowerOfTwo } from './scaled-vector.ts'

/** Rounds through all pairs of columns at most; six to ten are needed. */
const MOST_SWEEPS = 30
/** Columns of n are at right angles where the cosine of their angle is below √n times this. */
const RIGHT_ANGLE = 2 ** -52

/** values · 2^exponent, turned in place. */
interface Column {
  values: Float64Array
  exponent: number
}

/**
 * log10 of all singular values, largest first; −∞ for 0, NaN where an entry is not finite.
 *
 * @param matrix [n, n], row after row. Its rows may differ in size without bound.
 */
export function log10SingularValues(matrix: Float64Array): number[] {
  const n = Math.sqrt(matrix.length)
  if (!matrix.every(Number.isFinite)) return new Array(n).fill(Number.NaN)
  // A and Aᵀ have the same: the rows are taken as columns.
  const columns = Array.from({ length: n }, (_, k) => ({
    ...scaled(matrix.slice(k * n, (k + 1) * n)),
  }))
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) if (!rotateAll(columns)) break
  const lengths = columns.map(({ values, exponent }) =>
    exponent === -Infinity
      ? -Infinity
      : Math.log10(dot(values, values)) / 2 + exponent * Math.log10(2),
  )
  return lengths.sort((a, b) => b - a || 0)
}

/** Turns every pair once; whether any was not at right angles. */
function rotateAll(columns: Column[]): boolean {
  for (const column of columns) Object.assign(column, scaled(column.values, column.exponent))
  // The longest first: fewer rounds.
  columns.sort((a, b) => b.exponent - a.exponent || 0)
  let turned = false
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const [a, b] = [columns[p], columns[q]]
      if (b.exponent === -Infinity) break
      // What was left of one may be shorter by now.
      if (a.exponent >= b.exponent ? rotate(a, b) : rotate(b, a)) turned = true
    }
  }
  return turned
}

/** Turns two columns in place, a about as long as b or longer, until they are at right angles. */
function rotate(a: Column, b: Column): boolean {
  const gamma = dot(a.values, b.values)
  const alpha = dot(a.values, a.values)
  const beta = dot(b.values, b.values)
  const bound = RIGHT_ANGLE * Math.sqrt(a.values.length * alpha * beta)
  if (Math.abs(gamma) <= bound) return false
  // In units of a's exponent b is r times its values, and the angle's tangent is r·tangent: of
  // t² + 2ζt − 1 = 0 the root nearer to 0.
  const r = timesPowerOfTwo(1, b.exponent - a.exponent)
  const zeta = (beta * r * r - alpha) / (2 * gamma)
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(r, zeta))
  const cosine = 1 / Math.hypot(1, r * tangent)
  const sine = tangent * cosine
  const back = r * r * sine
  for (let k = 0; k < a.values.length; k++) {
    const [long, short] = [a.values[k], b.values[k]]
    a.values[k] = cosine * long - back * short
    b.values[k] = cosine * short + sine * long
  }
  // What is left of nearly parallel ones is small.
  if (dot(b.values, b.values) < SMALL) Object.assign(b, scaled(b.values, b.exponent))
  return true
}

/** Squares of lengths below this are brought back near 1. */
const SMALL = 2 ** -400

/** Σ a_k b_k. */
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

/** The norm is known to this part of itself; it is looked at every so many vectors. */
const PRECISION = 1e-11
const EVERY = 4

/**
 * The spectral norm ‖A‖₂ = max ‖Av‖/‖v‖, the largest singular value; NaN where an entry is none.
 *
 * @param matrix [n, n], row after row, of numbers whose squares are in float64's range
 */
export function spectralNorm(matrix: Float64Array): number {
  const n = Math.sqrt(matrix.length)
  const right: Float64Array[] = [start(n)]
  // A V = U B for a B with `alphas` on its diagonal and `betas` above it; U is not kept, since V
  // alone need be orthogonal to the last digit (Simon & Zha 2000).
  const alphas: number[] = []
  const betas: number[] = []
  let u = new Float64Array(n)
  let norm = 0
  for (let k = 1; k <= n; k++) {
    const image = apply(matrix, right[k - 1])
    const along = betas.at(-1) ?? 0
    for (let row = 0; row < n; row++) image[row] -= along * u[row]
    u = image
    const alpha = separate(u, [])
    alphas.push(alpha)
    if (Number.isNaN(alpha)) return alpha
    const v = applyTransposed(matrix, u)
    const beta = separate(v, right)
    // A makes no more of the first vector than what is there: all of n, or a part that it keeps to.
    const closed = k === n || beta <= Number.EPSILON * Math.max(alpha, norm)
    if (closed || k % EVERY === 0) {
      const before = norm
      norm = bidiagonalNorm(alphas, betas, before)
      if (closed || norm - before <= PRECISION * norm) break
    }
    betas.push(beta)
    right.push(v)
  }
  return norm
}

/** A unit vector that no matrix was made for: a few terms of a fixed random sequence. */
function start(n: number): Float64Array {
  const v = new Float64Array(n)
  let state = 1
  for (let k = 0; k < n; k++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0 // Numerical Recipes' generator
    v[k] = 0.5 + (state >>> 0) / 2 ** 32
  }
  separate(v, [])
  return v
}

/** A v, four rows at once. */
function apply(A: Float64Array, v: Float64Array): Float64Array<ArrayBuffer> {
  const n = v.length
  const result = new Float64Array(n)
  let row = 0
  for (; row + 3 < n; row += 4) {
    const at = row * n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let k = 0; k < n; k++) {
      const value = v[k]
      s0 += A[at + k] * value
      s1 += A[at + n + k] * value
      s2 += A[at + 2 * n + k] * value
      s3 += A[at + 3 * n + k] * value
    }
    result[row] = s0
    result[row + 1] = s1
    result[row + 2] = s2
    result[row + 3] = s3
  }
  for (; row < n; row++) result[row] = dot(A.subarray(row * n, (row + 1) * n), v)
  return result
}

/** Aᵀ u. */
function applyTransposed(A: Float64Array, u: Float64Array): Float64Array {
  const n = u.length
  const result = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const value = u[row]
    for (let k = 0; k < n; k++) result[k] += A[row * n + k] * value
  }
  return result
}

/**
 * Takes from v, in place, its parts along these unit vectors, twice, as once leaves rounding
 * errors; makes the rest a unit vector and gives the length that it had.
 */
function separate(v: Float64Array, from: readonly Float64Array[]): number {
  for (let round = 0; round < 2; round++) {
    for (const unit of from) {
      const along = dot(unit, v)
      for (let k = 0; k < v.length; k++) v[k] -= along * unit[k]
    }
  }
  const length = Math.sqrt(dot(v, v))
  if (length > 0) for (let k = 0; k < v.length; k++) v[k] /= length
  return length
}

/**
 * The largest singular value of a bidiagonal B, which is no less than `least`, by halving: x² is
 * above all eigenvalues of BᵀB where all pivots of BᵀB − x² are negative.
 */
function bidiagonalNorm(
  alphas: readonly number[],
  betas: readonly number[],
  least: number,
): number {
  const isAbove = (x: number) => {
    let pivot = alphas[0] ** 2 - x * x
    for (let k = 1; k < alphas.length; k++) {
      if (!(pivot < 0)) return false
      const beside = alphas[k - 1] * betas[k - 1]
      pivot = alphas[k] ** 2 + betas[k - 1] ** 2 - x * x - (beside * beside) / pivot
    }
    return pivot < 0
  }
  let low = least
  const squares = (values: readonly number[]) => values.reduce((sum, one) => sum + one * one, 0)
  // The Frobenius norm is no less.
  let high = Math.sqrt(squares(alphas) + squares(betas)) * (1 + 1e-12)
  for (let round = 0; round < 60 && high - low > 1e-15 * high; round++) {
    const middle = (low + high) / 2
    if (isAbove(middle)) high = middle
    else low = middle
  }
  return high
}
