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
  return rescaled(values, exponent, null)
}

/** The same, with what is rescaled in the place of `room` if there is one. */
function rescaled(values: Float64Array, exponent: number, room: Float64Array | null): Scaled {
  let largest = 0
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]))
  if (largest === 0) return { values, exponent: -Infinity }
  // the forward pass diverged: let NaN and Infinity be seen
  if (!Number.isFinite(largest)) return { values, exponent }
  const shift = Math.floor(Math.log2(largest))
  if (shift === 0) return { values, exponent }
  return { values: allTimesPowerOfTwo(values, -shift, room), exponent: exponent + shift }
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
  const [first, second] = [a.exponent - exponent, b.exponent - exponent]
  const sum = new Float64Array(a.values.length)
  if (Math.min(first, second) < -MOST_AT_ONCE) {
    for (let k = 0; k < sum.length; k++)
      sum[k] = timesPowerOfTwo(a.values[k], first) + timesPowerOfTwo(b.values[k], second)
  } else {
    const [p, q] = [2 ** first, 2 ** second]
    for (let k = 0; k < sum.length; k++) sum[k] = a.values[k] * p + b.values[k] * q
  }
  return rescaled(sum, exponent, sum)
}

/** a ⊙ factors, element by element. */
export function times(a: Scaled, factors: Float64Array): Scaled {
  const product = new Float64Array(a.values.length)
  for (let k = 0; k < product.length; k++) product[k] = a.values[k] * factors[k]
  return rescaled(product, a.exponent, product)
}

/**
 * As ordinary numbers: what is below about 1e-308 becomes 0, what is above 1e308 becomes infinite.
 */
export const plain = (a: Scaled): Float64Array => allTimesPowerOfTwo(a.values, a.exponent, null)

/** log10 of the L2 norm; null for the zero vector. */
export function log10Norm(a: Scaled): number | null {
  if (a.exponent === -Infinity) return null
  let squares = 0
  for (const value of a.values) squares += value * value
  return Math.log10(squares) / 2 + a.exponent * Math.log10(2)
}

/** One power of two is not enough for |exponent| > 1074, where it is infinite or zero itself. */
const MOST_AT_ONCE = 1000

/**
 * value · 2^exponent, by three factors where one is not enough; 2^±2200 takes any float64 to the
 * end of its range, and further need not be gone.
 */
export function timesPowerOfTwo(value: number, exponent: number): number {
  if (exponent === 0) return value
  if (Math.abs(exponent) <= MOST_AT_ONCE) return value * 2 ** exponent
  const bounded = Math.max(-2200, Math.min(2200, exponent))
  const third = Math.trunc(bounded / 3)
  return value * 2 ** third * 2 ** third * 2 ** (bounded - 2 * third)
}

/** {@link timesPowerOfTwo} of each value, in a new vector or in `room`. */
function allTimesPowerOfTwo(
  values: Float64Array,
  exponent: number,
  room: Float64Array | null,
): Float64Array {
  const out = room ?? new Float64Array(values.length)
  if (Math.abs(exponent) > MOST_AT_ONCE) {
    for (let k = 0; k < out.length; k++) out[k] = timesPowerOfTwo(values[k], exponent)
    return out
  }
  const factor = 2 ** exponent
  for (let k = 0; k < out.length; k++) out[k] = values[k] * factor
  return out
}
