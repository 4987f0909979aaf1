/**
 * The multiplication problem: Hochreiter & Schmidhuber 1997, experiment 5.
 *
 * Inputs [T + ⌊T/10⌋, B, 2] and marks as in `adding-1997`, but for the values, which are from U[0,
 * 1], and the value that the very first pair shows where it is one of the two: 1. The target, asked
 * at the last pair, is X₁·X₂.
 *
 * Loss: mean squared error. Metric: the share of answers within 0.04 of the target. Small products
 * are the most frequent, so the best constant is 0.04: right where X₁·X₂ < 0.08, in 0.08·(1 − ln
 * 0.08) of the cases, and in 0.08 of those with the 1 of the first pair. Solved from 0.93: the
 * source's first criterion, fewer than 140 wrong of 2,000 (its second is fewer than 13).
 *
 * The source has a logistic output and single sequences; here the readout is linear.
 */
import { markedPairs } from './families/marked-pairs.ts'

export const multiplication = markedPairs(
  { name: 'multiplication', defaultLength: 20, minLength: 20 },
  {
    from: 0,
    neutral: 1,
    target: (one, other) => one * other,
    blind: (first) => (1 - first) * 0.08 * (1 - Math.log(0.08)) + first * 0.08,
    threshold: 0.93,
  },
)
