/**
 * A long lag without local regularities: Hochreiter & Schmidhuber 1997, experiment 2b. The length T
 * is the source's delay p.
 *
 * As `long-lag`, but between the ends stand p − 1 symbols drawn from a_1 … a_{p−1}, each uniform,
 * with repetition: nothing but the last symbol can be predicted. Every step is asked for
 * nevertheless, and its loss counts.
 *
 * Loss: cross-entropy, over all steps; below (1 − 1/p)·ln(p − 1) it cannot go. Metric: the share of
 * sequences at whose end all outputs (softmax) are within 0.25 of the target; guessing is right in
 * half of them. Solved when every held-out sequence is; the source wants 10,000 in a row, and has
 * logistic outputs with squared error.
 */
import { lagged } from './families/long-lag.ts'

export const longLagRandom = lagged('long-lag-random', (random, _, p) => random.below(p - 1), false)
