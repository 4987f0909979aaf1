import { describe, expect, it } from 'vitest'
import { textbook } from '../../src/engine/reference/index.ts'
import { TASKS } from '../../src/tasks/index.ts'
import { describeSequence } from '../../src/training/example.ts'
import { heldOutSequence } from '../../src/training/held-out.ts'
import { taskOf } from '../../src/training/setup/resolve-spec.ts'
import { example } from '../../src/workbench/probes/example.ts'
import { weightsJob } from '../../src/workbench/workers/shared-jobs.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const asked = (bench: ReturnType<typeof smallBench>, number: number | 'random' = 3) =>
  example.answer(bench, { number }, 'example')

describe('example', () => {
  it('of adding wants the sum of the two numbers at its cues', async () => {
    const { sequence } = await asked(smallBench())
    const values = sequence.marks.map((t) => sequence.x?.[t - 1][0] ?? Number.NaN)
    expect(values).toHaveLength(2)
    expect(sequence.asked).toEqual([{ t: 12, wanted: [expect.closeTo(values[0] + values[1], 6)] }])
    expect(sequence.x).toHaveLength(12)
  })

  it('of temporal order wants the symbols at its cues, in their order', async () => {
    const bench = smallBench({ task: 'temporal-order', length: 20 })
    for (const number of [1, 2, 7]) {
      const { symbols, marks, outputs, asked: answers } = (await asked(bench, number)).sequence
      const order = marks.map((t) => symbols?.[t - 1]).join('')
      expect(outputs?.[answers[0].wanted.indexOf(1)]).toBe(order)
      expect(order).toMatch(/^[XY]{2}$/)
    }
  })

  it('answers as the float64 reference does, with probabilities of classes', async () => {
    const bench = smallBench({ task: 'temporal-order', length: 20 })
    await trained(bench, { steps: 20 })
    const { cells } = await asked(bench, 5)
    const task = taskOf(bench.spec)
    const batch = heldOutSequence(task, 1, 5)
    for (const cell of ['rnn', 'lstm'] as const) {
      const weights = await bench.ask(cell, weightsJob, bench.subject(cell))
      const sizes = { cell, input: 6, hidden: 9, output: 4 }
      const input = { sizes, weights, ...batch, T: 20, B: 1, L: 1, loss: task.loss, operations: [] }
      const { prediction, loss } = textbook(input)
      const e = Array.from(prediction, Math.exp)
      const total = e.reduce((sum, one) => sum + one, 0)
      expect(cells[cell]?.outputs).toEqual([e.map((one) => expect.closeTo(one / total, 4))])
      expect(cells[cell]?.loss).toBeCloseTo(loss, 4)
      expect(cells[cell]?.step).toBe(20)
      const best = cells[cell]?.outputs[0].indexOf(Math.max(...(cells[cell]?.outputs[0] ?? [])))
      expect(cells[cell]?.right).toBe(batch.y[best ?? 0])
    }
  })

  it('shows of a shorter sequence no more than its own time steps', async () => {
    const bench = smallBench({ task: 'anbn', length: 10 })
    const { sequence } = await asked(bench, 3)
    const letters = sequence.symbols?.join('') ?? ''
    const n = (letters.length - 1) / 2
    expect(letters).toBe(`S${'a'.repeat(n)}${'b'.repeat(n)}`)
    expect(sequence.end).toBe(letters.length)
    expect(sequence.asked.at(-1)?.t).toBe(sequence.end)
  })

  it('is the same as what evaluation draws, and "random" is one of them', async () => {
    const bench = smallBench()
    const { sequence } = await asked(bench, 'random')
    expect(sequence).toEqual((await asked(bench, sequence.number)).sequence)
  })
})

describe('the notation of tasks', () => {
  it.each(TASKS.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
    const task = kind.make({ length: Math.max(kind.defaultLength, 20) })
    const { symbols, outputs } = task.notation ?? {}
    if (symbols) expect(new Set(symbols).size).toBe(task.inputSize)
    if (outputs) expect(new Set(outputs).size).toBe(task.outputSize)
    const batch = heldOutSequence(task, 1, 2)
    const sequence = describeSequence(task, batch, { seed: 1, number: 2 })
    const named = sequence.symbols?.every((one) => typeof one === 'string') ?? true
    expect(named).toBe(true)
    // One-hot inputs have names, and no others.
    const rows = Array.from({ length: sequence.end }, (_, t) =>
      Array.from(batch.x.subarray(t * task.inputSize, (t + 1) * task.inputSize)).sort(),
    )
    const oneHot =
      task.inputSize > 1 &&
      rows.every((row) => row.at(-1) === 1 && row.at(-2) === 0 && row[0] === 0)
    expect(symbols !== undefined).toBe(oneHot)
  })
})
