/**
 * The adding problem in its first form: Hochreiter & Schmidhuber 1997, experiment 4.
 *
 * Inputs [T + ⌊T/10⌋, B, 2]: channel 0 a value from U[−1, 1], channel 1 a marker. The length is
 * uniform in T … T + ⌊T/10⌋. One of the first ten pairs is marked by 1, and then one of the first
 * ⌊T/2⌋ − 1 that are still unmarked; the first and the last pair have the marker −1, all others 0.
 * Where the very first pair is one of the two, it shows the value 0 and keeps its −1. The target,
 * asked at the last pair, is 0.5 + (X₁ + X₂)/4, so the lag is T/2 at least.
 *
 * Loss: mean squared error. Metric: the share of answers within 0.04 of the target. Always saying
 * 0.5 is right where |X₁ + X₂| < 0.16: in 1 − 0.92² of the cases, and in 0.16 of those in which one
 * of the two is the 0 of the first pair, which are 1/10 + (9/10)/(⌊T/2⌋ − 1) of all. Solved when
 * every held-out answer is right; the source stops when the last 2,000 training sequences were,
 * with a mean error below 0.01.
 *
 * The source has a logistic output and single sequences; here the readout is linear. It does not
 * say what becomes of the marker of a marked first pair, nor of the second choice falling on it;
 * this is one reading.
 */
import { markedPairs } from './families/marked-pairs.ts'

export const adding1997 = markedPairs(
  { name: 'adding-1997', defaultLength: 20, minLength: 20 },
  {
    from: -1,
    neutral: 0,
    target: (one, other) => 0.5 + (one + other) / 4,
    blind: (first) => (1 - first) * (1 - 0.92 ** 2) + first * 0.16,
    threshold: 1,
  },
)
