/**
 * A long lag without noise: Hochreiter & Schmidhuber 1997, experiment 2a. The length T is the
 * source's delay p.
 *
 * p + 1 symbols, one-hot: a_1 … a_{p−1}, x, y. There are two sequences, each drawn half of the
 * time: x, a_1, a_2, …, a_{p−1}, x, and the same with y at both ends. Inputs [p, B, p + 1]: all
 * symbols but the last. Targets [p, B, p + 1]: at each step the next symbol, one-hot. The last
 * prediction must tell what came p steps before.
 *
 * Loss: cross-entropy, over all steps. Metric: the share of sequences in which all outputs
 * (softmax) at all steps are within 0.25 of the target. Who knows the time step and nothing else is
 * right in half of them. Solved when every held-out sequence is; the source wants 10,000 in a row,
 * and has logistic outputs with squared error.
 */
import { lagged } from './families/long-lag.ts'

export const longLag = lagged('long-lag', (_, t) => t - 1, true)
