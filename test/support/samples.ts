/** Random small inputs for the textbook's tests. */

import { random } from '../../src/engine/random.ts'
import type { TextbookInput } from '../../src/engine/reference/index.ts'
import {
  blocksOf,
  type Cell,
  hasPeepholes,
  hasQuery,
  isInputOnly,
  type Loss,
  type PooledReadout,
  type Variant,
} from '../../src/engine/types.ts'

export interface Shape {
  cell: Cell
  variant?: Variant
  readout?: PooledReadout
  loss: Loss
  I: number
  H: number
  O: number
  T: number
  B: number
  L: number
}

/**
 * Weights within ±1, inputs within ±2, targets within ±1 or one-hot, position weights in (0.1,
 * 2.1).
 */
export function sample(
  seed: number,
  { cell, variant, readout, loss, I, H, O, T, B, L }: Shape,
): TextbookInput & { weight: number[] } {
  const { uniform, below } = random(seed, 'weights')
  const numbers = (n: number, range: number) =>
    Array.from({ length: n }, () => (2 * uniform() - 1) * range)
  const sizes = {
    ...{ cell, input: I, hidden: H, output: O },
    ...(variant && { variant }),
    ...(readout && { readout }),
  }
  const rows = blocksOf(sizes) * H
  const weights = {
    weight_ih_l0: numbers(rows * I, 1),
    weight_hh_l0: numbers(rows * H, isInputOnly(sizes) ? 0 : 1),
    bias_ih_l0: numbers(rows, 1),
    bias_hh_l0: numbers(rows, 1),
    'readout.weight': numbers(O * H, 1),
    'readout.bias': numbers(O, 1),
    ...(hasPeepholes(sizes) ? { weight_peephole_l0: numbers(3 * H, 1) } : {}),
    ...(hasQuery(sizes) ? { 'readout.query': numbers(H, 4) } : {}),
  }
  const x = numbers(T * B * I, 2)
  const y = numbers(L * B * O, 1)
  if (loss === 'cross-entropy') {
    y.fill(0)
    for (let n = 0; n < L * B; n++) y[n * O + below(O)] = 1
  }
  const weight = Array.from({ length: L * B }, () => 0.1 + 2 * uniform())
  return { sizes, weights, x, y, T, B, L, loss, weight }
}
