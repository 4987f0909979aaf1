/**
 * Parity, asked at each step: as `parity`, but with an answer for every beginning of the sequence.
 *
 * Inputs [T, B, 1]: 1 or −1 at each step, with equal probability. Targets [T, B, 2]: whether the
 * number of ones so far is even (class 0) or odd (class 1). What must be learned at a step is an
 * exclusive or of the last answer and the new input, with no lag at all: beside `parity` it shows
 * what the answers between are worth.
 *
 * Loss: cross-entropy over two classes, over all steps. Metric: accuracy over all steps; guessing
 * gives 1/2. Solved from 0.99, a rule of our own.
 */
import { bits } from './families/parity.ts'

export const parityEachStep = bits('parity-each-step', 20, true)
