/**
 * Seeded random numbers. pure-rand's xoroshiro128+ (Blackman & Vigna 2018) is the generator; a
 * stream is reached by jumps of 2^64 draws from the seed, so streams of one seed never overlap and
 * never depend on one another's use.
 */
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/**
 * The streams of one seed. Both cells of a seed read the same `train` and `heldOut` numbers in the
 * same order. Of `guesses` there are many, one after another, so that threads may share them out:
 * it stays the last.
 */
export const STREAMS = { heldOut: 1, train: 2, weights: 3, guesses: 64 } as const
export type Stream = keyof typeof STREAMS

export interface Random {
  /** Uniform on [0, 1): a multiple of 2^-32. */
  uniform(): number
  /** Uniform integer in [0, n): ⌊n·u⌋, whose relative bias is below n·2^-32. */
  below(n: number): number
  /** Where the stream is, for {@link resumeRandom}. */
  state(): readonly number[]
}

/** The given stream of a seed (a 32-bit integer); of `guesses` the one of that number, from 0. */
export function random(seed: number, stream: Stream, number = 0): Random {
  const generator = xoroshiro128plus(seed)
  for (let k = 0; k < STREAMS[stream] + number; k++) generator.jump()
  return drawing(generator)
}

/** A stream as it was when its state was taken. Throws RangeError for what is no state. */
export function resumeRandom(state: readonly number[]): Random {
  // All zeros is the one state that a xoroshiro generator never leaves.
  const words = state.length === 4 && state.every((word) => word === (word | 0))
  if (!words || state.every((word) => word === 0))
    throw new RangeError('not a state of a random stream')
  return drawing(xoroshiro128plusFromState(state))
}

function drawing(generator: ReturnType<typeof xoroshiro128plus>): Random {
  const uniform = () => (generator.next() >>> 0) * 2 ** -32
  return { uniform, below: (n) => Math.floor(uniform() * n), state: () => generator.getState() }
}
