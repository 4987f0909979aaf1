import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../src/engine/initialise.ts'
import { Net } from '../../../src/engine/net.ts'
import { random } from '../../../src/engine/random.ts'
import { textbook } from '../../../src/engine/reference/index.ts'
import { data } from '../../../src/tasks/from-files/data.ts'
import { splitOf } from '../../../src/tasks/from-files/folds.ts'
import { contentOfSequences } from '../../../src/tasks/from-files/sequences.ts'
import type { DataContent } from '../../../src/tasks/shared/file-content.ts'
import { emptyBatch } from '../../../src/training/evaluation.ts'
import { kernelsModule } from '../../support/kernels.ts'
import { refused } from '../../support/refused.ts'

/** A sequence: inputs [steps][I], and what is asked at which steps. */
interface Sequence {
  readonly x: readonly (readonly number[])[]
  readonly y: readonly { readonly at: number; readonly answer: readonly number[] }[]
}

/** Answers are numbers, or one class each. */
function contentOf(sequences: readonly Sequence[], classes: number | null = null): DataContent {
  const start = [0]
  const asked = [0]
  for (const { x, y } of sequences) {
    start.push(start[start.length - 1] + x.length)
    asked.push(asked[asked.length - 1] + y.length)
  }
  return contentOfSequences({
    inputSize: sequences[0].x[0].length,
    outputSize: classes ?? sequences[0].y[0].answer.length,
    classes: classes !== null,
    start,
    asked,
    x: Float32Array.from(sequences.flatMap(({ x }) => x.flat())),
    at: sequences.flatMap(({ y }) => y.map(({ at }) => at)),
    y: Float32Array.from(sequences.flatMap(({ y }) => y.flatMap(({ answer }) => answer))),
  })
}

const number = fc.integer({ min: -8, max: 8 }).map((n) => n / 4)
/** Sequences of some lengths, I = 2, numbers asked at some steps, O = 2. */
const sequence = fc.integer({ min: 1, max: 6 }).chain((T) =>
  fc.record({
    x: fc.array(fc.tuple(number, number), { minLength: T, maxLength: T }),
    y: fc
      .subarray([...Array(T).keys()], { minLength: 1 })
      .chain((at) =>
        fc.tuple(
          ...at.map((t) => fc.record({ at: fc.constant(t), answer: fc.tuple(number, number) })),
        ),
      ),
  }),
)
const sequences = fc.array(sequence, { minLength: 10, maxLength: 30 })
const taskOf = (content: DataContent) => data.make({ length: content.timeSteps, content })

/** What seed 1 trains on and holds out. */
const split = ({ folds }: DataContent, seed = 1) => splitOf(folds, seed)

describe('one sequence in five', () => {
  it('is held out and never trained on; together they are all', () => {
    fc.assert(
      fc.property(sequences, (given) => {
        const content = contentOf(given)
        const parts = [1, 2, 3, 4, 5].map((seed) => {
          const { train, heldOut } = split(content, seed)
          expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual([...given.keys()])
          return [...heldOut]
        })
        expect(parts.flat().sort((a, b) => a - b)).toEqual([...given.keys()])
      }),
    )
  })

  it('has classes in the same shares, in whatever order the file has them', () => {
    for (const classOf of [
      (n: number) => n % 5,
      (n: number) => Math.floor(n / 20),
      (n: number) => (n < 60 ? 0 : 1),
    ]) {
      const given = Array.from({ length: 100 }, (_, n) => ({
        x: [[n]],
        y: [{ at: 0, answer: [classOf(n)] }],
      }))
      const { heldOut } = split(contentOf(given, 5))
      const count = (of: Iterable<number>) =>
        [...of].reduce(
          (counts, n) => counts.with(classOf(n), counts[classOf(n)] + 1),
          Array(5).fill(0),
        )
      expect(count(heldOut)).toEqual(count(given.keys()).map((all) => all / 5))
    }
  })

  it('is told apart by what is sampled: training by chance, the others in turn', () => {
    const given = Array.from({ length: 23 }, (_, n) => ({
      x: [[n]],
      y: [{ at: 0, answer: [n * n] }],
    }))
    const content = contentOf(given)
    const task = taskOf(content)
    const batch = emptyBatch(task, 8)
    const drawn = { train: new Set<number>(), heldOut: [] as number[] }
    const numbers = random(1, 'train')
    for (let n = 0; n < 100; n++) {
      task.sample(numbers, batch, 8)
      for (const x of batch.x) drawn.train.add(x)
    }
    for (let n = 0; n < 16; n += 8) {
      task.sample(numbers, batch, 8, n)
      drawn.heldOut.push(...batch.x)
    }
    expect([...drawn.train].sort((a, b) => a - b)).toEqual(
      [...split(content).train].sort((a, b) => a - b),
    )
    const turn = [...split(content).heldOut]
    expect(drawn.heldOut).toEqual(Array.from({ length: 16 }, (_, n) => turn[n % turn.length]))
  })
})

