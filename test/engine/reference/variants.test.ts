import { describe, expect, it } from 'vitest'
import { lossWithConstants, textbook } from '../../../src/engine/reference/index.ts'
import { type Operation, VARIANTS, weightEntries } from '../../../src/engine/types.ts'
import { OPERATIONS, operationsOn } from '../../support/operations.ts'
import { sample } from '../../support/samples.ts'

const SHAPE = { cell: 'lstm', loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 2, L: 2 } as const

/**
 * Largest |analytic − numeric| of each weight tensor and of the inputs, relative to the tensor's
 * largest derivative.
 */
function errorOfBptt(input: ReturnType<typeof sample>, operations: readonly Operation[]): number {
  const step = 1e-5
  const { parameters, inputGradient } = textbook({ ...input, operations })
  const loss = lossWithConstants({ ...input, operations })
  const differences = (
    values: ArrayLike<number>,
    change: (changed: number[]) => Partial<typeof input>,
  ) =>
    Array.from(values, (value, k) => {
      const at = (other: number) =>
        loss({ ...input, operations, ...change(Array.from(values).with(k, other)) })
      return (at(value + step) - at(value - step)) / (2 * step)
    })
  const pairs = weightEntries(parameters).map(([name, analytic]) => {
    const numeric = differences(input.weights[name] ?? [], (changed) => ({
      weights: { ...input.weights, [name]: changed },
    }))
    return { analytic, numeric }
  })
  pairs.push({ analytic: inputGradient, numeric: differences(input.x, (x) => ({ x })) })
  const errors = pairs.map(({ analytic, numeric }) => {
    // Differences of a loss of about 1 are good to 1e-11, so a tensor with smaller derivatives than
    // 1e-4 proves nothing.
    const largest = Math.max(1e-4, ...numeric.map(Math.abs))
    return Math.max(...numeric.map((n, k) => Math.abs(n - analytic[k]))) / largest
  })
  return Math.max(...errors)
}

describe.each(VARIANTS)('%s', (variant) => {
  it('has the derivatives of its own loss', () => {
    for (const seed of [1, 2])
      expect(errorOfBptt(sample(seed, { ...SHAPE, variant }), [])).toBeLessThan(1e-6)
  })

  it.each(operationsOn(variant))('under surgery, too: $name', ({ operations }) => {
    expect(errorOfBptt(sample(3, { ...SHAPE, variant }), operations)).toBeLessThan(1e-6)
  })

  if (variant === 'gru') return

  it('belt and rest, as vectors, make no more than ∂L/∂c_t and no less', () => {
    for (const { operations } of OPERATIONS)
      expectSplit(textbook({ ...sample(4, { ...SHAPE, variant, L: 1 }), operations }))
  })
})

/**
 * The triangle's inequality at every t: what vectors that add up keep, and what was counted twice
 * or lost would not.
 */
function expectSplit({ profile }: ReturnType<typeof textbook>): void {
  profile.belt?.forEach((belt, t) => {
    const [b, r, c] = [belt, profile.rest?.[t] ?? null, profile.cell?.[t] ?? null].map((log) =>
      log === null ? 0 : 10 ** log,
    )
    expect(c).toBeLessThanOrEqual((b + r) * (1 + 1e-9))
    expect(c).toBeGreaterThanOrEqual(Math.abs(b - r) * (1 - 1e-9))
  })
}

describe('the GRU', () => {
  it('is what one works out by hand for H = 1, T = 2', () => {
    // Weights by row r, z, n.
    const weights = {
      weight_ih_l0: [0.5, -0.3, 0.8],
      weight_hh_l0: [0.2, 0.7, -0.6],
      bias_ih_l0: [0.1, 0.2, -0.1],
      bias_hh_l0: [-0.2, 0.05, 0.4],
      'readout.weight': [1.5],
      'readout.bias': [0.25],
    }
    const sigma = (v: number) => 1 / (1 + Math.exp(-v))
    const step = (x: number, h: number) => {
      const r = sigma(0.5 * x + 0.1 + 0.2 * h - 0.2)
      const z = sigma(-0.3 * x + 0.2 + 0.7 * h + 0.05)
      const n = Math.tanh(0.8 * x - 0.1 + r * (-0.6 * h + 0.4))
      return (1 - z) * n + z * h
    }
    const h1 = step(1, 0)
    const h2 = step(-2, h1)
    const sizes = { cell: 'lstm', variant: 'gru', input: 1, hidden: 1, output: 1 } as const
    const found = textbook({ sizes, weights, x: [1, -2], y: [0], T: 2, B: 1, L: 1, loss: 'mse' })
    expect(Array.from(found.hidden)).toEqual([expect.closeTo(h1, 14), expect.closeTo(h2, 14)])
    expect(found.loss).toBeCloseTo((1.5 * h2 + 0.25) ** 2, 14)
  })
})
