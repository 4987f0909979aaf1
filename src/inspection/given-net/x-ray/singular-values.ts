/** All singular values of a matrix, in float64. */
import { largestSize, type Matrix } from './spectra.ts'

/** Columns up to which they are computed: the work grows with their cube. */
const MOST = 256
/** Jacobi's rotations converge quadratically: about eight rounds do. */
const SWEEPS = 40

/**
 * From the largest on, by one-sided Jacobi rotations (Hestenes 1958): columns are turned in pairs
 * until all are orthogonal, and their norms are the singular values. null beyond 256 columns and
 * where an entry is no number.
 */
export function allSingularValues({ rows, columns: n, data }: Matrix): number[] | null {
  if (n > MOST || !data.every(Number.isFinite)) return null
  const scale = largestSize(data)
  if (scale === 0) return new Array<number>(n).fill(0)
  const columns = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => data[i * n + j] / scale),
  )
  for (let sweep = 0; sweep < SWEEPS && !turnedAll(columns); sweep++);
  return columns.map((column) => scale * Math.sqrt(inner(column, column))).sort((a, b) => b - a)
}

/** One rotation for each pair; true where none was needed any more. */
function turnedAll(columns: readonly Float64Array[]): boolean {
  let done = true
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const [a, b] = [columns[p], columns[q]]
      const [aa, bb, ab] = [inner(a, a), inner(b, b), inner(a, b)]
      if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb)) continue
      done = false
      turn(a, b, (bb - aa) / (2 * ab))
    }
  }
  return done
}

/** The rotation by the smaller angle whose cotangent of twice itself is `cotangent`. */
function turn(a: Float64Array, b: Float64Array, cotangent: number): void {
  const sign = cotangent < 0 ? -1 : 1
  const tangent = sign / (Math.abs(cotangent) + Math.hypot(1, cotangent))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = cosine * tangent
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k], b[k]]
    a[k] = cosine * x - sine * y
    b[k] = sine * x + cosine * y
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}
