/** Every derivative of every cell, against central differences of what the stack makes. */
import { expect, test } from 'vitest'
import { plain } from '../../../src/engine/reference/scaled-vector.ts'
import type { DirectionParameters } from '../../../src/engine/stack/direction.ts'
import type { Step } from '../../../src/engine/stack/types.ts'
import { joined } from '../../../src/engine/stack/vectors.ts'
import {
  askedOf,
  centralDifferences,
  forwardOf,
  type LayerWish,
  layerOf,
  seededNumbers,
  weightedOutput,
} from '../../support/stacks.ts'

const CASES: Record<string, LayerWish[]> = {
  'rnn, tanh': [{ kind: 'rnn', I: 2, H: 3 }],
  'rnn, softsign, both directions': [
    { kind: 'rnn', I: 2, H: 3, directions: 'both', form: { candidate: { is: 'softsign' } } },
  ],
  'rnn, softmax over the units': [
    { kind: 'rnn', I: 2, H: 3, form: { candidate: { is: 'softmax' } } },
  ],
  lstm: [{ kind: 'lstm', I: 2, H: 3 }],
  'lstm without biases, backward': [
    { kind: 'lstm', I: 2, H: 3, directions: 'backward', bias: false },
  ],
  'lstm with peepholes': [{ kind: 'lstm', I: 2, H: 3, peepholes: true }],
  'lstm with peepholes, projection and forget bias, both directions': [
    {
      ...{ kind: 'lstm', I: 2, H: 4, R: 3, directions: 'both', peepholes: true },
      form: { forgetBias: 0.7 },
    },
  ],
  'lstm, f = 1 - i, peepholes': [
    { kind: 'lstm', I: 2, H: 3, peepholes: true, form: { coupled: true } },
  ],
  'lstm, i = 1 - f, peepholes': [
    { kind: 'lstm', I: 2, H: 3, peepholes: true, form: { coupled: true, coupledFrom: 'f' } },
  ],
  ...Object.fromEntries(
    (['i', 'f', 'o'] as const).map((leftOut) => [
      `lstm without ${leftOut}`,
      [{ kind: 'lstm', I: 2, H: 3, form: { leftOut } }] satisfies LayerWish[],
    ]),
  ),
  'lstm with exponential gates': [
    { kind: 'lstm', I: 2, H: 3, form: { exponential: true, output: { is: 'identity' } } },
  ],
  'lstm with exponential gates, both directions': [
    { kind: 'lstm', I: 2, H: 3, directions: 'both', form: { exponential: true } },
  ],
  'lstm, arguments and cell held': [
    { kind: 'lstm', I: 2, H: 3, peepholes: true, form: { clip: 0.8, cellClip: 0.4 } },
  ],
  'lstm, hard sigmoid, elu, scaled tanh': [
    {
      ...{ kind: 'lstm', I: 2, H: 3 },
      form: {
        gate: { is: 'hard-sigmoid', slope: 0.2, offset: 0.5 },
        candidate: { is: 'elu' },
        output: { is: 'scaled-tanh', scale: 1.7, slope: 0.6 },
      },
    },
  ],
  'gru, reset after': [{ kind: 'gru', I: 2, H: 3 }],
  'gru, reset before, both directions': [
    { kind: 'gru', I: 2, H: 3, directions: 'both', form: { reset: 'before' } },
  ],
  'gru, reset before, hard sigmoid, held': [
    {
      ...{ kind: 'gru', I: 2, H: 3 },
      form: {
        ...{ reset: 'before', clip: 1.2 },
        gate: { is: 'hard-sigmoid', slope: 1 / 6, offset: 0.5 },
      },
    },
  ],
  'brain.js lstm': [{ kind: 'brain-lstm', I: 2, H: 3 }],
  ...Object.fromEntries(
    (['concat', 'sum', 'multiply', 'average'] as const).map((merge) => [
      `two directions, ${merge}, then their last states`,
      [
        { kind: 'gru', I: 2, H: 3, directions: 'both', merge },
        { kind: 'lstm', I: merge === 'concat' ? 6 : 3, H: 2, directions: 'both', returns: 'last' },
      ] satisfies LayerWish[],
    ]),
  ),
  'a backward layer that hands on as made, then a forward one': [
    { kind: 'lstm', I: 2, H: 3, directions: 'backward', asMade: true },
    { kind: 'rnn', I: 3, H: 2 },
  ],
}

const [T, B] = [5, 3]

for (const lengths of [null, [5, 2, 4]]) {
  test.each(Object.entries(CASES))(`%s; lengths ${lengths}`, async (_, wishes) => {
    const numbers = seededNumbers(13)
    const made = wishes.map((wish) => layerOf(wish, numbers))
    const steps: Step[] = made.map(({ layer }) => layer)
    const starts = made.map(({ layer, weights }) =>
      weights.map(() => ({
        h0: numbers(B * layer.output),
        c0: layer.kind === 'lstm' ? numbers(B * layer.hidden) : null,
      })),
    )
    const input = { x: numbers(T * B * wishes[0].I), T, B, lengths, starts }
    const run = await forwardOf(steps, input)
    const cotangent = numbers(run.outputs.values.length)
    const found = run.back({ outputs: askedOf(cotangent, run.outputs.T), parameters: true })
    const f = () => weightedOutput(steps, input, cotangent)
    const check = async (what: string, values: Float64Array, derivative: Float64Array) => {
      const expected = await centralDifferences(values, f)
      const off = Math.max(...expected.map((one, k) => Math.abs(one - derivative[k])))
      expect(off, what).toBeLessThan(1e-8)
      expect(derivative.length, what).toBe(values.length)
    }

    await check('x', input.x, joined(found.dx.map(plain)))
    for (const [n, { weights }] of made.entries()) {
      for (const [d, one] of weights.entries()) {
        const { parameters, dh0, dc0 } = found.layers[n][d]
        const { h0, c0 } = starts[n][d]
        await check('h0', h0, dh0)
        if (c0 && dc0) await check('c0', c0, dc0)
        for (const name of [
          'input',
          'recurrent',
          'inputBias',
          'recurrentBias',
          'projection',
        ] as const) {
          const values = one[name] as Float64Array | null
          if (values)
            await check(name, values, (parameters as DirectionParameters)[name] as Float64Array)
        }
        for (const gate of ['i', 'f', 'o'] as const) {
          const values = one.peepholes?.[gate] as Float64Array | undefined
          if (values)
            await check(`peephole ${gate}`, values, parameters?.peepholes?.[gate] as Float64Array)
        }
      }
    }
  })
}
