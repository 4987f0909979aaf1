/** The same LSTM variant in kernels and textbook, and how far apart they are. */
import { Net } from '../../src/engine/net.ts'
import { type Operation, type Weights, weightEntries } from '../../src/engine/types.ts'
import { kernelsModule } from './kernels.ts'
import { type Shape, sample } from './samples.ts'

/** Sizes that are multiples of nothing, and one of several row blocks and panels. */
export const SHAPES = [
  { loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 2, L: 2 },
  { loss: 'cross-entropy', I: 3, H: 11, O: 5, T: 9, B: 13, L: 1 },
  { loss: 'mse', I: 9, H: 17, O: 1, T: 7, B: 20, L: 7 },
] as const

/** The same random net and batch in kernels and textbook, weights ±1/√H. */
export function both(
  seed: number,
  shape: Omit<Shape, 'cell'>,
  operations: readonly Operation[] = [],
) {
  const input = sample(seed, { cell: 'lstm', ...shape })
  const entries = weightEntries(input.weights).map(([name, values]) => [
    name,
    Float32Array.from(values, (w) => w / Math.sqrt(shape.H)),
  ])
  const weights: Weights = Object.fromEntries(entries)
  const exact = {
    ...input,
    weights,
    x: Float32Array.from(input.x),
    y: Float32Array.from(input.y),
    weight: undefined,
    operations,
  }
  const { T, B, L, loss } = shape
  const common = { sizes: input.sizes, T, B, L, loss, operated: operations.length > 0 }
  const net = Net.create(kernelsModule, { ...common, record: true }, common)
  if (operations.length > 0) net.intervene(operations)
  net.load(weights)
  net.work.setBatch(exact)
  return { net, exact, weights }
}

/** Largest difference, relative to the largest entry (or to 1e-3). */
export function offBy(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const values = Array.from(expected)
  const largest = Math.max(1e-3, ...values.map(Math.abs))
  return Math.max(...values.map((value, n) => Math.abs(found[n] - value))) / largest
}
