import { describe, expect, it } from 'vitest'
import { memory5Bit } from '../../../src/tasks/memory-5-bit.ts'
import { memory20Bit } from '../../../src/tasks/memory-20-bit.ts'
import {
  checkSequences,
  draw,
  hot,
  readoutOf,
  sequences,
  unevenness,
} from '../../support/batches.ts'

const repeated = (value: number, count: number) => new Array<number>(count).fill(value)

describe.each([
  ['memory-5-bit', memory5Bit, 5, 2],
  ['memory-20-bit', memory20Bit, 10, 5],
] as const)('%s', (name, kind, count, K) => {
  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 50 })).toMatchObject({
      name,
      timeSteps: 50 + 2 * count,
      inputSize: K + 2,
      outputSize: K + 1,
      answerSteps: 50 + 2 * count,
      loss: 'cross-entropy',
      metric: 'accuracy',
      threshold: 0.99,
    })
    expect(kind.make({ length: 50 }).baseline).toBeCloseTo(
      name === 'memory-5-bit' ? 1 / 32 : 1 / 9765625,
      15,
    )
  })

  it('shows the symbols, waits, gives the cue, and asks for waiting and then the symbols', () => {
    checkSequences(kind, { min: 1, max: 30 }, ({ x, y }, { task, batch, B, b, length: T }) => {
      const symbols = x.slice(0, count).map(hot)
      expect(symbols.every((symbol) => symbol >= 0 && symbol < K)).toBe(true)
      expect(x.map(hot)).toEqual([...symbols, ...repeated(K, T - 1), K + 1, ...repeated(K, count)])
      expect(y.map(hot)).toEqual([...repeated(K, T + count), ...symbols])
      expect(task.marks(batch, B, b)).toEqual(symbols.map((_, t) => t))
    })
  })

  it('draws the symbols evenly, each on its own', () => {
    const drawn = sequences(kind.make({ length: 1 }), 5000).map(({ x }) =>
      x.slice(0, count).map(hot),
    )
    for (let t = 0; t + 1 < count; t++)
      expect(
        unevenness(
          drawn.map((symbols) => symbols[t] * K + symbols[t + 1]),
          K * K,
        ),
      ).toBeLessThan(4)
  })

  it('counts a sequence as right where the largest output is, at every step', () => {
    const task = kind.make({ length: 3 })
    const B = 100
    const batch = draw(task, B)
    const perfect = readoutOf(batch, K + 1, (row) => row.map((one) => one - 1 / 2))
    expect(task.score?.(perfect, batch, B)).toEqual({ right: B, of: B })
    // One step of sequence 7 wrong: one that waits, or one that answers.
    for (const t of [0, 3 + 2 * count - 1]) {
      const one = perfect.slice()
      const at = (t * B + 7) * (K + 1)
      const right = hot(Array.from(batch.y.subarray(at, at + K + 1)))
      one[at + ((right + 1) % (K + 1))] = 3
      expect(task.score?.(one, batch, B)).toEqual({ right: B - 1, of: B })
    }
    expect(
      task.score?.(
        perfect.map(() => Number.NaN),
        batch,
        B,
      ),
    ).toEqual({ right: 0, of: B })
  })

  it('is blind in 1/K^count of the cases', () => {
    if (kind !== memory5Bit) return
    const drawn = sequences(kind.make({ length: 1 }), 6400).map(({ y }) => y.slice(-5).map(hot))
    const codes = drawn.map((symbols) => symbols.reduce((code, symbol) => 2 * code + symbol, 0))
    expect(unevenness(codes, 32)).toBeLessThan(4)
  })
})
