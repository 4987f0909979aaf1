/** Held-out data that are looked at again and again: each time the same, and each sequence once. */
import { describe, expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { zeroWeights } from '../../src/engine/parameters.ts'
import { contentOfText } from '../../src/tasks/from-files/characters.ts'
import { series } from '../../src/tasks/from-files/series.ts'
import { text } from '../../src/tasks/from-files/text.ts'
import type { Task } from '../../src/tasks/shared/task.ts'
import { Evaluator } from '../../src/training/evaluation.ts'
import { heldOutBatch, heldOutBatches, heldOutCount } from '../../src/training/held-out.ts'
import { evaluationRows } from '../../src/training/setup/net-sizes.ts'
import { kernelsModule } from '../support/kernels.ts'

const T = 4
/** Numbers that do not repeat themselves. */
const drawn = (count: number) => Array.from({ length: count }, (_, n) => Math.sin(n * n * 0.7))
const letters = drawn(3000).map((one) => 'abcde'[Math.floor(2.5 * (one + 1)) % 5])

/** Tasks without weights of their own, whose last batch is not full. */
const TASKS: Readonly<Record<string, Task>> = {
  text: text.make({ length: T, content: contentOfText(letters.join('')) }),
  series: series.make({
    length: T,
    content: {
      form: 'series',
      values: Float64Array.from(drawn(900)),
      missing: 0,
      outside: 0,
      column: 'v',
      counters: [],
    },
  }),
}

describe.each(Object.entries(TASKS))('the held-out part of a %s', (_, task) => {
  const rows = evaluationRows(task)
  const count = heldOutCount(task)

  it('is asked whole at each look, however the one before ended', () => {
    expect(task.weighted ?? false).toBe(false)
    expect([count > rows, count % rows > 0]).toEqual([true, true])
    const batch = heldOutBatch(task, rows)
    const asked = () =>
      Array.from(heldOutBatches(task, 1, batch, rows), () =>
        (batch.weight ?? new Float32Array()).reduce((sum, one) => sum + one, 0),
      )
    const full = new Array<number>(Math.floor(count / rows)).fill(rows * task.answerSteps)
    const whole = [...full, (count % rows) * task.answerSteps]
    expect(asked()).toEqual(whole)
    expect(asked()).toEqual(whole)
  })

  it('is worth the same at each look at a net that stays as it is', () => {
    const sizes = {
      cell: 'rnn' as const,
      input: task.inputSize,
      hidden: 5,
      output: task.outputSize,
    }
    const shape = { sizes, T, L: task.answerSteps, loss: task.loss, record: false }
    const net = Net.create(kernelsModule, { ...shape, B: 8 }, { ...shape, B: rows })
    const weights = zeroWeights(sizes)
    weights['readout.bias'][0] = 0.7
    net.load(weights)
    const evaluator = new Evaluator(net, task, 1, 8)
    const first = evaluator.metric()
    expect(first).toBeGreaterThan(0)
    expect([evaluator.metric(), evaluator.metric()]).toEqual([first, first])
  })
})
