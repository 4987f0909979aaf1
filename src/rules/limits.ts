/** Limits on options and sample sizes. */

/** Number of held-out sequences on which metrics are measured; at most so many from a file. */
export const HELD_OUT = 512

/** Least and largest values of options that are whole numbers. */
export const LIMITS = {
  length: [1, 1_000_000],
  window: [1, 1_000_000],
  horizon: [1, 1_000_000],
  /** Characters of a text that get a symbol of their own. */
  symbols: [2, 4096],
  /** Units of a net. */
  hidden: [1, 4096],
  batch: [1, 65_536],
  steps: [1, 100_000_000],
  'eval-every': [1, 100_000_000],
  seed: [0, 2 ** 31 - 1],
  workers: [1, 256],
  from: [1, 1_000_000],
  to: [1, 1_000_000],
  tune: [1, 1000],
  guesses: [0, 1_000_000],
} as const satisfies Record<string, readonly [min: number, max: number]>

/** Seeds of one comparison at most. */
export const MAX_SEEDS = 10_000
