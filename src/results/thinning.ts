/**
 * Thinning of evaluations, so that a long run needs bounded memory. Beyond a limit only every 2nd
 * is kept, then every 4th, and so on, with the first and the last. Which ones are kept depends on
 * their number alone, so an interrupted and resumed run keeps the same.
 */

/** Points of a run's curve that are kept at most. */
const MOST_POINTS = 4096
/** Gradient profiles of a run that are kept at most, and at least. */
const MOST_PROFILES = 128
const FEWEST_PROFILES = 2
/**
 * Numbers in the profiles of all runs of a plan together, at most: five for each time step of each
 * profile.
 */
const MAX_NUMBERS = 2 ** 24

/** Runs of a plan up to which each says what its gates do. */
const MOST_GATED = 64

export interface Limits {
  readonly points: number
  readonly profiles: number
  /** Whether a profile comes with what the gates do. */
  readonly gates: boolean
}

/** The limits for one run among so many, with sequences of T time steps. */
export function limitsOf(T: number, runs: number): Limits {
  const room = Math.floor(MAX_NUMBERS / (5 * T * Math.max(1, runs)))
  const profiles = Math.min(MOST_PROFILES, Math.max(FEWEST_PROFILES, room))
  return { points: MOST_POINTS, profiles, gates: runs <= MOST_GATED }
}

/** The least power of two of which at most `most` multiples lie in 0 … `count` − 1. */
export function strideFor(count: number, most: number): number {
  let stride = 1
  while (Math.ceil(count / stride) > most) stride *= 2
  return stride
}

/** Whether item n of so many is kept: the first, the last, and every stride-th. */
export const isKept = (n: number, count: number, most: number): boolean =>
  n === count - 1 || n % strideFor(count, most) === 0

/**
 * Appends to a list that keeps at most `most` + 1 items. Its n-th item is the (n · stride)-th that
 * was added.
 */
export function added<T>(kept: readonly T[], one: T, count: number, most: number): T[] {
  const before = strideFor(count, most)
  const stride = strideFor(count + 1, most)
  // The last item was kept only for being the last.
  const rest = count > 0 && (count - 1) % before !== 0 ? kept.slice(0, -1) : kept
  return [...(stride === before ? rest : rest.filter((_, n) => n % (stride / before) === 0)), one]
}
