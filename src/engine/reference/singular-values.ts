/**
 * Singular values: by how much a matrix can lengthen a vector at most, and at least. The routine
 * ends after a bounded number of steps, whatever the matrix. For the largest alone there is a
 * quicker one, spectral-norm.ts.
 *
 * Jacobi's rotations (Hestenes 1958): columns are turned in pairs until all are at
 * right angles to one another; their lengths are the singular values. Eigenvalues of AᵀA or
 * bidiagonal QR would be cheaper, but lose what is 1e-8 or 1e-16 times smaller than the largest.
 * Rotations keep the smallest to the last digits where columns differ in length alone (Demmel &
 * Veselić 1992), and those of Wᵀ diag(1 − h²) do. Each column has an exponent of its own, so that
 * none underflows.
 */
import { scaled, timesPowerOfTwo } from './scaled-vector.ts'

/** Rounds through all pairs of columns at most; six to ten are needed. */
const MOST_SWEEPS = 30
/** Columns of n are at right angles where the cosine of their angle is below √n times this. */
const RIGHT_ANGLE = 2 ** -52

/** values · 2^exponent, turned in place; `square` is Σ values². */
interface Column {
  values: Float64Array
  exponent: number
  square: number
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
    values: matrix.slice(k * n, (k + 1) * n),
    exponent: 0,
    square: 0,
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
  for (const column of columns) rescale(column)
  // The longest first: fewer rounds.
  columns.sort((a, b) => b.exponent - a.exponent || 0)
  let turned = false
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const a = columns[p]
      const b = columns[q]
      if (b.exponent === -Infinity) break
      // What was left of one may be shorter by now.
      if (a.exponent >= b.exponent ? rotate(a, b) : rotate(b, a)) turned = true
    }
  }
  return turned
}

/** Brings a column near 1. */
function rescale(column: Column): void {
  const { values, exponent } = scaled(column.values, column.exponent)
  column.values = values
  column.exponent = exponent
  column.square = dot(values, values)
}

/** Turns two columns in place, a about as long as b or longer, until they are at right angles. */
function rotate(a: Column, b: Column): boolean {
  const long = a.values
  const short = b.values
  const gamma = dot(long, short)
  const alpha = a.square
  const beta = b.square
  const bound = RIGHT_ANGLE * Math.sqrt(long.length * alpha * beta)
  if (Math.abs(gamma) <= bound) return false
  // In units of a's exponent b is r times its values, and the angle's tangent is r·tangent: of
  // t² + 2ζt − 1 = 0 the root nearer to 0.
  const r = timesPowerOfTwo(1, b.exponent - a.exponent)
  const zeta = (beta * r * r - alpha) / (2 * gamma)
  const size = Math.abs(zeta)
  // √(r² + ζ²), where ζ² may be beyond all numbers
  const root = size > FAR * r ? size : Math.sqrt(r * r + size * size)
  const tangent = (zeta < 0 ? -1 : 1) / (size + root)
  const cosine = 1 / Math.sqrt(1 + r * tangent * (r * tangent))
  const sine = tangent * cosine
  const back = r * r * sine
  for (let k = 0; k < long.length; k++) {
    const x = long[k]
    const y = short[k]
    long[k] = cosine * x - back * y
    short[k] = cosine * y + sine * x
  }
  // One gains what the other loses; what is left of nearly parallel ones is small.
  a.square = alpha - r * r * tangent * gamma
  b.square = beta + tangent * gamma
  if (!(a.square > PARALLEL * alpha)) rescale(a)
  if (!(b.square > PARALLEL * beta)) rescale(b)
  return true
}

/** Beyond this ratio the shorter side of a right angle adds nothing to the third. */
const FAR = 2 ** 30
/** Where less of a square is left than this, the difference is not exact. */
const PARALLEL = 0.1

/** Σ a_k b_k, in four sums. */
function dot(a: Float64Array, b: Float64Array): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  const n = a.length
  let k = 0
  for (; k + 3 < n; k += 4) {
    s0 += a[k] * b[k]
    s1 += a[k + 1] * b[k + 1]
    s2 += a[k + 2] * b[k + 2]
    s3 += a[k + 3] * b[k + 3]
  }
  for (; k < n; k++) s0 += a[k] * b[k]
  return s0 + s1 + (s2 + s3)
}
