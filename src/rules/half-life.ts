/**
 * Time steps after which half is left, ln 2 / −ln f, from the mean ln f of a gate that keeps; null
 * where f is 1 throughout.
 */
export const halfLifeOf = (meanLog: number): number | null =>
  meanLog >= 0 ? null : Math.LN2 / -meanLog
