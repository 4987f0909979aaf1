/**
 * Temporal order in its first form: Hochreiter & Schmidhuber 1997, experiment 6a, where T = 100.
 *
 * Inputs [T + ⌊T/10⌋, B, 8], one-hot over X, Y, a, b, c, d, E, B. The length is uniform in T … T +
 * ⌊T/10⌋; the first symbol is E, the last, the trigger, B. Two others are X or Y, the first at a
 * step t₁ from ⌊0.1T⌋ to ⌊0.2T⌋, the second at t₂ from ⌊0.5T⌋ to ⌊0.6T⌋ (counted from 1, inclusive,
 * uniform: 10–20 and 50–60 at T = 100, so that the lag is 40 at least, as the source says). All the
 * rest are distractors a, b, c, d. Target [⌊T/10⌋ + 1, B, 4], asked at the trigger: the order,
 * one-hot over XX, XY, YX, YY.
 *
 * Loss: cross-entropy. Metric: the share of answers with all outputs (softmax) within 0.3 of the
 * target; guessing gives 1/4. Solved when every held-out answer is right; the source stops when the
 * last 2,000 training sequences were, with a mean error below 0.1. It has logistic outputs with
 * squared error, and single sequences. Lengths other than 100 are ours.
 */
import { orderedSymbols } from './families/ordered-symbols.ts'

export const temporalOrder1997 = orderedSymbols('temporal-order-1997', [
  [10, 20],
  [50, 60],
])
