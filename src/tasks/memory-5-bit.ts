/**
 * Noiseless memorisation of five bits: Martens & Sutskever 2011, as their later generators and
 * those of Pascanu, Mikolov & Bengio 2013 make it.
 *
 * T + 10 time steps, T being the delay: five symbols, each one of two, then T − 1 times a sign for
 * waiting, a cue, and the sign for waiting five times more. Inputs [T + 10, B, 4], one-hot: the two
 * symbols, waiting, the cue. Targets [T + 10, B, 3], one-hot: waiting at the first T + 5 steps,
 * then the five symbols in their order.
 *
 * Loss: cross-entropy, over all steps. Metric: the share of sequences in which the largest output
 * is right at every step; who guesses the symbols is right in 1/2⁵. Solved from 0.99: the sources
 * count fewer than 1 % wrong of 10,000 as a success.
 *
 * The text of 2011 was not at hand; there all 32 sequences are one batch. In the code of 2013 the
 * cue stands on the first of the answered steps, in the other right before it, as here and in
 * `copy`.
 */
import { memory } from './families/memory.ts'

export const memory5Bit = memory('memory-5-bit', 5, 2)
