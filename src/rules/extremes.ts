/**
 * The largest and the smallest of any number of values: as arguments of Math.max, many are more
 * than the stack takes.
 */

/**
 * The largest; `least` where there is none larger, and where there are none at all. NaN where one
 * is.
 */
export function largest(values: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
  let top = least
  for (const value of values) top = Math.max(top, value)
  return top
}

/**
 * The smallest; `most` where there is none smaller, and where there are none at all. NaN where one
 * is.
 */
export function smallest(values: Iterable<number>, most = Number.POSITIVE_INFINITY): number {
  let bottom = most
  for (const value of values) bottom = Math.min(bottom, value)
  return bottom
}
