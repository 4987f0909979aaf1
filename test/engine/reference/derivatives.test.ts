import { describe, expect, test } from 'vitest'
import { textbook, textbookLoss } from '../../../src/engine/reference/index.ts'
import { WEIGHT_NAMES } from '../../../src/engine/types.ts'
import { lstmByAutograd } from '../../support/autograd.ts'
import { sample } from '../../support/samples.ts'

/** Central differences of the loss with respect to every entry of one of its inputs. */
function centralDifferences(values: number[], loss: (changed: number[]) => number): number[] {
  const step = 1e-5
  return values.map(
    (value, k) =>
      (loss(values.with(k, value + step)) - loss(values.with(k, value - step))) / (2 * step),
  )
}

/** Within 1e-6 of the largest entry of all gradients. */
function expectNear(actual: ArrayLike<number>, expected: number[], largest: number): void {
  const worst = Math.max(...expected.map((e, k) => Math.abs(e - actual[k])))
  expect(worst / largest).toBeLessThan(1e-6)
}

const norm = (v: number[]) => Math.hypot(...v)

describe.each(['rnn', 'lstm'] as const)('finite differences: %s', (cell) => {
  describe.each(['mse', 'cross-entropy'] as const)('%s', (loss) => {
    const shapes = [
      { I: 2, H: 3, O: 3, T: 6, B: 2, L: 1 },
      { I: 1, H: 4, O: 2, T: 5, B: 3, L: 5 },
      { I: 3, H: 1, O: 4, T: 4, B: 1, L: 2 },
    ]
    test.each(shapes)('I=$I H=$H O=$O T=$T B=$B L=$L', (shape) => {
      const input = sample(shape.H, { cell, loss, ...shape })
      const { parameters, inputGradient } = textbook(input)
      const largest = Math.max(
        ...inputGradient.map(Math.abs),
        ...parameters['readout.bias'].map(Math.abs),
      )
      for (const name of WEIGHT_NAMES) {
        const differences = centralDifferences(Array.from(input.weights[name]), (changed) =>
          textbookLoss({ ...input, weights: { ...input.weights, [name]: changed } }),
        )
        expectNear(parameters[name], differences, largest)
      }
      const differences = centralDifferences(Array.from(input.x), (x) =>
        textbookLoss({ ...input, x }),
      )
      expectNear(inputGradient, differences, largest)
    })
  })
})

describe('position weights', () => {
  const input = sample(5, { cell: 'rnn', loss: 'mse', I: 1, H: 3, O: 2, T: 4, B: 2, L: 3 })

  test('by default every position counts the same', () => {
    const plainMean = textbook({ ...input, weight: undefined })
    expect(textbook({ ...input, weight: new Array(6).fill(7) }).loss).toBeCloseTo(
      plainMean.loss,
      14,
    )
    const squares = plainMean.prediction.map((p, k) => (p - input.y[k]) ** 2)
    expect(plainMean.loss).toBeCloseTo(squares.reduce((a, b) => a + b) / squares.length, 14)
  })

  test('a position of weight 0 is as if it were not answered', () => {
    const onlyLast = textbook({ ...input, weight: [0, 0, 0, 0, 1, 1] })
    const short = textbook({ ...input, L: 1, y: Array.from(input.y).slice(-4), weight: undefined })
    expect(onlyLast.loss).toBe(short.loss)
    expect(onlyLast.parameters).toEqual(short.parameters)
    expect(onlyLast.profile).toEqual(short.profile)
  })
})

describe('total derivatives of the states, against scalar autograd', () => {
  test.each([1, 3, 6])('L=%i: hidden, cell, belt; belt + rest = cell', (L) => {
    const input = sample(L, { cell: 'lstm', loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 2, L })
    const all = lstmByAutograd(input, {})
    const belt = lstmByAutograd(input, { gates: () => true }).dc
    const rest = all.dc.map((step, t) => step.map((value, k) => value - belt[t][k]))
    const { profile } = textbook(input)
    const expected = { hidden: all.dh, cell: all.dc, belt, rest }
    for (const [field, steps] of Object.entries(expected)) {
      const log10 = profile[field as keyof typeof expected] ?? []
      const actual = log10.map((value) => (value === null ? 0 : 10 ** value))
      expect(actual).toHaveLength(6)
      for (const [t, step] of steps.entries())
        expect(Math.abs(actual[t] - norm(step))).toBeLessThan(1e-12)
      expect(actual[0]).toBeGreaterThan(1e-6)
    }
  })
})

test('wrong lengths are refused by name', () => {
  const input = sample(1, { cell: 'lstm', loss: 'mse', I: 2, H: 3, O: 2, T: 4, B: 2, L: 1 })
  expect(() => textbook({ ...input, x: [1, 2, 3] })).toThrow('x: 3 numbers instead of 16')
  expect(() => textbookLoss({ ...input, sizes: { ...input.sizes, cell: 'rnn' } })).toThrow(
    RangeError,
  )
})
