/**
 * Where sequences begin and end, and relu: the derivatives are those of the loss, by central
 * differences.
 */
import { describe, expect, test } from 'vitest'
import { type TextbookInput, textbook, textbookLoss } from '../../../src/engine/reference/index.ts'
import { type Variant, WEIGHT_NAMES } from '../../../src/engine/types.ts'
import { OPERATIONS } from '../../support/operations.ts'
import { sample } from '../../support/samples.ts'

const H = 3
const T = 6
const B = 3
const LENGTHS = [6, 2, 4]
const numbers = (from: number) => Array.from({ length: B * H }, (_, k) => Math.sin(from + k))

/** Every sequence is asked at its own last step alone. */
const asked = Array.from({ length: T * B }, (_, k) =>
  Math.floor(k / B) === LENGTHS[k % B] - 1 ? 1 : 0,
)

function given(cell: 'rnn' | 'lstm', variant?: Variant): TextbookInput {
  const input = sample(4, { cell, variant, loss: 'mse', I: 2, H, O: 2, T, B, L: T })
  return {
    ...input,
    weight: asked,
    lengths: LENGTHS,
    h0: numbers(1),
    ...(cell === 'lstm' ? { c0: numbers(9) } : {}),
  }
}

function expectDerivatives(input: TextbookInput): void {
  const { parameters, inputGradient } = textbook(input)
  const differences = (values: number[], change: (changed: number[]) => TextbookInput) =>
    values.map((value, k) => {
      const at = (moved: number) => textbookLoss(change(values.with(k, moved)))
      return (at(value + 1e-5) - at(value - 1e-5)) / 2e-5
    })
  const near = (found: ArrayLike<number>, expected: number[]) => {
    const largest = Math.max(...parameters['readout.bias'].map(Math.abs))
    expect(
      Math.max(...expected.map((value, k) => Math.abs(value - found[k]))) / largest,
    ).toBeLessThan(1e-6)
  }
  for (const name of WEIGHT_NAMES) {
    const change = (changed: number[]) => ({
      ...input,
      weights: { ...input.weights, [name]: changed },
    })
    near(parameters[name], differences(Array.from(input.weights[name]), change))
  }
  near(
    inputGradient,
    differences(Array.from(input.x), (x) => ({ ...input, x })),
  )
}

describe('sequences that begin at h0 and c0 and end at their own lengths', () => {
  test.each([
    ['rnn', undefined],
    ['lstm', 'standard'],
    ['lstm', 'coupled'],
    ['lstm', 'no-output-tanh'],
    ['lstm', 'gru'],
  ] as const)('%s %s has the derivatives of its own loss', (cell, variant) => {
    expectDerivatives(given(cell, variant))
  })

  test('a relu RNN, too', () => expectDerivatives({ ...given('rnn'), nonlinearity: 'relu' }))

  test('under surgery, too', () => {
    const everything = OPERATIONS.find(({ name }) => name === 'everything at once')?.operations
    expectDerivatives({ ...given('lstm'), operations: everything })
  })

  test('have no states and no gradient behind their end', () => {
    const { hidden, cell, inputGradient } = textbook(given('lstm'))
    for (const states of [hidden, cell ?? []]) {
      for (let t = 0; t < T; t++) {
        for (let b = 0; b < B; b++) {
          const state = Array.from(states.slice((t * B + b) * H, (t * B + b + 1) * H))
          expect(state.every((value) => value === 0)).toBe(t >= LENGTHS[b])
        }
      }
    }
    expect(Array.from(inputGradient.slice((5 * B + 1) * 2, (5 * B + 2) * 2))).toEqual([0, 0])
  })

  test('end as if the sequence were that short', () => {
    const input = given('lstm')
    const { hidden } = textbook(input)
    const short = {
      ...input,
      x: Array.from(input.x).slice(0, 2 * B * 2),
      T: 2,
      L: 2,
      lengths: [2, 2, 2],
    }
    const cut = textbook({
      ...short,
      y: Array.from(input.y).slice(0, 2 * B * 2),
      weight: [0, 0, 0, 1, 1, 1],
    })
    expect(Array.from(hidden.slice((B + 1) * H, (B + 2) * H))).toEqual(
      Array.from(cut.hidden.slice((B + 1) * H, (B + 2) * H)),
    )
  })
})

describe('relu', () => {
  test('is z where z is above 0, else 0, and so is its slope', () => {
    const net = (w: number): TextbookInput => ({
      ...{
        sizes: { cell: 'rnn', input: 1, hidden: 1, output: 1 },
        x: [w],
        y: [0],
        T: 1,
        B: 1,
        L: 1,
        loss: 'mse',
      },
      weights: {
        ...{ weight_ih_l0: [1], weight_hh_l0: [0], bias_ih_l0: [0], bias_hh_l0: [0] },
        ...{ 'readout.weight': [1], 'readout.bias': [1] },
      },
      nonlinearity: 'relu',
    })
    const slope = (x: number) => textbook(net(x)).inputGradient[0]
    expect([-2, 0, 3].map((x) => textbook(net(x)).hidden[0])).toEqual([0, 0, 3])
    expect([-2, 0, 3].map(slope)).toEqual([0, 0, 8])
  })

  test('the profile goes on below the underflow: half at every step for 4,000 steps', () => {
    const T = 4000
    const one = (value: number) => [value]
    const { profile } = textbook({
      ...{
        sizes: { cell: 'rnn', input: 1, hidden: 1, output: 1 },
        T,
        B: 1,
        L: 1,
        loss: 'mse',
        nonlinearity: 'relu',
      },
      x: new Array(T).fill(1),
      y: [0],
      weights: {
        ...{ weight_ih_l0: one(1), weight_hh_l0: one(0.5), bias_ih_l0: one(0), bias_hh_l0: one(0) },
        ...{ 'readout.weight': one(1), 'readout.bias': one(0) },
      },
    })
    // h_T = 2 and ∂L/∂h_T = 4.
    expect(profile.hidden[T - 1]).toBeCloseTo(Math.log10(4), 6)
    expect(profile.hidden[0]).toBeCloseTo(Math.log10(4) - (T - 1) * Math.log10(2), 6)
  })
})
