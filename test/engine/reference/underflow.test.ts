import { describe, expect, test } from 'vitest'
import { textbook } from '../../../src/engine/reference/index.ts'
import { sample } from '../../support/samples.ts'

/** An RNN of one unit: h_t = tanh(u x_t + w h_{t−1}), prediction h_T, target y. */
const oneUnit = (T: number, w: number, x: number[], y: number) => ({
  sizes: { cell: 'rnn', input: 1, hidden: 1, output: 1 } as const,
  weights: {
    weight_ih_l0: [1],
    weight_hh_l0: [w],
    bias_ih_l0: [0],
    bias_hh_l0: [0],
    'readout.weight': [1],
    'readout.bias': [0],
  },
  x,
  y: [y],
  T,
  B: 1,
  L: 1,
  loss: 'mse' as const,
})

/**
 * log10 |∂L/∂h_t| and |∂L/∂x_t| of oneUnit as sums of logarithms: 2 (h_T − y) · Π_{s>t} w
 * tanh'(z_s), and that times tanh'(z_t), with tanh' = 1/cosh².
 */
function closedForm(
  T: number,
  w: number,
  x: number[],
  y: number,
): { hidden: number[]; input: number[] } {
  const z: number[] = []
  for (let t = 0; t < T; t++) z[t] = x[t] + w * (t > 0 ? Math.tanh(z[t - 1]) : 0)
  const slope = z.map((value) => -2 * Math.log10(Math.cosh(value)))
  const hidden = [Math.log10(Math.abs(2 * (Math.tanh(z[T - 1]) - y)))]
  for (let t = T - 1; t > 0; t--) hidden.unshift(hidden[0] + Math.log10(Math.abs(w)) + slope[t])
  return { hidden, input: hidden.map((value, t) => value + slope[t]) }
}

describe('far below the range of float64', () => {
  test.each([0.5, -1e-3])('RNN, T = 1000, w = %f: the product of w tanh′', (w) => {
    const T = 1000
    const x = Array.from({ length: T }, (_, t) => Math.sin(t))
    const { profile, inputGradient } = textbook(oneUnit(T, w, x, 1))
    const expected = closedForm(T, w, x, 1)
    expect(expected.hidden[0]).toBeLessThan(-330)
    for (let t = 0; t < T; t++) {
      expect(profile.hidden[t]).toBeCloseTo(expected.hidden[t], 9)
      expect(profile.input[t]).toBeCloseTo(expected.input[t], 9)
    }
    expect(Math.abs(inputGradient[0])).toBe(0)
    expect(Math.abs(inputGradient[T - 1])).toBeGreaterThan(0)
  })

  test('RNN, T = 3000, a factor of 2 a step: above the range as well', () => {
    const { profile, parameters } = textbook(oneUnit(3000, 2, new Array(3000).fill(0), 1))
    expect(profile.hidden[0]).toBeCloseTo(Math.log10(2) * 3000, 9)
    expect(parameters.weight_hh_l0[0]).toBe(0) // every h is 0
  })

  test('LSTM of one unit: the belt falls by f each step, whatever the rest does', () => {
    const T = 1000
    const input = sample(3, { cell: 'lstm', loss: 'mse', I: 1, H: 1, O: 1, T, B: 1, L: 1 })
    const weights = { ...input.weights, bias_ih_l0: [0, -5, 0, 0] }
    const { profile, gates } = textbook({ ...input, weights })
    const belt = profile.belt as number[]
    const f = gates?.f ?? []
    for (let t = T - 1; t > 0; t--) expect(belt[t - 1] - belt[t]).toBeCloseTo(Math.log10(f[t]), 9)
    expect(belt[0]).toBeLessThan(-1000)
    // The rest has its own way back, through gates and hidden state, and the larger of the two
    // makes the whole.
    const [cell, rest] = [profile.cell as number[], profile.rest as number[]]
    expect(Math.abs(rest[0] - belt[0])).toBeGreaterThan(20)
    expect(cell[0]).toBeCloseTo(Math.max(belt[0], rest[0]), 9)
  })

  test('wide sequences keep finite profiles', () => {
    for (const cell of ['rnn', 'lstm'] as const) {
      const input = sample(4, { cell, loss: 'mse', I: 2, H: 5, O: 1, T: 1000, B: 3, L: 1 })
      const small = Array.from(input.weights.weight_hh_l0).map((w) => w * 0.01)
      const { profile } = textbook({ ...input, weights: { ...input.weights, weight_hh_l0: small } })
      expect(profile.hidden.every(Number.isFinite)).toBe(true)
      expect(profile.hidden[0]).toBeLessThan(cell === 'rnn' ? -1500 : -45)
    }
  })
})

describe('a saturated unit', () => {
  test.each([25, -100, 300])('z = %i: tanh′ = 4 e^(−2|z|)', (z) => {
    const { profile } = textbook(oneUnit(1, 0, [z], 0))
    expect(profile.input[0]).toBeCloseTo(Math.log10(2 * 4) - 2 * Math.abs(z) * Math.LOG10E, 9)
  })

  test('a sure and right answer under cross-entropy still has its tiny gradient', () => {
    const input = sample(1, {
      cell: 'rnn',
      loss: 'cross-entropy',
      I: 1,
      H: 1,
      O: 2,
      T: 1,
      B: 1,
      L: 1,
    })
    const weights = { ...input.weights, 'readout.weight': [0, 0], 'readout.bias': [60, 0] }
    const { parameters, loss } = textbook({ ...input, weights, y: [1, 0], weight: undefined })
    expect(loss / Math.exp(-60)).toBeCloseTo(1, 12)
    expect(parameters['readout.bias'][0] / -Math.exp(-60)).toBeCloseTo(1, 12)
    expect(parameters['readout.bias'][1] / Math.exp(-60)).toBeCloseTo(1, 12)
  })
})

describe('exactly zero is null', () => {
  test('no recurrent weight: nothing before T', () => {
    const { profile } = textbook(oneUnit(4, 0, [1, 2, 3, 4], 0.5))
    expect(profile.hidden.map((value) => value === null)).toEqual([true, true, true, false])
    expect(profile.input.map((value) => value === null)).toEqual([true, true, true, false])
  })

  test('a right answer: nothing anywhere', () => {
    const right = Math.tanh(3)
    const { profile, loss } = textbook(oneUnit(2, 0.5, [0, 3], right))
    expect(loss).toBe(0)
    expect(profile.hidden).toEqual([null, null])
  })

  test('LSTM: with one answer, nothing comes back to T through gates', () => {
    const { profile } = textbook(
      sample(2, { cell: 'lstm', loss: 'mse', I: 1, H: 2, O: 1, T: 3, B: 1, L: 1 }),
    )
    expect(profile.rest?.map((value) => value === null)).toEqual([false, false, true])
    expect(profile.belt?.[2]).toBe(profile.cell?.[2])
  })
})
