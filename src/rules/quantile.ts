/**
 * With a straight line between two ranks: type 7 of Hyndman & Fan 1996, as R and NumPy have it.
 * Never -0, which sorts like 0 and so depends on the order.
 * @param sorted finite, ascending; of none it is NaN
 */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  const place = part * (sorted.length - 1)
  const below = Math.floor(place)
  const rest = place - below
  const value = sorted[below] ?? Number.NaN
  const next = sorted[rest === 0 ? below : below + 1] ?? Number.NaN
  // Rounding may lead a little outside.
  return Math.min(next, Math.max(value, value * (1 - rest) + next * rest)) + 0
}
