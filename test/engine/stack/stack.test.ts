/** Dense layers and embeddings, the cell path, and gradients below the underflow. */
import { describe, expect, it } from 'vitest'
import { plain, scaled, zero } from '../../../src/engine/reference/scaled-vector.ts'
import { squash } from '../../../src/engine/stack/activations.ts'
import { loadStack } from '../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../src/engine/stack/stack.ts'
import type { Activation, DenseStep, EmbeddingStep, Step } from '../../../src/engine/stack/types.ts'
import {
  askedOf,
  centralDifferences,
  directionOf,
  forwardOf,
  layerOf,
  seededNumbers,
  weightedOutput,
} from '../../support/stacks.ts'

const ACTIVATIONS: Activation[] = [
  ...(['tanh', 'sigmoid', 'relu', 'identity', 'softsign', 'softplus', 'elu', 'selu'] as const).map(
    (is) => ({ is }),
  ),
  ...(['gelu', 'silu', 'softmax'] as const).map((is) => ({ is })),
  { is: 'hard-sigmoid', slope: 1 / 6, offset: 0.5 },
  { is: 'leaky-relu', slope: 0.01 },
  { is: 'scaled-tanh', scale: 1.7, slope: 0.6 },
  { is: 'affine', slope: 2, offset: -1 },
]

/** At z = -2, 0.5, 3.5, by PyTorch 1.13 in float64. */
const VALUES: Record<string, [number, number, number]> = {
  softsign: [-0.6666666666666666, 0.3333333333333333, 0.7777777777777778],
  softplus: [0.1269280110429725, 0.9740769841801067, 3.5297504182726205],
  elu: [-0.8646647167633873, 0.5, 3.5],
  selu: [-1.5201664685956948, 0.5253504936777402, 3.677453455744182],
  gelu: [-0.04550026389635842, 0.34573123063700656, 3.4991857982233756],
  silu: [-0.2384058440442351, 0.3112296656009273, 3.3974071923702525],
  'hard-sigmoid': [0.16666666666666666, 0.5833333333333334, 1],
  'leaky-relu': [-0.02, 0.5, 3.5],
}

describe.each(ACTIVATIONS)('$is', (activation) => {
  const a = squash(activation, 3)
  if (VALUES[activation.is])
    it('is what PyTorch computes', () => {
      const found = a.value(Float64Array.of(-2, 0.5, 3.5))
      for (const [k, value] of VALUES[activation.is].entries())
        expect(found[k]).toBeCloseTo(value, 14)
    })

  it('goes back by its slope', async () => {
    const z = Float64Array.of(-4.2, -0.7, -0.1, 0.3, 1.1, 3.7)
    const d = seededNumbers(3)(6)
    const back = plain(a.back(scaled(d), z, a.value(z)))
    const f = async () => a.value(z).reduce((sum, value, k) => sum + d[k] * value, 0)
    const expected = await centralDifferences(z, f)
    for (const [k, value] of expected.entries()) expect(back[k]).toBeCloseTo(value, 8)
  })

  it('has its complement', () => {
    const z = Float64Array.of(-4.2, -0.7, -0.1, 0.3, 1.1, 3.7)
    const value = a.value(z)
    for (const [k, rest] of a.complement(z, value).entries())
      expect(rest).toBeCloseTo(1 - value[k], 14)
  })
})

it('knows 1 - σ where σ rounds to 1, and gelu in the tails', () => {
  const [z] = [Float64Array.of(50)]
  const gate = squash({ is: 'sigmoid' }, 1)
  expect(gate.complement(z, gate.value(z))[0] / Math.exp(-50)).toBeCloseTo(1, 14)
  // -5·Φ(-5), Φ(-5) = 2.866515718791939e-7; both formulas around 1.5
  const gelu = squash({ is: 'gelu' }, 1)
  expect(gelu.value(Float64Array.of(-5))[0] / (-5 * 2.866515718791939e-7)).toBeCloseTo(1, 13)
  const [below, above] = gelu.value(Float64Array.of(-1.5, -1.5 - 1e-15))
  expect(below / above).toBeCloseTo(1, 13)
})

const numbers = seededNumbers(5)
const embedding = (weight: Float64Array): EmbeddingStep => ({
  ...{ is: 'embedding', name: 'e', symbols: 5, output: 2, tensors: { weight: 'e' } },
  load: async () => ({ weight }),
})
const dense = (weight: Float64Array, bias: Float64Array, activation: Activation): DenseStep => ({
  ...{ is: 'dense', name: 'd', input: 6, output: 3, activation },
  tensors: { weight: 'w', bias: 'b' },
  load: async () => ({ weight, bias }),
})

