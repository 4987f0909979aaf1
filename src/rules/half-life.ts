/**
 * ln |f| of a gate that keeps: a gate that surgery made negative turns the sign of what it keeps at
 * each step, and keeps as much of it as one of its size. Minus infinity where f is 0.
 */
export const logOfGate = (f: number): number => Math.log(Math.abs(f))

/**
 * Time steps after which half is left, ln 2 / −ln |f|, from the mean ln |f| of a gate that keeps;
 * null where |f| is 1 throughout.
 */
export const halfLifeOf = (meanLog: number): number | null =>
  meanLog >= 0 ? null : Math.LN2 / -meanLog
