/**
 * The two-sequence problem with noise on the signal: Hochreiter & Schmidhuber 1997, experiment 3b.
 *
 * As `two-sequence`, but the first three elements are ±1 plus the same Gaussian noise, of variance
 * 0.2. Three of them have the wrong sum in Φ(−√15) = 5 of 100,000 sequences, so nearly every class
 * can be told.
 *
 * Loss: mean squared error. Metric: the share of answers within 0.2 of the target; a constant is
 * right in half of them. Solved from 501/512: the source's first criterion (ST1), fewer than 6
 * wrong of 256, which is fewer than 12 of our 512.
 */

import { HELD_OUT } from '../rules/limits.ts'
import { twoClasses } from './families/two-sequence.ts'

export const twoSequenceNoisy = twoClasses('two-sequence-noisy', {
  noisy: true,
  targets: [1, 0],
  targetNoise: 0,
  right: (error) => error < 0.2,
  threshold: 501 / HELD_OUT,
})
