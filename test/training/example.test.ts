import { describe, expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { random } from '../../src/engine/random.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { Evaluator } from '../../src/training/evaluation.ts'
import { describeSequence, toldExample } from '../../src/training/example.ts'
import { heldOutSequence } from '../../src/training/held-out.ts'
import { shapesOf } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { kernelsModule } from '../support/kernels.ts'

/** An evaluator of an untrained net of odd sizes, and the net's weights. */
function untrained(name: string, cell: 'rnn' | 'lstm', length: number) {
  const spec = resolveSpec({ task: name, length, hidden: 7, batch: 5 })
  const task = taskOf(spec)
  const { train, evaluation } = shapesOf(spec, task, cell, 1)
  const net = Net.create(kernelsModule, train, evaluation)
  const numbers = random(3, 'weights')
  const weights = net.weights()
  for (const array of Object.values(weights))
    for (let n = 0; n < array.length; n++) array[n] = numbers.uniform() - 0.5
  net.load(weights)
  return { task, weights, sizes: train.sizes, evaluator: new Evaluator(net, task, 4, 5) }
}

describe('the first held-out sequence, told with an evaluation', () => {
  it.each([
    ['adding', 'rnn', 11],
    ['temporal-order', 'lstm', 20],
    ['anbn', 'lstm', 6],
    ['copy', 'rnn', 5],
  ] as const)('%s: %s answers it as the float64 reference does', (name, cell, length) => {
    const { task, weights, sizes, evaluator } = untrained(name, cell, length)
    evaluator.profile()
    const { answer, example } = toldExample(task, 4, evaluator.first(), true)
    const batch = heldOutSequence(task, 4, 1)
    expect(example).toEqual(describeSequence(task, batch, { seed: 4, number: 1 }))
    const { timeSteps: T, answerSteps: L, outputSize: O, loss } = task
    const input = { sizes, weights, ...batch, T, B: 1, L, loss, operations: [] }
    const { prediction, loss: mean } = textbook(input)
    const expected = (example?.asked ?? []).map(({ t }) => {
      const row = Array.from(prediction.slice((t - 1 - T + L) * O, (t - T + L) * O))
      if (loss === 'mse') return row
      const total = row.reduce((sum, z) => sum + Math.exp(z), 0)
      return row.map((z) => Math.exp(z) / total)
    })
    expect(answer?.outputs).toEqual(expected.map((row) => row.map((p) => expect.closeTo(p, 4))))
    expect(answer?.loss).toBeCloseTo(mean, 4)
  })

  it('is left out where it would be long', () => {
    const { task, evaluator } = untrained('copy', 'rnn', 100)
    evaluator.profile()
    expect(toldExample(task, 4, evaluator.first(), true)).toEqual({})
  })
})
