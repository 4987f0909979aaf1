/**
 * Sizes of matrices, in float64. Written by hand: QR iterations of libraries have no bound on their
 * number, and the matrices come from files that nobody vouches for; powers always end.
 */

import { type MatrixProducts, plainProducts } from '../../../engine/stack/matrix-products.ts'
import type { Numbers } from '../../../engine/stack/types.ts'

/** Row-major, in the precision that a file has. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Numbers
}

/** Sides up to which a matrix is taken whole; beyond it a Krylov space of so many stands for it. */
const WHOLE = 128
/** The same of AᵀA: being symmetric it shows its largest eigenvalue sooner. */
const WHOLE_GRAM = 64
/** Squarings: ρ comes to within ln(κ)/2^SQUARINGS of itself, κ what A's eigenvectors have. */
const SQUARINGS = 30

/**
 * ρ(A), the largest modulus of an eigenvalue of a square matrix, by Gelfand's formula
 * ρ = lim ‖A^m‖^(1/m) with m = 2^30 by squaring. A matrix wider than 128 is first projected onto
 * the Krylov space of 128 dimensions (Arnoldi 1951), whose outermost Ritz values are close to its
 * outermost eigenvalues. NaN where an entry is.
 */
export function spectralRadius(matrix: Matrix, whole = WHOLE): number {
  const { rows: n, data } = matrix
  if (!data.every(Number.isFinite)) return Number.NaN
  if (n <= whole) return byPowers(data, n)
  const { projected, size } = krylov(matrix, whole)
  return byPowers(projected, size)
}

/**
 * What the singular values σ of a matrix are like.
 *
 * norm: ‖A‖₂, the largest. spread: ‖AᵀA/s² − 1‖_F/√n with s² the mean of σ²: the coefficient of
 * variation of σ². It is 0 for a multiple of an orthogonal matrix, about 1 for a square one of
 * independent entries (Marchenko & Pastur 1967), √(n − 1) for one of rank 1; and 0 for A = 0. The
 * condition number was not taken since a single small σ makes it infinite.
 */
export function singularValues({ gram, scale, n }: Gram): { norm: number; spread: number } {
  if (Number.isNaN(scale)) return { norm: Number.NaN, spread: Number.NaN }
  if (scale === 0) return { norm: 0, spread: 0 }
  let trace = 0
  for (let k = 0; k < n; k++) trace += gram[k * n + k]
  const mean = trace / n
  let away = 0
  for (let k = 0; k < gram.length; k++) {
    const one = gram[k] - (k % (n + 1) === 0 ? mean : 0)
    away += one * one
  }
  const square = spectralRadius({ rows: n, columns: n, data: gram }, WHOLE_GRAM)
  return { norm: scale * Math.sqrt(square), spread: Math.sqrt(away / n) / mean }
}

/** AᵀA of A over `scale`, [n, n]; the scale is NaN where an entry of A is none or infinite. */
export interface Gram {
  readonly gram: Float64Array
  readonly scale: number
  readonly n: number
}

/** Sizes of a matrix whose squares float64 holds, and sums of them. */
const SQUARED = [1e-100, 1e100] as const

/**
 * Of a matrix as it stands if that can be squared: of a large one there is no room for a copy.
 * @param room for the result, n×n numbers that are written over
 */
export function gramOf(
  { rows, columns: n, data }: Matrix,
  products: MatrixProducts = plainProducts,
  room: Float64Array = new Float64Array(n * n),
): Gram {
  const most = data.every(Number.isFinite) ? largestSize(data) : Number.NaN
  if (!(most > 0)) return { gram: room.fill(0), scale: most, n }
  if (most > SQUARED[0] && most < SQUARED[1])
    return { gram: products.gram(data, rows, room), scale: 1, n }
  const scaled = Float64Array.from(data, (value) => value / most)
  return { gram: products.gram(scaled, rows, room), scale: most, n }
}

/** That of two matrices one above the other, in the place of the first one's; null for none. */
export function stacked(above: Gram | null, below: Gram): Gram {
  if (above === null) return below
  const { gram, scale: before, n } = above
  const scale = Math.max(before, below.scale)
  const factor = (one: number) => (scale > 0 ? (one / scale) ** 2 : 0)
  const [first, second] = [factor(before), factor(below.scale)]
  for (let k = 0; k < gram.length; k++) gram[k] = first * gram[k] + second * below.gram[k]
  return { gram, scale, n }
}

/** Each square is scaled by a power of 2, which rounds nothing; the exponents are kept apart. */
function byPowers(data: Numbers, n: number): number {
  let power: Float64Array = Float64Array.from(data)
  let log2 = 0
  for (let k = 0; k <= SQUARINGS; k++) {
    const exponent = scaleDown(power)
    if (exponent === null) return 0
    log2 += exponent / 2 ** k
    if (k === SQUARINGS) break
    power = plainProducts.matrix(power, n, n).transposeTimes(power, n)
  }
  return 2 ** (log2 + Math.log2(frobenius(power)) / 2 ** SQUARINGS)
}

/** Brings the largest size to [1, 2): the exponent that it had; null where all are 0. */
function scaleDown(values: Float64Array): number | null {
  const most = largestSize(values)
  if (most === 0) return null
  const exponent = Math.floor(Math.log2(most))
  // In two steps, since 2^1074 is no number.
  const half = Math.trunc(exponent / 2)
  const [first, second] = [2 ** -half, 2 ** (half - exponent)]
  for (let k = 0; k < values.length; k++) values[k] = values[k] * first * second
  return exponent
}

export function largestSize(values: Numbers): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}

function frobenius(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum)
}

/**
 * Qᵀ·A·Q [size, size] for an orthonormal basis Q of the span of v, Av, A²v, … (modified
 * Gram-Schmidt, twice). Smaller than `most` where that span is.
 */
function krylov({ rows: n, data }: Matrix, most: number) {
  const scale = largestSize(data)
  const projected = new Float64Array(most * most)
  if (scale === 0) return { projected: new Float64Array(1), size: 1 }
  const basis = [startOf(n)]
  const matrix = plainProducts.matrix(data, n, n)
  let size = 0
  while (size < most) {
    const image = matrix.times(basis[size], 1).map((value) => value / scale)
    const before = frobenius(image)
    size++
    for (let round = 0; round < 2; round++) {
      for (let k = 0; k < size; k++) {
        const along = inner(basis[k], image)
        projected[k * most + size - 1] += along * scale
        for (let i = 0; i < n; i++) image[i] -= along * basis[k][i]
      }
    }
    const left = frobenius(image)
    if (size === most || left <= before * 1e-14) break
    projected[size * most + size - 1] = left * scale
    basis.push(image.map((value) => value / left))
  }
  const whole = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) whole[i * size + j] = projected[i * most + j]
  return { projected: whole, size }
}

/** A vector of norm 1 without a pattern that weights could have; always the same. */
function startOf(n: number): Float64Array {
  let seed = 1
  const values = Float64Array.from({ length: n }, () => {
    seed = (seed * 48271) % 0x7fffffff
    return seed / 0x7fffffff - 0.5
  })
  const norm = frobenius(values)
  return values.map((value) => value / norm)
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}
