/**
 * Vectors too small (or too large) for float64. A gradient that shrinks by a half at every step is
 * 0 in float64 after 1075 steps. Backpropagation is linear in the gradient that comes in, so the
 * gradient may be carried as
 *
 *     values · 2^exponent     with the largest |value| between 1/2 and 2
 *
 * and a product with a power of two is exact: where nothing underflows, the bits are those of plain
 * float64. Within one vector, entries more than 1e308 times smaller than the largest are lost; its
 * norm doesn't notice.
 */

export interface Scaled {
  readonly values: Float64Array
  /** An integer; −∞ for the zero vector. */
  readonly exponent: number
}

/** The vector values · 2^exponent, rescaled. */
export function scaled(values: Float64Array, exponent = 0): Scaled {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return { values, exponent: -Infinity }
  // the forward pass diverged: let NaN and Infinity be seen
  if (!Number.isFinite(largest)) return { values, exponent }
  const shift = Math.floor(Math.log2(largest))
  return {
    values: shift === 0 ? values : values.map((value) => timesPowerOfTwo(value, -shift)),
    exponent: exponent + shift,
  }
}

/** The zero vector. */
export function zero(size: number): Scaled {
  return scaled(new Float64Array(size))
}

/** a + b. */
export function plus(a: Scaled, b: Scaled): Scaled {
  if (a.exponent === -Infinity) return b
  if (b.exponent === -Infinity) return a
  const exponent = Math.max(a.exponent, b.exponent)
  const sum = a.values.map(
    (value, k) =>
      timesPowerOfTwo(value, a.exponent - exponent) +
      timesPowerOfTwo(b.values[k], b.exponent - exponent),
  )
  return scaled(sum, exponent)
}

/** a ⊙ factors, element by element. */
export function times(a: Scaled, factors: Float64Array): Scaled {
  return scaled(
    a.values.map((value, k) => value * factors[k]),
    a.exponent,
  )
}

/**
 * As ordinary numbers: what is below about 1e-308 becomes 0, what is above 1e308 becomes infinite.
 */
export function plain(a: Scaled): Float64Array {
  return a.values.map((value) => timesPowerOfTwo(value, a.exponent))
}

/** log10 of the L2 norm; null for the zero vector. */
export function log10Norm(a: Scaled): number | null {
  if (a.exponent === -Infinity) return null
  let squares = 0
  for (const value of a.values) squares += value * value
  return Math.log10(squares) / 2 + a.exponent * Math.log10(2)
}

/**
 * value · 2^exponent. One factor 2^exponent would itself be infinite or zero for |exponent| > 1074,
 * so three are used; 2^±2200 takes any float64 to the end of its range, and further need not be
 * gone.
 */
export function timesPowerOfTwo(value: number, exponent: number): number {
  if (exponent === 0) return value
  if (Math.abs(exponent) <= 1000) return value * 2 ** exponent
  const bounded = Math.max(-2200, Math.min(2200, exponent))
  const third = Math.trunc(bounded / 3)
  return value * 2 ** third * 2 ** third * 2 ** (bounded - 2 * third)
}
