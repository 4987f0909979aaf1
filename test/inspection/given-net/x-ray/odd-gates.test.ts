/** What is odd in the weights of a direction. */
import { expect, it } from 'vitest'
import { biases, GRU, LSTM, measured } from '../../../support/measured-directions.ts'
import type { LayerWish } from '../../../support/stacks.ts'

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