describe('sequences of different lengths', () => {
  it('cost what each costs alone: nothing is asked behind an end, and padding is inert', () => {
    fc.assert(
      fc.property(sequences, (given) => {
        const content = contentOf(given)
        const task = taskOf(content)
        const { heldOut } = split(content)
        const B = heldOut.length
        const sizes = { cell: 'lstm', input: 2, hidden: 3, output: 2 } as const
        const shape = {
          sizes,
          T: task.timeSteps,
          B,
          L: task.answerSteps,
          loss: task.loss,
          record: false,
        }
        const net = Net.create(kernelsModule, shape)
        const start = {
          init: 'uniform',
          forgetBias: 1,
          timeSteps: task.timeSteps,
          log: net.kernels.log,
        } as const
        const weights = initialWeights(sizes, start, random(1, 'weights'))
        net.load(weights)
        const batch = emptyBatch(task, B)
        task.sample(random(1, 'heldOut'), batch, B, 0)
        net.work.setBatch(batch)
        net.profile()
        let sum = 0
        let all = 0
        for (const n of heldOut) {
          const { x, y } = given[n]
          const answers = x.map((_, t) => y.find(({ at }) => at === t)?.answer ?? [0, 0])
          const weight = x.map((_, t) => (y.some(({ at }) => at === t) ? 1 : 0))
          const T = x.length
          const alone = textbook({
            sizes,
            weights,
            x: x.flat(),
            y: answers.flat(),
            weight,
            T,
            B: 1,
            L: T,
            loss: 'mse',
          })
          sum += alone.loss * y.length
          all += y.length
        }
        expect(net.work.loss()).toBeCloseTo(sum / all, 5)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the best constant answer', () => {
  it('to numbers has the least mean squared error of all', () => {
    fc.assert(
      fc.property(sequences, number, number, (given, a, b) => {
        const content = contentOf(given)
        const answers = given.flatMap(({ y }) => y.map(({ answer }) => answer))
        const error = (p: readonly number[]) =>
          answers.reduce((sum, [u, v]) => sum + ((u - p[0]) ** 2 + (v - p[1]) ** 2) / 2, 0) /
          answers.length
        const mean = [0, 1].map(
          (o) => answers.reduce((sum, answer) => sum + answer[o], 0) / answers.length,
        )
        expect(content.constant).toBeCloseTo(error(mean), 10)
        expect(content.constant).toBeLessThanOrEqual(error([a, b]) + 1e-12)
        expect(taskOf(content).threshold).toBeCloseTo(content.constant / 10, 12)
      }),
    )
  })

  it('to classes is the most frequent one; solved when a tenth of its errors is left', () => {
    const given = Array.from({ length: 50 }, (_, n) => ({
      x: [[n]],
      y: [{ at: 0, answer: [n < 30 ? 1 : 0] }],
    }))
    const task = taskOf(contentOf(given, 2))
    expect(task).toMatchObject({
      metric: 'accuracy',
      loss: 'cross-entropy',
      inputSize: 1,
      outputSize: 2,
    })
    expect(task.baseline).toBeCloseTo(0.6, 12)
    expect(task.threshold).toBeCloseTo(0.96, 12)
  })
})

it('asks from the first step on at which anything is asked', () => {
  const last = (T: number) => ({ x: Array(T).fill([T]), y: [{ at: T - 1, answer: [T] }] })
  const equal = contentOf(Array.from({ length: 10 }, () => last(7)))
  expect(equal).toMatchObject({ timeSteps: 7, answerSteps: 1 })
  const ragged = contentOf([...Array.from({ length: 10 }, () => last(7)), last(4), last(9)])
  expect(ragged).toMatchObject({ timeSteps: 9, answerSteps: 6 })
})

it('has no other length than the file, and needs one', async () => {
  const content = contentOf(
    Array.from({ length: 10 }, (_, n) => ({ x: [[n]], y: [{ at: 0, answer: [n] }] })),
  )
  expect(await refused(() => data.make({ length: 2, content }))).toMatchObject({
    code: 'not-for-task',
  })
  expect(await refused(() => data.make({ length: 1 }))).toMatchObject({
    code: 'file-needed',
    details: { option: 'data' },
  })
})
