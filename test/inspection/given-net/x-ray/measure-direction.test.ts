/** What is measured of a layer: its own form's functions, and each oddity beside a twin without. */
import { describe, expect, it } from 'vitest'
import type { DirectionWeights, RecurrentLayer } from '../../../../src/engine/stack/types.ts'
import { measureDirection } from '../../../../src/inspection/given-net/x-ray/measure-direction.ts'
import type { NetFormat } from '../../../../src/net-files/net-file.ts'
import { directionOf, type LayerWish, layerOf, seededNumbers } from '../../../support/stacks.ts'

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

/** A layer of small seeded numbers, changed by whoever asks, and measured. */
async function measured(
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
const biases = (H: number, ...values: number[]): Partial<DirectionWeights> => ({
  inputBias: Float64Array.from({ length: values.length * H }, (_, k) => values[Math.floor(k / H)]),
  recurrentBias: new Float64Array(values.length * H),
})
const LSTM = { kind: 'lstm', I: 2, H: 9 } as const
const GRU = { kind: 'gru', I: 2, H: 9 } as const

describe('the gate that keeps', () => {
  it('is σ of both biases', async () => {
    let expected: number[] = []
    const { memory } = await measured(LSTM, ({ inputBias, recurrentBias }) => {
      expected = Array.from({ length: 9 }, (_, k) =>
        sigmoid((inputBias?.[9 + k] ?? 0) + (recurrentBias?.[9 + k] ?? 0)),
      )
      return {}
    })
    expect(memory?.gate).toBe('f')
    for (const [k, value] of expected.entries()) expect(memory?.values[k]).toBeCloseTo(value, 11)
  })

  it('is z of a GRU, and none of an RNN', async () => {
    const { memory } = await measured(GRU, () => biases(9, -5, 1.5, 5))
    expect(memory?.gate).toBe('z')
    expect(memory?.mean).toBeCloseTo(sigmoid(1.5), 11)
    const rnn = await measured({ kind: 'rnn', I: 2, H: 9 })
    expect(rnn.memory).toBeNull()
    expect(rnn.decay?.radius).toBe(rnn.blocks[0].radius)
    expect(rnn.decay?.singular?.[0]).toBeCloseTo(Number(rnn.blocks[0].norm), 6)
  })

  const at = async (form: Partial<RecurrentLayer['form']>, ...values: number[]) =>
    (await measured({ ...LSTM, form }, () => biases(9, ...values))).memory?.mean

  it('has what its form adds, clips, and puts in the place of σ', async () => {
    expect(await at({ forgetBias: 1 }, 0, 0.5, 0, 0)).toBeCloseTo(sigmoid(1.5), 11)
    expect(await at({ clip: 2, forgetBias: 1 }, 0, 3, 0, 0)).toBeCloseTo(sigmoid(2), 11)
    const gate = { is: 'hard-sigmoid', slope: 0.2, offset: 0.5 } as const
    expect(await at({ gate }, 0, 1, 0, 0)).toBeCloseTo(0.7, 11)
    expect(await at({ gate }, 0, 3, 0, 0)).toBe(1)
  })

  it('is 1 − i or f itself where both are coupled, and 1 where it is left out', async () => {
    const coupled = { coupled: true } as const
    expect(await at(coupled, 2, 7, 0, 0)).toBeCloseTo(1 - sigmoid(2), 11)
    expect(await at({ ...coupled, coupledFrom: 'f' }, 7, 2, 0, 0)).toBeCloseTo(sigmoid(2), 11)
    const { memory, blocks } = await measured({ ...LSTM, form: { leftOut: 'f' } })
    expect(memory).toMatchObject({ mean: 1, never: 9, halfLife: { longest: null } })
    expect(blocks.map(({ gate }) => gate)).toEqual(['i', 'g', 'o'])
  })

  it("is none of brain.js's LSTM, which has no cell state", async () => {
    const { memory, odd } = await measured({ kind: 'brain-lstm', I: 2, H: 3 })
    expect(memory).toBeNull()
    expect(odd).toEqual([{ is: 'no-cell-state' }])
  })
})

describe('the blocks', () => {
  it('have their own biases and matrices', async () => {
    const { blocks, recurrent } = await measured(LSTM, () => ({
      ...biases(9, -4, 1, 0, 4),
      // I, 2·I, 3·I, 4·I
      recurrent: Float64Array.from({ length: 4 * 81 }, (_, k) =>
        k % 9 === Math.floor(k / 9) % 9 ? 1 + Math.floor(k / 81) : 0,
      ),
    }))
    expect(blocks.map(({ gate, bias }) => [gate, bias])).toEqual([
      ['i', { mean: expect.closeTo(-4, 10), deviation: expect.closeTo(0, 10) }],
      ['f', { mean: expect.closeTo(1, 10), deviation: expect.closeTo(0, 10) }],
      ['g', { mean: 0, deviation: 0 }],
      ['o', { mean: expect.closeTo(4, 10), deviation: expect.closeTo(0, 10) }],
    ])
    for (const [k, { norm, radius, spread }] of blocks.entries()) {
      expect(norm).toBeCloseTo(k + 1, 6)
      expect(radius).toBeCloseTo(k + 1, 6)
      expect(spread).toBeCloseTo(0, 10)
    }
    expect(recurrent.norm).toBeCloseTo(Math.sqrt(1 + 4 + 9 + 16), 6)
  })

  it('are saturated beyond |σ − 0.5| = 0.45, and so is tanh', async () => {
    const edge = Math.log(19) // σ = 0.95
    const saturated = async (z: number) =>
      (await measured(LSTM, () => biases(9, z, -z, z / 2, 0))).blocks.map((one) => one.saturated)
    expect(await saturated(edge - 0.001)).toEqual([0, 0, 0, 0])
    expect(await saturated(edge + 0.001)).toEqual([9, 9, 9, 0])
    const relu = await measured({ kind: 'rnn', I: 1, H: 3, form: { candidate: { is: 'relu' } } })
    expect(relu.blocks[0].saturated).toBeNull()
  })

  it('go through a projection: ρ of P·U', async () => {
    const { blocks } = await measured({ kind: 'lstm', I: 1, H: 2, R: 1 }, () => ({
      recurrent: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
      projection: Float64Array.from([0.5, 0.25]),
    }))
    // 0.5·1 + 0.25·2 …
    for (const [k, expected] of [1, 2.5, 4, 5.5].entries())
      expect(blocks[k].radius).toBeCloseTo(expected, 6)
  })
})

describe('left alone', () => {
  /** No recurrent matrix: a cell of its own, c = (i·g)/(1 − f) where it comes to rest. */
  const cut = (z: number[]) => () => ({ ...biases(9, ...z), recurrent: new Float64Array(4 * 81) })

  it('a cell without recurrence comes to rest where i·g = (1 − f)·c', async () => {
    const { alone } = await measured(LSTM, cut([0.5, 1, 0.7, 0]))
    const c = (sigmoid(0.5) * Math.tanh(0.7)) / (1 - sigmoid(1))
    expect(alone).toMatchObject({ steps: 1000, settled: true })
    expect(alone?.units[0]).toEqual({ unit: 1, state: expect.closeTo(c, 9) })
    expect(alone?.memory?.mean).toBeCloseTo(sigmoid(1), 11)
  })

  it('one that goes on is told, beside one that does not', async () => {
    // f = 0.999: after 1,000 steps 63 % of the way to i·g/(1 − f)
    const f = Math.log(999)
    const far = await measured(LSTM, cut([0, f, 1, 0]))
    expect(far.alone?.settled).toBe(false)
    const c = (0.5 * Math.tanh(1) * (1 - 0.999 ** 1000)) / 0.001
    expect(far.alone?.units[0].state).toBeCloseTo(c, 5)
    expect(far.odd.find(({ is }) => is === 'far-cell')).toMatchObject({ units: { length: 8 } })
    const near = await measured(LSTM, cut([0, f, 0.05, 0]))
    expect(near.alone?.units[0].state).toBeLessThan(20)
    expect(near.odd.filter(({ is }) => is !== 'all-zero')).toEqual([])
  })

  it('an RNN fades or stays by its matrix', async () => {
    const rnn = { kind: 'rnn', I: 1, H: 1 } as const
    const state = async (u: number, b: number) => {
      const { alone } = await measured(rnn, () => ({
        ...{ recurrent: Float64Array.of(u), inputBias: Float64Array.of(b), recurrentBias: null },
      }))
      return alone?.units[0].state ?? Number.NaN
    }
    expect(await state(0.5, 0)).toBe(0)
    const held = await state(2, 0.1)
    expect(held).toBeCloseTo(Math.tanh(2 * held + 0.1), 11)
    expect(held).toBeGreaterThan(0.9)
  })
})

describe('what is odd', () => {
  it('nothing about seeded numbers', async () => {
    for (const kind of ['rnn', 'lstm', 'gru'] as const)
      expect((await measured({ kind, I: 2, H: 9 })).odd).toEqual([])
  })

  it('NaN and infinite weights, by name and place; and nothing crashes', async () => {
    const { odd, blocks, memory } = await measured(LSTM, ({ recurrent, inputBias }) => {
      recurrent[9 * 9 + 3] = Number.NaN
      recurrent[9 * 9 + 4] = Number.POSITIVE_INFINITY
      if (inputBias) inputBias[10] = Number.NEGATIVE_INFINITY
      return {}
    })
    expect(odd).toEqual([
      { is: 'not-finite', tensor: 'recurrent', count: 2, index: [9, 3], value: 'NaN' },
      { is: 'not-finite', tensor: 'inputBias', count: 1, index: [10], value: '-Infinity' },
    ])
    expect(blocks[1]).toMatchObject({ norm: null, radius: null, spread: null, bias: null })
    expect(blocks[0].norm).not.toBeNull()
    expect(memory?.mean).not.toBeNull()
  })

  it('a matrix of zeros, but not a bias', async () => {
    const { odd } = await measured(GRU, ({ input }) => {
      input.fill(0)
      return { recurrentBias: new Float64Array(27) }
    })
    expect(odd).toEqual([{ is: 'all-zero', tensor: 'input' }])
  })

  it('a forget bias of exactly 0 on all units, and no bias', async () => {
    const odd = async (last: number) =>
      (
        await measured(LSTM, () => {
          const { inputBias = null } = biases(9, 0.3, 0, 0.1, 0.2)
          if (inputBias) inputBias[17] = last
          return { inputBias, recurrentBias: null }
        })
      ).odd
    expect(await odd(0)).toEqual([{ is: 'forget-bias-zero', biased: true }])
    expect(await odd(1e-9)).toEqual([])
    expect((await measured({ ...LSTM, bias: false })).odd).toEqual([
      { is: 'forget-bias-zero', biased: false },
    ])
    const added = await measured({ ...LSTM, bias: false, form: { forgetBias: 1 } })
    expect(added.odd).toEqual([])
  })

  it('a gate that never opens', async () => {
    const bound = Math.log(0.01 / 0.99)
    const odd = async (by: number, wish: Partial<LayerWish> = {}) =>
      (
        await measured({ ...LSTM, ...wish }, ({ input, recurrent }) => {
          const { inputBias = null, ...rest } = biases(9, 0.1, 0.2, 0.1, 0.1)
          const sizes = [...input.slice(54, 56), ...recurrent.slice(27 * 9, 28 * 9)].map(Math.abs)
          if (inputBias) inputBias[27] = bound - sizes.reduce((sum, one) => sum + one, 0) + by
          return { inputBias, ...rest }
        })
      ).odd
    expect(await odd(-1e-6)).toEqual([{ is: 'never-opens', gate: 'o', count: 1, units: [1] }])
    expect(await odd(1e-6)).toEqual([])
    // With a peephole c may open it.
    expect(await odd(-1e-6, { peepholes: true })).toEqual([])
  })

  it('biases of 1 on another block than f: a hint', async () => {
    const odd = async (H: number, ...values: number[]) =>
      (await measured({ ...LSTM, H }, () => biases(H, ...values))).odd
    expect(await odd(9, 0, 0.01, 1, 0)).toEqual([
      { is: 'gate-order', block: 'g', mean: expect.closeTo(1, 10) },
    ])
    expect(await odd(9, 0, 1, 0, 0)).toEqual([])
    expect(await odd(9, 0, 0.5, 1, 0)).toEqual([])
    expect(await odd(9, 1, 0.01, 1, 0)).toEqual([])
    expect(await odd(7, 0, 0.01, 1, 0)).toEqual([])
  })

  it("biases of exactly 0 in what brain.js trained, and in nobody else's", async () => {
    const wish = { kind: 'brain-lstm', I: 2, H: 3 } as const
    const zero = () => biases(3, 0.1, 0, 0.2, 0.3)
    expect((await measured(wish, zero, 'brain.js')).odd).toEqual([
      { is: 'no-cell-state' },
      { is: 'untrained-biases', gates: ['f'] },
    ])
    expect((await measured(GRU, () => biases(9, 0, 0.1, 0.2))).odd).toEqual([])
  })

  it('gates beyond where runtimes approximate σ', async () => {
    const odd = async (z: number) => (await measured(LSTM, () => biases(9, 0.1, z, 0, 0.1))).odd
    expect(await odd(16.5)).toEqual([
      { is: 'beyond-approximation', gate: 'f', count: 9, units: [1, 2, 3, 4, 5, 6, 7, 8] },
    ])
    expect(await odd(15.5)).toEqual([])
  })
})
