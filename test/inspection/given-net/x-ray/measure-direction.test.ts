/** What is measured of a layer: its own form's functions, and each oddity beside a twin without. */
import { describe, expect, it } from 'vitest'
import type { RecurrentLayer } from '../../../../src/engine/stack/types.ts'
import { biases, GRU, LSTM, measured, sigmoid } from '../../../support/measured-directions.ts'

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
