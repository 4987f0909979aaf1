/**
 * The largest and smallest of any number of values. Math.max(...values) overflows the stack when
 * there are many.
 */

/**
 * The largest value, or `least` if none is larger (or there are no values). NaN if any value is
 * NaN.
 */
export function largest(values: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
  let top = least
  for (const value of values) top = Math.max(top, value)
  return top
}

/**
 * The smallest value, or `most` if none is smaller (or there are no values). NaN if any value is
 * NaN.
 */
export function smallest(values: Iterable<number>, most = Number.POSITIVE_INFINITY): number {
  let bottom = most
  for (const value of values) bottom = Math.min(bottom, value)
  return bottom
}