describe('embedding, both directions, dense softmax', () => {
  const [T, B] = [4, 2]
  const [E, W, b] = [numbers(10), numbers(18), numbers(3)]
  const { layer } = layerOf({ kind: 'lstm', I: 2, H: 3, directions: 'both' }, numbers)
  const steps: Step[] = [embedding(E), layer, dense(W, b, { is: 'softmax' })]
  const x = Float64Array.of(0, 3, 4, 4, 1, 0, 2, 0)
  const input = { x, T, B, lengths: [4, 2], starts: [] }

  it('differentiates every weight', async () => {
    const run = await forwardOf(steps, input)
    const cotangent = numbers(run.outputs.values.length)
    const { others, dx } = run.back({ outputs: askedOf(cotangent, T), parameters: true })
    const f = () => weightedOutput(steps, input, cotangent)
    for (const [found, values] of [
      [others.get(0)?.weight, E],
      [others.get(2)?.weight, W],
      [others.get(2)?.bias, b],
    ] as [Float64Array, Float64Array][]) {
      const expected = await centralDifferences(values, f)
      for (const [k, value] of expected.entries()) expect(found[k]).toBeCloseTo(value, 8)
    }
    // symbol 4 of sequence 1 at t = 2, and of sequence 2 at t = 2
    expect(plain(dx[1])).toHaveLength(B * 2)
  })

  it('gives nothing behind the end of a sequence', async () => {
    const { outputs } = await forwardOf(steps, input)
    const ofSecond = Array.from({ length: T }, (_, t) => [
      ...outputs.values.slice((t * B + 1) * 3, (t * B + 2) * 3),
    ])
    expect(ofSecond[2]).toEqual([0, 0, 0])
    expect(ofSecond[1].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 14)
  })

  it('refuses what is no symbol', async () => {
    const wrong = { ...input, x: Float64Array.of(0, 3, 5, 4, 1, 0, 2, 0) }
    await expect(forwardOf(steps, wrong)).rejects.toThrow('5 is no symbol')
  })
})

/** One unit whose gates are what their biases say. */
const unit = (biases: [number, number, number, number]) => {
  const { layer } = layerOf({ kind: 'lstm', I: 1, H: 1 }, (size) => new Float64Array(size))
  const weights = {
    ...{ input: new Float64Array(4), recurrent: new Float64Array(4) },
    ...{ inputBias: Float64Array.from(biases), recurrentBias: null },
    ...{ peepholes: null, projection: null, h0: null, c0: null },
  }
  return { ...layer, forward: directionOf(weights) }
}

it('carries the belt by the product of forget gates, and below 1e-300', async () => {
  const T = 2000
  const z = -2
  const steps = [unit([0, z, 0.5, 1])]
  const run = await forwardOf(steps, { x: new Float64Array(T), T, B: 1, lengths: null, starts: [] })
  const outputs = Array.from({ length: T }, (_, t) =>
    t === T - 1 ? scaled(Float64Array.of(1)) : zero(1),
  )
  const [[{ profile, parameters }]] = run.back({ outputs, parameters: false }).layers
  const f = 1 / (1 + Math.exp(-z))
  const { belt, cell, rest } = profile
  const last = belt?.[T - 1] as number
  expect(belt?.[0]).toBeCloseTo(last + (T - 1) * Math.log10(f), 8)
  expect(belt?.[0]).toBeLessThan(-1800)
  expect(cell).toEqual(belt)
  expect(new Set(rest)).toEqual(new Set([null])) // no weight from h to any gate
  expect(parameters).toBeNull()
})

it('begins where it is told, sequence by sequence, else where the file says', async () => {
  const layer = unit([0, 50, 0, 50]) // c_t = c_{t−1}, h_t = tanh(c_t)
  const weights = await layer.forward.load()
  const start = { ...layer, forward: directionOf({ ...weights, c0: Float64Array.of(0.3) }) }
  const stack = await loadStack({ steps: [start] })
  const input = { x: new Float64Array(4), T: 2, B: 2, lengths: null }
  const fromFile = runStack(stack, { ...input, starts: [] }).outputs.values
  for (const value of fromFile) expect(value).toBeCloseTo(Math.tanh(0.3), 12)
  const c0 = Float64Array.of(0.1, -0.2)
  const asked = runStack(stack, { ...input, starts: [[{ h0: null, c0 }]] }).outputs.values
  for (const [k, value] of asked.entries()) expect(value).toBeCloseTo(Math.tanh(c0[k % 2]), 12)
})

it('tells of each time step of each direction, there and back', async () => {
  const { layer } = layerOf({ kind: 'lstm', I: 2, H: 3, directions: 'both' }, seededNumbers(2))
  const { layer: above } = layerOf({ kind: 'gru', I: 6, H: 2 }, seededNumbers(3))
  let told = 0
  const onStep = () => void told++
  const x = seededNumbers(4)(5 * 2)
  const input = { x, T: 5, B: 1, lengths: null, starts: [], onStep }
  const run = await forwardOf([layer, above], input)
  expect(told).toBe(15)
  run.back({ outputs: null, parameters: false })
  expect(told).toBe(30)
})
