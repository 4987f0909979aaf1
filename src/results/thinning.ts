/**
 * What is kept of evaluations. A long run has as many as it likes; memory does not. Beyond a limit
 * only every 2nd is kept, then every 4th, and so on, with the first and the last: which ones
 * depends on how many there were alone, so a run that was interrupted keeps the same as one that
 * was not.
 */

/** Points of a run's curve that are kept at most. */
const MOST_POINTS = 4096
/** Gradient profiles of a run that are kept at most, and at least. */
const MOST_PROFILES = 128
const FEWEST_PROFILES = 2
/**
 * Numbers that the profiles of all runs of a plan may have together: five for each time step of
 * each profile.
 */
const MAX_NUMBERS = 2 ** 24

export interface Limits {
  readonly points: number
  readonly profiles: number
}

/** What a run keeps at most that is one of so many of its plan, with sequences of T time steps. */
export function limitsOf(T: number, runs: number): Limits {
  const room = Math.floor(MAX_NUMBERS / (5 * T * Math.max(1, runs)))
  return { points: MOST_POINTS, profiles: Math.min(MOST_PROFILES, Math.max(FEWEST_PROFILES, room)) }
}

/**
 * Of so many things, 0, 1, 2 …, those at multiples of this (a power of two) are at most as many as
 * may be kept, beside the last.
 */
export function strideFor(count: number, most: number): number {
  let stride = 1
  while (Math.ceil(count / stride) > most) stride *= 2
  return stride
}

/** Whether thing n of so many is kept: the first, the last, and every stride-th. */
export const isKept = (n: number, count: number, most: number): boolean =>
  n === count - 1 || n % strideFor(count, most) === 0

/**
 * A list that one adds to, of which no more than `most` + 1 are kept. Its n-th thing is the (n ·
 * stride)-th that was added.
 */
export function added<T>(kept: readonly T[], one: T, count: number, most: number): T[] {
  const before = strideFor(count, most)
  const stride = strideFor(count + 1, most)
  // The last one was kept as the last.
  const rest = count > 0 && (count - 1) % before !== 0 ? kept.slice(0, -1) : kept
  return [...(stride === before ? rest : rest.filter((_, n) => n % (stride / before) === 0)), one]
}
