import { describe, expect, it } from 'vitest'
import { anbn } from '../../../src/tasks/anbn.ts'
import { anbncn } from '../../../src/tasks/anbncn.ts'
import type { Reach } from '../../../src/tasks/shared/task.ts'
import {
  checkSequences,
  draw,
  hot,
  readoutOf,
  type Sequence,
  sequences,
  sequencesOf,
  unevenness,
} from '../../support/batches.ts'

/** A net that says what it is to say, with the same distance to both sides. */
const sure = (row: readonly number[]) => row.map((one) => (one === 1 ? 0.6 : 0.4))

describe.each([
  ['anbn', anbn, 'ab'],
  ['anbncn', anbncn, 'abc'],
] as const)('%s', (name, kind, letters) => {
  const K = letters.length + 1

  /** The string n, and what may come after S and after each of its letters. */
  const string = (n: number) => [...letters].map((letter) => letter.repeat(n)).join('')
  const legal = (n: number) =>
    ['', ...string(n)].map((_, t) => {
      const read = string(n).slice(0, t)
      // What may follow is what follows in some string that begins like this: any m of at least n,
      // until a b fixes it.
      const begun = [n, n + 1].map(string).filter((one) => one.startsWith(read))
      const next = begun.map((one) => one[read.length] ?? 'T')
      return [...new Set([...next, ...(read !== '' && /^a*$/.test(read) ? ['b'] : [])])]
        .sort()
        .join('')
    })

  function expectString(n: number, { x, y, weight }: Sequence): void {
    const steps = letters.length * n + 1
    const shown = x.slice(0, steps).map((row) => `${letters}S`[hot(row)])
    expect(shown.join('')).toBe(`S${string(n)}`)
    const asked = y.slice(0, steps).map((row) => [...`${letters}T`].filter((_, k) => row[k] === 1))
    expect(asked.map((may) => may.sort().join(''))).toEqual(
      legal(n).map((may) => [...may].sort().join('')),
    )
    expect(weight).toEqual(weight.map((_, t) => (t < steps ? 1 : 0)))
    expect([...x.slice(steps), ...y.slice(steps)].flat().every((value) => value === 0)).toBe(true)
    expect(y.flat().every((value) => value === 0 || value === 1)).toBe(true)
  }

  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 10 })).toMatchObject({
      name,
      timeSteps: letters.length * 10 + 1,
      inputSize: K,
      outputSize: K,
      answerSteps: letters.length * 10 + 1,
      weighted: true,
      loss: 'mse',
      metric: 'accuracy',
      baseline: 0.1,
      threshold: 1,
    })
  })

  it('shows a string of n up to N, and asks at each step which symbols may come', () => {
    checkSequences(kind, { min: 2, max: 12 }, (sequence, { task, batch, B, b, length: N }) => {
      const n = (sequence.weight.reduce((sum, one) => sum + one, 0) - 1) / letters.length
      expect(n >= 1 && n <= N).toBe(true)
      expectString(n, sequence)
      expect(task.marks(batch, B, b)).toEqual(Array.from({ length: n }, (_, t) => t + 1))
    })
  })

  it('draws every n as often, so that who is right about one of them is right in 1/N', () => {
    const drawn = sequences(kind.make({ length: 5 }), 5000)
    const ns = drawn.map(
      ({ weight }) => (weight.reduce((sum, one) => sum + one, 0) - 1) / letters.length,
    )
    expect(
      unevenness(
        ns.map((n) => n - 1),
        5,
      ),
    ).toBeLessThan(4)
    // Strings of two different n want different sets at some step, so that no answer by time step
    // serves both.
    const wants = [1, 2, 3, 4, 5].map(legal)
    for (const one of wants)
      for (const other of wants)
        if (one !== other)
          expect(one.some((may, t) => may !== other[t] && t < other.length)).toBe(true)
  })

  it('accepts a string where just the legal symbols are above 0.5, at every step', () => {
    const task = kind.make({ length: 6 })
    const B = 40
    const batch = draw(task, B)
    const perfect = readoutOf(batch, K, sure)
    expect(task.score?.(perfect, batch, B)).toEqual({ right: B, of: B })
    for (const [t, k, value] of [
      [0, K - 1, 0.51],
      [1, 1, 0.49],
      [letters.length, K - 1, 0.49],
      [0, 0, Number.NaN],
      [0, K - 1, Number.NaN],
    ]) {
      const one = perfect.slice()
      for (let b = 0; b < B; b++) one[(t * B + b) * K + k] = value
      const changed =
        t === letters.length
          ? [...batch.y].filter((_, n) => n % K === k && Math.floor(n / K / B) === t)
          : null
      // At the step of the shortest string's end only those are wrong that want the T there.
      const wrong = changed ? changed.filter((y) => y === 1).length : B
      expect(task.score?.(one, batch, B)).toEqual({ right: B - wrong, of: B })
    }
    const behind = perfect.map((value, n) => (batch.weight?.[Math.floor(n / K)] === 0 ? 99 : value))
    expect(task.score?.(behind, batch, B)).toEqual({ right: B, of: B })
  })

  it('has longer strings to try, in their order', () => {
    const task = kind.make({ length: 4 })
    const reach = task.reach as Reach
    expect(reach).toMatchObject({ trained: 4, most: 1000 })
    const [first, B] = [7, 5]
    const T = reach.timeSteps(first + B - 1)
    expect(T).toBe(letters.length * 11 + 1)
    const room = (width: number) => new Float32Array(T * B * width).fill(7)
    const batch = { x: room(K), y: room(K), weight: room(1) }
    reach.fill(batch, B, first)
    sequencesOf({ ...task, timeSteps: T, answerSteps: T }, batch, B).forEach((sequence, b) => {
      expectString(first + b, sequence)
    })
    const perfect = readoutOf(batch, K, sure)
    perfect[(T - 1) * B * K + 4 * K + K - 1] = 0.4
    expect([0, 1, 2, 3, 4].map((b) => reach.accepts(perfect, batch, B, b))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })
})
