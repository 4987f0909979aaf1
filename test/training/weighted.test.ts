import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../src/engine/initialise.ts'
import { Net } from '../../src/engine/net.ts'
import { random } from '../../src/engine/random.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { WEIGHT_NAMES, type Weights, type WeightsOf } from '../../src/engine/types.ts'
import { HELD_OUT } from '../../src/rules/limits.ts'
import { TASKS } from '../../src/tasks/index.ts'
import type { Batch, Task } from '../../src/tasks/shared/task.ts'
import { Evaluator } from '../../src/training/evaluation.ts'
import { shapesOf } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { draw } from '../support/batches.ts'
import { kernelsModule } from '../support/kernels.ts'

const WEIGHTED = TASKS.filter(
  ({ make, defaultLength }) => make({ length: defaultLength }).weighted,
).map(({ name }) => name)
const B = 11

/** An LSTM for a task at a small length, as a run would start it, and a batch. */
function prepared(name: string) {
  const minimal = TASKS.find((kind) => kind.name === name)?.minLength ?? 1
  const spec = resolveSpec({ task: name, length: Math.max(minimal, 16), hidden: 5, batch: B })
  const task = taskOf(spec)
  const { train, evaluation: look } = shapesOf(spec, task, 'lstm', 1)
  const net = Net.create(kernelsModule, { ...train, record: true }, look)
  const start = {
    init: spec.init,
    forgetBias: spec.forgetBias,
    timeSteps: task.timeSteps,
    log: net.kernels.log,
  }
  const weights = initialWeights(train.sizes, start, random(2, 'weights'))
  net.load(weights)
  return { spec, task, net, weights, sizes: train.sizes, batch: draw(task, B) }
}

function inside({ net }: ReturnType<typeof prepared>, batch: Batch) {
  net.work.setBatch(batch)
  return net.inspect()
}

const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs))
function expectSame(found: Weights, expected: WeightsOf<ArrayLike<number>>): void {
  for (const name of WEIGHT_NAMES) {
    const off = Array.from(expected[name], (value, n) => found[name][n] - value)
    expect(largest(off) / Math.max(1e-4, largest(expected[name]))).toBeLessThan(1e-4)
  }
}

/**
 * Everything changed that nobody asks for: targets without weight, and inputs behind the last
 * position with one.
 */
function disturbed(task: Task, { x, y, weight }: Batch): Batch {
  const { timeSteps: T, answerSteps: L, inputSize: I, outputSize: O } = task
  const other = { x: x.slice(), y: y.slice(), weight }
  for (let b = 0; b < B; b++) {
    let last = -1
    for (let l = 0; l < L; l++) {
      if (weight?.[l * B + b] === 0)
        for (let o = 0; o < O; o++) other.y[(l * B + b) * O + o] = 3 + o
      else last = T - L + l
    }
    for (let t = last + 1; t < T; t++) for (let i = 0; i < I; i++) other.x[(t * B + b) * I + i] = -2
  }
  return other
}

it('eleven tasks have weights', () => {
  expect(WEIGHTED).toHaveLength(11)
})

describe.each(WEIGHTED)('the weights of %s', (name) => {
  it('give the loss and the gradients of the float64 textbook', () => {
    const all = prepared(name)
    const { task, weights, sizes, batch } = all
    const { loss, parameters } = inside(all, batch)
    const shape = { T: task.timeSteps, B, L: task.answerSteps, loss: task.loss }
    const book = textbook({ sizes, weights, ...batch, ...shape })
    expect(loss).toBeCloseTo(book.loss, 5)
    expectSame(parameters, book.parameters)
    // Without the weights it would be another loss.
    const { x, y } = batch
    expect(Math.abs(textbook({ sizes, weights, x, y, ...shape }).loss - book.loss)).toBeGreaterThan(
      1e-4,
    )
  })

  it('keep what is behind the end, or not asked for, out of loss, gradients and metric', () => {
    const all = prepared(name)
    const { task, batch } = all
    const before = inside(all, batch)
    const logits = before.logits
    const other = disturbed(task, batch)
    const after = inside(all, other)
    expect(after.loss).toBe(before.loss)
    expect(after.profile).toEqual(before.profile)
    for (const tensor of WEIGHT_NAMES)
      expect(after.parameters[tensor]).toEqual(before.parameters[tensor])
    expect(task.score?.(after.logits, other, B)).toEqual(task.score?.(logits, batch, B))
  })
})

describe('a workspace', () => {
  it('forgets the weights of one task when the next has none', () => {
    const { net, batch } = prepared('reber')
    const even = { x: batch.x, y: batch.y }
    net.work.setBatch(even)
    const first = net.forward()
    net.work.setBatch(batch)
    expect(net.forward()).not.toBe(first)
    net.work.setBatch(even)
    expect(net.forward()).toBe(first)
  })

  it('scores held-out sequences by the rule of the task, all of them', () => {
    const { net, task, spec } = prepared('reber')
    const evaluator = new Evaluator(net, task, 4, spec.batch)
    const parts = evaluator.scores(0, HELD_OUT) ?? []
    expect(parts.reduce((sum, { of }) => sum + of, 0)).toBe(HELD_OUT)
    expect(evaluator.metric()).toBe(parts.reduce((sum, part) => sum + part.sum, 0) / HELD_OUT)
  })
})
