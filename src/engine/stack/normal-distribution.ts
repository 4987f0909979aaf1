/** The standard normal distribution, for gelu, to the last digits of float64. */

const ROOT_2PI = Math.sqrt(2 * Math.PI)

/** φ(z) */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / ROOT_2PI

/**
 * Φ(z): near 0 by the series φ(z)·(z + z³/3 + z⁵/15 + …), whose terms all have one sign, and in the
 * tails by the continued fraction φ(z)/(z + 1/(z + 2/(z + …))) (Abramowitz & Stegun 26.2.11 and
 * 26.2.14).
 */
export function normalShare(z: number): number {
  if (Number.isNaN(z)) return z
  const size = Math.abs(z)
  if (size > 39) return z > 0 ? 1 : 0
  if (size > 1.5) {
    let below = size
    for (let n = 160; n > 0; n--) below = size + n / below
    const tail = normalDensity(size) / below
    return z > 0 ? 1 - tail : tail
  }
  let term = z
  let sum = z
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
    term *= (z * z) / n
    sum += term
  }
  return 0.5 + normalDensity(z) * sum
}
