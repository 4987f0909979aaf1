import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copy } from '../../src/tasks/copy.ts'
import { counts, draw, hot, sequences, unevenness } from '../support/batches.ts'

const zeros = (n: number) => new Array<number>(n).fill(0)

describe('copy', () => {
  it('has the sizes and rules of its definition', () => {
    expect(copy.make({ length: 20 })).toMatchObject({
      name: 'copy',
      timeSteps: 40,
      inputSize: 10,
      outputSize: 9,
      answerSteps: 40,
      loss: 'cross-entropy',
      metric: 'cross-entropy',
    })
    expect(copy.make({ length: 20, symbols: 3 })).toMatchObject({
      timeSteps: 40,
      inputSize: 5,
      outputSize: 4,
    })
  })

  it('shows 10 symbols, T − 1 blanks, delimiter, 10 blanks; asks for blanks, then symbols', () => {
    const sizes = {
      T: fc.integer({ min: 1, max: 30 }),
      K: fc.integer({ min: 2, max: 64 }),
      seed: fc.integer(),
    }
    fc.assert(
      fc.property(
        fc.record({ ...sizes, B: fc.integer({ min: 1, max: 4 }) }),
        ({ T, K, seed, B }) => {
          const task = copy.make({ length: T, symbols: K })
          const batch = draw(task, B, seed)
          sequences(task, B, seed).forEach(({ x, y }, b) => {
            const shown = x.map(hot)
            const symbols = shown.slice(0, 10)
            expect(symbols.every((symbol) => symbol >= 1 && symbol <= K)).toBe(true)
            expect(shown).toEqual([...symbols, ...zeros(T - 1), K + 1, ...zeros(10)])
            expect(y.map(hot)).toEqual([...zeros(T + 10), ...symbols])
            expect(task.marks(batch, B, b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('draws the symbols evenly, each on its own', () => {
    for (const K of [3, 8]) {
      const drawn = sequences(copy.make({ length: 1, symbols: K }), 6000)
      for (let t = 0; t < 10; t++)
        expect(
          unevenness(
            drawn.map(({ x }) => hot(x[t]) - 1),
            K,
          ),
        ).toBeLessThan(4)
      const pairs = drawn.flatMap(({ x }) =>
        x.slice(0, 9).map((row, t) => (hot(row) - 1) * K + hot(x[t + 1]) - 1),
      )
      expect(unevenness(pairs, K * K)).toBeLessThan(4)
    }
  })

  it('has as its baseline the cross-entropy of the best answer by time step alone', () => {
    for (const [length, symbols, B] of [
      [20, 8, 4000],
      [5, 3, 4000],
    ]) {
      const task = copy.make({ length, symbols })
      const drawn = sequences(task, B)
      // The best answer that knows t and nothing else is how often each class occurs at t; its loss
      // is their entropy.
      const entropies = Array.from({ length: task.timeSteps }, (_, t) => {
        const shares = counts(
          drawn.map(({ y }) => hot(y[t])),
          task.outputSize,
        ).map((count) => count / B)
        return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0)
      })
      const mean = entropies.reduce((sum, entropy) => sum + entropy, 0) / task.timeSteps
      expect(Math.abs(mean / task.baseline - 1)).toBeLessThan(0.005)
      expect(task.threshold).toBeCloseTo(task.baseline / 10, 12)
    }
  })

  it('has the published baselines', () => {
    const published = { 20: 0.52, 50: 0.297, 100: 0.173, 200: 0.0945, 500: 0.04, 1000: 0.0204 }
    for (const [length, baseline] of Object.entries(published)) {
      expect(Math.abs(copy.make({ length: Number(length) }).baseline / baseline - 1)).toBeLessThan(
        0.003,
      )
    }
  })
})
