/**
 * Parity, asked at the end: Bengio, Simard & Frasconi 1994; Bengio & Frasconi 1994.
 *
 * Inputs [T, B, 1]: 1 or −1 at each step, with equal probability. Target [1, B, 2], asked at the
 * last step: whether the number of ones is even (class 0) or odd (class 1). No part of the sequence
 * tells anything about the answer but the whole.
 *
 * Loss: cross-entropy over two classes. Metric: accuracy; guessing gives 1/2. Solved from 0.99, a
 * rule of our own: the sources report how often the answer is wrong.
 *
 * The sources, known here from what Hochreiter & Schmidhuber 1996 say of them, have one logistic
 * output, lengths of 25 to 50 or 250 to 500, and a second form with uniform noise of [−0.2, 0.2] on
 * the inputs. Here the length is fixed.
 */
import { bits } from './families/parity.ts'

export const parity = bits('parity', 10, false)
