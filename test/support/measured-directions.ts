/** Nets of known weights, and what is measured of one direction of a layer. */
import type { DirectionWeights, RecurrentLayer } from '../../src/engine/stack/types.ts'
import { measureDirection } from '../../src/inspection/given-net/x-ray/measure-direction.ts'
import type { NetFormat } from '../../src/net-files/net-file.ts'
import { directionOf, type LayerWish, layerOf, seededNumbers } from './stacks.ts'

export const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

/** A layer of small seeded numbers, changed by whoever asks, and measured. */
export async function measured(
  wish: LayerWish,
  change: (
    weights: DirectionWeights,
    layer: RecurrentLayer,
  ) => Partial<DirectionWeights> = () => ({}),
  format: NetFormat = 'pytorch',
) {
  const random = seededNumbers(5)
  const { layer, weights } = layerOf(wish, (size) => random(size).map((one) => one * 0.3))
  const all = { ...weights[0], ...change(weights[0], layer) }
  return measureDirection(layer, directionOf(all), format)
}

/** Biases that are these in each block. */
export const biases = (H: number, ...values: number[]): Partial<DirectionWeights> => ({
  inputBias: Float64Array.from({ length: values.length * H }, (_, k) => values[Math.floor(k / H)]),
  recurrentBias: new Float64Array(values.length * H),
})
export const LSTM = { kind: 'lstm', I: 2, H: 9 } as const
export const GRU = { kind: 'gru', I: 2, H: 9 } as const
