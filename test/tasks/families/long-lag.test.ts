import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longLag } from '../../../src/tasks/long-lag.ts'
import { longLagDistractors } from '../../../src/tasks/long-lag-distractors.ts'
import { longLagRandom } from '../../../src/tasks/long-lag-random.ts'
import {
  askedAt,
  checkSequences,
  draw,
  hot,
  isOverAfter,
  readoutOf,
  sequences,
  unevenness,
} from '../../support/batches.ts'

/** Logits of a softmax that leaves so much to be desired of a one-hot row. */
const short = (by: number) => (row: readonly number[]) =>
  row.map((one) => Math.log(one === 1 ? 1 - by : by / (row.length - 1)))

describe.each([
  ['long-lag', longLag],
  ['long-lag-random', longLagRandom],
] as const)('%s', (name, kind) => {
  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 100 })).toMatchObject({
      name,
      timeSteps: 100,
      inputSize: 101,
      outputSize: 101,
      answerSteps: 100,
      loss: 'cross-entropy',
      metric: 'accuracy',
      baseline: 0.5,
      threshold: 1,
    })
  })

  it('shows x or y, then p − 1 others; asks for each next symbol, at the end for x or y', () => {
    checkSequences(kind, { min: 2, max: 40 }, ({ x, y }, { task, batch, B, b, length: p }) => {
      const shown = x.map(hot)
      expect([p - 1, p]).toContain(shown[0])
      expect(y.map(hot)).toEqual([...shown.slice(1), shown[0]])
      if (kind === longLag)
        expect(shown.slice(1)).toEqual(Array.from({ length: p - 1 }, (_, n) => n))
      else expect(shown.slice(1).every((symbol) => symbol >= 0 && symbol < p - 1)).toBe(true)
      expect(task.marks(batch, B, b)).toEqual([0])
    })
  })

  it('draws x and y evenly, and the others too where they are drawn', () => {
    const p = 6
    const drawn = sequences(kind.make({ length: p }), 10_000).map(({ x }) => x.map(hot))
    expect(
      unevenness(
        drawn.map(([first]) => first - p + 1),
        2,
      ),
    ).toBeLessThan(4)
    if (kind === longLag) return
    for (const t of [1, p - 1]) {
      const joint = drawn.map((shown) => shown[t] * 2 + shown[0] - p + 1)
      expect(unevenness(joint, 2 * (p - 1))).toBeLessThan(4)
    }
  })

  it('counts a sequence as right where all outputs are within 0.25, at each or last step', () => {
    const task = kind.make({ length: 8 })
    const B = 200
    const batch = draw(task, B)
    const score = (say: Parameters<typeof readoutOf>[2]) =>
      task.score?.(readoutOf(batch, 9, say), batch, B)
    const last = (n: number) => n >= 7 * B
    expect(score(short(0.24))).toEqual({ right: B, of: B })
    expect(score(short(0.26))).toEqual({ right: 0, of: B })
    // One step wrong, the first or the last, of the first half of the sequences.
    const wrongAt = (wrong: (n: number) => boolean) =>
      score((row, n) => short(wrong(n) && n % B < B / 2 ? 0.3 : 0.1)(row))
    expect(wrongAt(last)).toEqual({ right: B / 2, of: B })
    expect(wrongAt((n) => n < B)).toEqual({ right: kind === longLag ? B / 2 : B, of: B })
    // The best blind answer: what is always the same, and x at the end.
    const blind = score((row, n) => (last(n) ? [0, 0, 0, 0, 0, 0, 0, 9, 0] : short(0.1)(row)))
    expect(Math.abs((blind?.right ?? 0) / B - task.baseline)).toBeLessThan(4 * Math.sqrt(0.25 / B))
  })
})

describe('long-lag-distractors', () => {
  it('has the sizes and rules of its definition', () => {
    expect(longLagDistractors.make({ length: 50, symbols: 50 })).toMatchObject({
      timeSteps: 102,
      inputSize: 54,
      outputSize: 2,
      answerSteps: 50,
      weighted: true,
      loss: 'cross-entropy',
      metric: 'accuracy',
      baseline: 0.5,
      threshold: 1,
    })
  })

  it('shows b, x or y, q + k distractors and e, and asks at e for the second symbol', () => {
    const sizes = {
      q: fc.integer({ min: 1, max: 30 }),
      p: fc.integer({ min: 2, max: 30 }),
      seed: fc.integer(),
    }
    fc.assert(
      fc.property(
        fc.record({ ...sizes, B: fc.integer({ min: 1, max: 5 }) }),
        ({ q, p, seed, B }) => {
          const task = longLagDistractors.make({ length: q, symbols: p })
          const batch = draw(task, B, seed)
          sequences(task, B, seed).forEach((sequence, b) => {
            const end = askedAt(sequence)
            const shown = sequence.x.slice(0, end + 1).map(hot)
            expect(isOverAfter(end, sequence)).toBe(true)
            expect(shown[0]).toBe(p + 1)
            expect([p + 2, p + 3]).toContain(shown[1])
            const between = shown.slice(2, -1)
            expect(between.length - q >= 0 && between.length - q < 50).toBe(true)
            expect(between.every((symbol) => symbol >= 0 && symbol < p)).toBe(true)
            expect(shown[end]).toBe(p)
            expect(hot(sequence.y[between.length - q])).toBe(shown[1] - p - 2)
            expect(task.marks(batch, B, b)).toEqual([1])
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('draws classes and distractors evenly, and a geometric k of mean 9 that ends below 50', () => {
    const [q, p, B] = [2, 4, 8000]
    const drawn = sequences(longLagDistractors.make({ length: q, symbols: p }), B)
    const classes = drawn.map(({ x }) => hot(x[1]) - p - 2)
    expect(unevenness(classes, 2)).toBeLessThan(4)
    expect(
      unevenness(
        drawn.map(({ x }, n) => hot(x[2]) * 2 + classes[n]),
        2 * p,
      ),
    ).toBeLessThan(4)
    const extra = drawn.map((sequence) => askedAt(sequence) - q - 2)
    // Equal shares of a geometric distribution cut off at 50, as bounds of its distribution
    // function.
    const below = (k: number) => (1 - 0.9 ** (k + 1)) / (1 - 0.9 ** 50)
    for (const k of [0, 1, 5, 10, 20, 40]) {
      const share = extra.filter((one) => one <= k).length / B
      expect(Math.abs(share - below(k))).toBeLessThan(
        4 * Math.sqrt((below(k) * (1 - below(k))) / B),
      )
    }
    expect(Math.max(...extra)).toBeLessThan(50)
  })

  it('counts an answer as right where both outputs are within 0.2', () => {
    const task = longLagDistractors.make({ length: 3, symbols: 2 })
    const B = 100
    const batch = draw(task, B)
    const said = (by: number) => readoutOf(batch, 2, short(by))
    expect(task.score?.(said(0.19), batch, B)).toEqual({ right: B, of: B })
    expect(task.score?.(said(0.21), batch, B)).toEqual({ right: 0, of: B })
  })
})
