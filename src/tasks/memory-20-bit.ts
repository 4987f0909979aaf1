/**
 * Noiseless memorisation of twenty bits: Martens & Sutskever 2011; ten symbols of five, which is
 * 23.2 bits.
 *
 * As `memory-5-bit`, with T + 20 time steps: ten symbols, each one of five, then T − 1 times a sign
 * for waiting, a cue, and the sign for waiting ten times more. Inputs [T + 20, B, 7], targets [T +
 * 20, B, 6], one-hot.
 *
 * Loss: cross-entropy, over all steps. Metric: the share of sequences in which the largest output
 * is right at every step; who guesses the symbols is right in 1/5¹⁰. Solved from 0.99: the sources
 * count fewer than 1 % wrong of 10,000 as a success.
 */
import { memory } from './families/memory.ts'

export const memory20Bit = memory('memory-20-bit', 10, 5)
