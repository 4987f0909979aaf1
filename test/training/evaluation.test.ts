import { describe, expect, it, vi } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { zeroWeights } from '../../src/engine/parameters.ts'
import { random } from '../../src/engine/random.ts'
import { HELD_OUT } from '../../src/rules/limits.ts'
import { isSolved } from '../../src/rules/solved.ts'
import { Evaluator } from '../../src/training/evaluation.ts'
import { shapesOf } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { kernelsModule } from '../support/kernels.ts'

/**
 * A net that answers with its readout bias whatever it sees, and looks at its seed's held-out data.
 */
function constant(
  name: string,
  cell: 'rnn' | 'lstm',
  seed: number,
  bias: readonly number[],
  length = 10,
) {
  const spec = resolveSpec({ task: name, length, hidden: 5 })
  const task = taskOf(spec)
  const { train, evaluation: look } = shapesOf(spec, task, cell, 1)
  const net = Net.create(kernelsModule, train, look)
  const weights = zeroWeights(train.sizes)
  weights['readout.bias'].set(bias)
  net.load(weights)
  return { task, evaluator: new Evaluator(net, task, seed, spec.batch) }
}

describe('held-out data', () => {
  it('are the same for both cells of a seed, and others for another seed', () => {
    const [rnn, lstm, other] = [
      constant('adding', 'rnn', 4, [1]),
      constant('adding', 'lstm', 4, [1]),
      constant('adding', 'rnn', 5, [1]),
    ].map(({ evaluator }) => evaluator.metric())
    expect(rnn).toBe(lstm)
    expect(other).not.toBe(rnn)
  })

  it('the metric is the mean squared error over all of them, computed anew here', () => {
    const { task, evaluator } = constant('adding', 'lstm', 9, [0.3])
    const numbers = random(9, 'heldOut')
    let sum = 0
    for (let n = 0; n < HELD_OUT; n += 64) {
      const batch = { x: new Float32Array(10 * 64 * 2), y: new Float32Array(64) }
      task.sample(numbers, batch, 64)
      for (const y of batch.y) sum += (y - 0.3) ** 2
    }
    expect(evaluator.metric()).toBeCloseTo(sum / HELD_OUT, 6)
    expect(evaluator.metric()).toBe(evaluator.metric())
  })

  it.each([
    ['short ones once', 10, 8, 8],
    ['long ones anew each time', 300, 8, 16],
  ])('draws %s', (_, length, first, both) => {
    const { task, evaluator } = constant('adding', 'rnn', 3, [0.3], length)
    const sample = vi.spyOn(task, 'sample')
    const found = evaluator.metric()
    expect(sample).toHaveBeenCalledTimes(first)
    expect(evaluator.metric()).toBe(found)
    expect(sample).toHaveBeenCalledTimes(both)
  })

  it('is whole after an evaluation that was given up', () => {
    const [{ evaluator }, whole] = [2, 2].map((seed) => constant('recall', 'rnn', seed, [0, 1]))
    let asked = 0
    expect(evaluator.metric(() => ++asked > 3)).toBeNull()
    expect(evaluator.metric()).toBe(whole.evaluator.metric())
  })

  it('accuracy counts the largest readout; guessing one of two classes is half right', () => {
    const { evaluator, task } = constant('recall', 'rnn', 2, [0, 1])
    const accuracy = evaluator.metric() ?? Number.NaN
    expect(accuracy * HELD_OUT).toBe(Math.round(accuracy * HELD_OUT))
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.12)
    expect(isSolved(task, accuracy)).toBe(false)
    expect(isSolved(task, 0.99)).toBe(true)
  })
})
