import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recall } from '../../src/tasks/recall.ts'
import { counts, draw, hot, sequences, unevenness } from '../support/batches.ts'

describe('recall', () => {
  it('has the sizes and rules of its definition', () => {
    expect(recall.make({ length: 50 })).toMatchObject({
      name: 'recall',
      timeSteps: 50,
      inputSize: 6,
      outputSize: 2,
      answerSteps: 1,
      loss: 'cross-entropy',
      metric: 'accuracy',
      baseline: 0.5,
      threshold: 0.99,
    })
    expect(recall.make({ length: 50, symbols: 5 })).toMatchObject({
      inputSize: 9,
      outputSize: 5,
      baseline: 0.2,
    })
  })

  it('shows one of K symbols, then distractors only, and asks for the symbol', () => {
    const sizes = {
      T: fc.integer({ min: 1, max: 40 }),
      K: fc.integer({ min: 2, max: 64 }),
      seed: fc.integer(),
    }
    fc.assert(
      fc.property(
        fc.record({ ...sizes, B: fc.integer({ min: 1, max: 5 }) }),
        ({ T, K, seed, B }) => {
          const task = recall.make({ length: T, symbols: K })
          const batch = draw(task, B, seed)
          sequences(task, B, seed).forEach(({ x, y }, b) => {
            const [first, ...rest] = x.map(hot)
            expect(rest).toHaveLength(T - 1)
            expect(first >= 0 && first < K).toBe(true)
            expect(rest.every((place) => place >= K && place < K + 4)).toBe(true)
            expect(y.map(hot)).toEqual([first])
            expect(task.marks(batch, B, b)).toEqual([0])
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('draws symbols and distractors evenly', () => {
    for (const K of [2, 7]) {
      const drawn = sequences(recall.make({ length: 6, symbols: K }), 14_000)
      const first = drawn.map(({ x }) => hot(x[0]))
      const distractors = drawn.flatMap(({ x }) => x.slice(1).map((row) => hot(row) - K))
      expect(unevenness(first, K)).toBeLessThan(4)
      expect(unevenness(distractors, 4)).toBeLessThan(4)
      // The last distractor says nothing about the first symbol.
      expect(
        unevenness(
          drawn.map(({ x }) => hot(x[0]) * 4 + hot(x[5]) - K),
          4 * K,
        ),
      ).toBeLessThan(4)
    }
  })

  it('has as its baseline the accuracy of the best constant', () => {
    const task = recall.make({ length: 2, symbols: 4 })
    const answers = counts(
      sequences(task, 40_000).map(({ y }) => hot(y[0])),
      4,
    )
    expect(Math.abs(Math.max(...answers) / 40_000 - task.baseline)).toBeLessThan(0.01)
  })
})
