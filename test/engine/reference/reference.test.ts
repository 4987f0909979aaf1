import { describe, expect, test } from 'vitest'
import { adamState, adamStep, textbook } from '../../../src/engine/reference/index.ts'
import { WEIGHT_NAMES } from '../../../src/engine/types.ts'
import { CASES, flat, loadCase } from '../../support/reference.ts'

/**
 * Each entry within 1e-10 of itself, or of 1e-4 of the largest where the entry is a small
 * difference of large terms.
 */
function expectClose(actual: ArrayLike<number>, expected: number[]): void {
  expect(actual.length).toBe(expected.length)
  const largest = Math.max(...expected.map(Math.abs))
  const worst = expected.map(
    (e, k) => Math.abs(actual[k] - e) / Math.max(Math.abs(e), largest * 1e-4),
  )
  expect(Math.max(...worst)).toBeLessThan(1e-10)
}

/** log10 norms against norms; null exactly where the norm is 0. */
function expectNorms(log10: (number | null)[] | null, norms: number[]): void {
  expect(log10).toHaveLength(norms.length)
  for (const [t, norm] of norms.entries()) {
    const actual = log10?.[t] ?? null
    expect(actual === null).toBe(norm === 0)
    if (actual !== null) expect(Math.abs(10 ** actual / norm - 1)).toBeLessThan(1e-10)
  }
}

describe.each(CASES)('PyTorch in float64: %s', (name) => {
  const { json, sizes, weights, x, y, T, B } = loadCase(name)
  const input = { sizes, weights, x, y, T, B, L: 1, loss: 'mse' } as const
  const result = textbook(input)

  test('loss, prediction, states and gates', () => {
    expectClose([result.loss], [json.loss])
    expectClose(result.prediction, flat(json.prediction))
    expectClose(result.hidden, flat(json.hidden))
    if (sizes.cell === 'rnn') {
      expect([result.cell, result.gates]).toEqual([null, null])
    } else {
      expectClose(result.cell ?? [], flat(json.cell_state ?? []))
      for (const gate of ['i', 'f', 'g', 'o'] as const) {
        expectClose(result.gates?.[gate] ?? [], flat(json.gates?.[gate] ?? []))
      }
    }
  })

  test('gradient profile', () => {
    expectNorms(result.profile.hidden, json.grad.hidden)
    expectNorms(result.profile.input, json.grad.input)
    for (const field of ['cell', 'belt', 'rest'] as const) {
      const norms = json.grad[field]
      if (norms) expectNorms(result.profile[field], norms)
      else expect(result.profile[field]).toBeNull()
    }
  })

  test('gradients of the weights', () => {
    for (const weight of WEIGHT_NAMES)
      expectClose(result.parameters[weight], flat(json.grad.parameters[weight]))
  })

  test('five steps of Adam, bias_hh_l0 frozen', () => {
    const trained = WEIGHT_NAMES.map((weight) => ({
      weight,
      values: Float64Array.from(weights[weight]),
      state: adamState(weights[weight].length),
    }))
    const now = Object.fromEntries(
      trained.map(({ weight, values }) => [weight, values]),
    ) as typeof result.parameters
    const losses = json.adam.losses.map(() => {
      const { loss, parameters } = textbook({ ...input, weights: now })
      for (const { weight, values, state } of trained) {
        if (weight !== 'bias_hh_l0') adamStep(values, parameters[weight], state, 0.01)
      }
      return loss
    })
    expectClose(losses, json.adam.losses)
    for (const { weight, values } of trained) expectClose(values, flat(json.adam.weights[weight]))
  })
})
