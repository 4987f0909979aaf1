import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zeroWeights } from '../../src/engine/parameters.ts'
import { hiddenFor, multiplyAdds } from '../../src/experiments/fair-sizes.ts'
import { planOf } from '../../src/experiments/plan.ts'
import { single } from '../../src/specs/design.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'

/** Trained weights, by counting the arrays: two biases act as one. */
function weightsOf(cell: 'rnn' | 'lstm', input: number, hidden: number, output: number): number {
  const { bias_hh_l0, ...trained } = zeroWeights({ cell, input, hidden, output })
  return Object.values(trained).reduce((sum, array) => sum + array.length, 0)
}

/** Multiply-adds of one sequence, by going through the loops of a forward pass. */
function counted(
  cell: 'rnn' | 'lstm',
  I: number,
  H: number,
  O: number,
  T: number,
  L: number,
): number {
  let n = 0
  for (let t = 1; t <= T; t++) {
    for (let row = 0; row < (cell === 'rnn' ? 1 : 4) * H; row++) n += I + H
    if (t > T - L) n += O * H
  }
  return n
}

describe('the RNN beside an LSTM', () => {
  it('of H = 32 on adding has 65 units at equal weights, 4486 beside 4513', () => {
    const spec = resolveSpec({ task: 'adding' })
    expect(hiddenFor('parameters', 'rnn', spec, taskOf(spec))).toBe(65)
    expect(hiddenFor('hidden', 'rnn', spec, taskOf(spec))).toBe(32)
    expect(hiddenFor('parameters', 'lstm', spec, taskOf(spec))).toBe(32)
  })

  it('has the number of units that comes nearest, whatever the sizes', () => {
    const sizes = fc.record({
      task: fc.constantFrom('adding', 'recall', 'copy', 'temporal-order'),
      hidden: fc.integer({ min: 1, max: 90 }),
      length: fc.integer({ min: 2, max: 40 }),
    })
    fc.assert(
      fc.property(sizes, ({ task: name, hidden, length }) => {
        const spec = resolveSpec({ task: name, hidden, length })
        const task = taskOf(spec)
        const { inputSize: I, outputSize: O, timeSteps: T, answerSteps: L } = task
        const amounts = {
          parameters: (cell: 'rnn' | 'lstm', H: number) => weightsOf(cell, I, H, O),
          compute: (cell: 'rnn' | 'lstm', H: number) => counted(cell, I, H, O, T, L),
        }
        for (const fair of ['parameters', 'compute'] as const) {
          const found = hiddenFor(fair, 'rnn', spec, task)
          const off = (H: number) =>
            Math.abs(amounts[fair]('rnn', H) - amounts[fair]('lstm', hidden))
          for (let H = 1; H <= 4 * hidden + 8; H++) expect(off(found)).toBeLessThanOrEqual(off(H))
        }
        expect(multiplyAdds({ cell: 'lstm', input: I, hidden, output: O }, task)).toBe(
          counted('lstm', I, hidden, O, T, L),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('is trained once where two kinds of fairness ask for the same size', () => {
    const spec = resolveSpec({ task: 'adding', hidden: 1, seeds: [1] })
    const { points, runs } = planOf({ ...single(spec), fair: ['hidden', 'parameters', 'compute'] })
    const sizes = points[0].comparisons.map(({ hidden }) => hidden.rnn)
    expect(sizes).toHaveLength(3)
    const rnns = runs.filter(({ cell }) => cell === 'rnn').map(({ hidden }) => hidden)
    expect(rnns).toEqual([...new Set(sizes)])
    expect(runs.filter(({ cell }) => cell === 'lstm')).toHaveLength(1)
  })
})
