/**
 * Temporal order of three symbols: Hochreiter & Schmidhuber 1997, experiment 6b, where T = 100.
 *
 * As `temporal-order-1997`, but with three X or Y: at steps from ⌊0.1T⌋ to ⌊0.2T⌋, from ⌊0.33T⌋ to
 * ⌊0.43T⌋ and from ⌊0.66T⌋ to ⌊0.76T⌋ (counted from 1, inclusive). Target [⌊T/10⌋ + 1, B, 8], asked
 * at the trigger: the order, one-hot over all eight, from three X to three Y, the last one fastest.
 *
 * Loss: cross-entropy. Metric: the share of answers with all outputs (softmax) within 0.3 of the
 * target; guessing gives 1/8. Solved when every held-out answer is right, as in experiment 6a.
 */
import { orderedSymbols } from './families/ordered-symbols.ts'

export const temporalOrder3 = orderedSymbols('temporal-order-3', [
  [10, 20],
  [33, 43],
  [66, 76],
])
