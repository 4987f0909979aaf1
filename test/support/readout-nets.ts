/** Nets whose readouts read all hidden states, beside the textbook on the same numbers. */
import { Net } from '../../src/engine/net.ts'
import type { TextbookInput } from '../../src/engine/reference/index.ts'
import {
  type Cell,
  type PooledReadout,
  VARIANTS,
  type Weights,
  weightEntries,
} from '../../src/engine/types.ts'
import { kernelsModule } from './kernels.ts'
import { sample } from './samples.ts'

export const POOLED = ['mean', 'attention'] as const
export const KINDS = [
  { cell: 'rnn' as const },
  ...VARIANTS.map((variant) => ({ cell: 'lstm' as const, variant })),
]
export const NAMED = KINDS.flatMap((kind) => POOLED.map((readout) => ({ ...kind, readout })))

export const SIZES = [
  { I: 2, H: 3, O: 2, T: 6, B: 2 },
  { I: 3, H: 11, O: 8, T: 9, B: 13 },
  { I: 9, H: 17, O: 1, T: 1, B: 20 },
]

/** A net and the textbook's input on the same numbers. */
export function inBoth(input: TextbookInput, { record = true, shared = false } = {}): Net {
  const { sizes, T, B, L, loss, operations = [] } = input
  const shape = { sizes, T, B, L, loss, operated: operations.length > 0 }
  const net = Net.create(kernelsModule, { ...shape, record, shared }, shape)
  net.intervene(operations)
  net.load(input.weights as Weights)
  net.work.setBatch(input)
  return net
}

/** With weights ±1/√H, but for the query, exact in float32. */
export function drawn(
  seed: number,
  kind: { cell: Cell; readout: PooledReadout },
  size: { I: number; H: number; O: number; T: number; B: number },
  loss: 'mse' | 'cross-entropy' = 'mse',
): TextbookInput {
  const input = sample(seed, { ...kind, ...size, loss, L: 1 })
  const weights = Object.fromEntries(
    weightEntries(input.weights).map(([name, values]) => [
      name,
      Float32Array.from(values, (w) => (name === 'readout.query' ? w : w / Math.sqrt(size.H))),
    ]),
  ) as unknown as Weights
  const [x, y] = [input.x, input.y].map((values) => Float32Array.from(values))
  return { ...input, weights, x, y, weight: undefined }
}
