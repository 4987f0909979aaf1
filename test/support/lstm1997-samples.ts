/** Random nets of 1997 and random sequences for them. */

import { allocate, instantiate } from '../../src/engine/kernels.ts'
import {
  type Architecture,
  type Lstm1997Weights,
  lstm1997Weights,
} from '../../src/engine/lstm1997/architecture.ts'
import { Lstm1997Net } from '../../src/engine/lstm1997/net.ts'
import { random } from '../../src/engine/random.ts'
import { kernelsModule } from './kernels.ts'

export const { exp } = instantiate(kernelsModule, allocate(65536))

export const SHAPES: readonly Architecture[] = [
  { input: 2, blocks: 2, blockSize: 2, output: 1, biased: 'all', readout: 'logistic' },
  { input: 3, blocks: 1, blockSize: 3, output: 2, biased: 'hidden', readout: 'linear' },
  { input: 1, blocks: 3, blockSize: 1, output: 3, biased: 'gates', readout: 'logistic' },
  { input: 4, blocks: 2, blockSize: 1, output: 2, biased: 'none', readout: 'logistic' },
]

export interface Sample {
  readonly net: Lstm1997Net
  /** As they were before anything was learned. */
  readonly weights: Lstm1997Weights
  /** [T][I]; about a third of the inputs are 0. */
  readonly x: number[][]
  /** [T][K]; null where nothing is asked. */
  readonly targets: (number[] | null)[]
}

/**
 * Weights so large that what the truncated gradient leaves out would be seen, and errors at the
 * steps `asked`.
 */
export function sample(
  architecture: Architecture,
  seed: number,
  T: number,
  asked: (t: number) => boolean,
): Sample {
  const start = { bound: 1, inputGateBias: null, outputGateBias: null }
  const weights = lstm1997Weights(architecture, start, random(seed, 'weights'))
  const numbers = random(seed, 'train')
  const value = () => (numbers.below(3) === 0 ? 0 : 2 * numbers.uniform() - 1)
  const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)
  const x = times(T, () => times(architecture.input, value))
  const targets = x.map((_, t) =>
    asked(t) ? times(architecture.output, () => numbers.uniform()) : null,
  )
  const copy = { hidden: weights.hidden.slice(), output: weights.output.slice() }
  return { net: new Lstm1997Net(architecture, weights, exp), weights: copy, x, targets }
}
