/**
 * The two-sequence problem: Hochreiter & Schmidhuber 1997, experiment 3a, after Bengio, Simard &
 * Frasconi 1994.
 *
 * Inputs [T + ⌊T/10⌋, B, 1]; the length is uniform in T … T + ⌊T/10⌋. The first three elements are
 * 1 in class 1 and −1 in class 2 (N = 3; the source has N = 1, too), all others Gaussian noise of
 * mean 0 and variance 0.2. The target, asked at the last element, is 1 for class 1 and 0 for class
 * 2.
 *
 * Loss: mean squared error. Metric: the share of answers within 0.2 of the target; a constant is
 * right in half of them. Solved when every held-out answer is right, the source's first criterion
 * (ST1: none wrong of 256; for ST2 the mean error is below 0.01 besides).
 *
 * The source has a logistic output and single sequences; here the readout is linear. It says that
 * random weights solve this faster than LSTM: it shows little about memory. The 1994 form has
 * lengths down to T/2.
 */
import { twoClasses } from './families/two-sequence.ts'

export const twoSequence = twoClasses('two-sequence', {
  noisy: false,
  targets: [1, 0],
  targetNoise: 0,
  right: (error) => error < 0.2,
  threshold: 1,
})
