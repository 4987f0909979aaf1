import { describe, expect, it } from 'vitest'
import { continualReber } from '../../src/tasks/continual-reber.ts'
import { reber } from '../../src/tasks/reber.ts'
import type { Batch, Task } from '../../src/tasks/shared/task.ts'
import { draw, hot, misfit, type Sequence, sequences } from '../support/batches.ts'
import { bestBlind, derive } from '../support/derivations.ts'

const LETTERS = 'BTPSXVE'
const letter = (row: readonly number[]) => LETTERS[hot(row)] ?? '?'

/** The symbols that are shown, and the last one that is asked for. */
function spelled({ x, y, weight }: Sequence): string {
  const steps = weight.filter((one) => one === 1).length
  expect(weight).toEqual(weight.map((_, t) => (t < steps ? 1 : 0)))
  const symbols = x.slice(0, steps).map(letter).join('') + letter(y[steps - 1])
  expect(y.slice(0, steps).map(letter).join('')).toBe(symbols.slice(1))
  expect([...x.slice(steps), ...y.slice(steps)].flat().every((value) => value === 0)).toBe(true)
  return symbols
}

/**
 * A readout in which the legal symbols are above the others, by a little, and apart from one
 * another.
 */
function legalReadout(
  task: Task,
  batch: Batch,
  B: number,
  legal: (symbols: string) => readonly string[],
): Float32Array {
  const readout = new Float32Array(task.answerSteps * B * 7)
  for (let b = 0; b < B; b++) {
    const symbols = spelled(sequencesOf(task, batch, B, b))
    legal(symbols).forEach((may, t) => {
      for (let k = 0; k < 7; k++)
        readout[(t * B + b) * 7 + k] = may.includes(LETTERS[k]) ? 0.1 + k : 0.05 - k
    })
  }
  return readout
}

const sequencesOf = (task: Task, batch: Batch, B: number, b: number): Sequence => {
  const rows = (values: Float32Array, width: number) =>
    Array.from({ length: task.timeSteps }, (_, t) =>
      Array.from(values.subarray((t * B + b) * width, (t * B + b + 1) * width)),
    )
  const weight = batch.weight
    ? rows(batch.weight, 1).flat()
    : new Array<number>(task.timeSteps).fill(1)
  return { x: rows(batch.x, 7), y: rows(batch.y, 7), weight }
}

describe.each([
  ['reber', reber, false],
  ['continual-reber', continualReber, true],
] as const)('%s', (name, kind, endless) => {
  const derived = (T: number) => derive(endless ? T + 1 : T, endless)
  const byString = new Map(derived(16).map((one) => [one.symbols, one.legal]))
  const legalOf = (symbols: string) => byString.get(symbols) ?? []

  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 30 })).toMatchObject({
      name,
      timeSteps: endless ? 30 : 29,
      inputSize: 7,
      outputSize: 7,
      answerSteps: endless ? 30 : 29,
      loss: 'cross-entropy',
      metric: 'accuracy',
      threshold: 1,
    })
    expect(kind.make({ length: 30 }).weighted ?? false).toBe(!endless)
  })

  it.each([9, 10, 11, 13])(
    'at T = %i draws every string as often as it is derived, and no other',
    (T) => {
      const all = derived(T)
      const total = all.reduce((sum, { probability }) => sum + probability, 0)
      const expected = new Map(
        all.map(({ symbols, probability }) => [symbols, probability / total]),
      )
      const drawn = sequences(kind.make({ length: T }), 6000).map(spelled)
      expect(misfit(drawn, expected)).toBeLessThan(4)
    },
  )

  it('has as its baseline the best answer by time step alone, found by trying all', () => {
    for (const T of [9, 10, 11, 12, 13, 14, 15, 16]) {
      const all = derived(T)
      const total = all.reduce((sum, { probability }) => sum + probability, 0)
      expect(kind.make({ length: T }).baseline).toBeCloseTo(bestBlind(all) / total, 12)
    }
  })

  it('counts a sequence as right where legal symbols are above all others at every step', () => {
    const task = kind.make({ length: 16 })
    const B = 60
    const batch = draw(task, B)
    const perfect = legalReadout(task, batch, B, legalOf)
    expect(task.score?.(perfect, batch, B)).toEqual({ right: B, of: B })
    for (const t of [0, 5, 7]) {
      const flipped = perfect.slice()
      for (let k = 0; k < 7; k++) flipped[(t * B + 3) * 7 + k] *= -1
      expect(task.score?.(flipped, batch, B)).toEqual({ right: B - 1, of: B })
    }
    // A legal symbol that is merely the second of two must be above the others, too.
    const choices = perfect.slice()
    const may = legalOf(spelled(sequencesOf(task, batch, B, 3)))[0]
    expect(may).toBe('PT')
    choices[3 * 7 + LETTERS.indexOf('P')] = -9
    expect(task.score?.(choices, batch, B)).toEqual({ right: B - 1, of: B })
    expect(
      task.score?.(
        perfect.map(() => Number.NaN),
        batch,
        B,
      ),
    ).toEqual({ right: 0, of: B })
  })

  it('is marked where the T or P is that comes again', () => {
    const task = kind.make({ length: 40 })
    const batch = draw(task, 5)
    for (let b = 0; b < 5; b++) {
      const symbols = spelled(sequencesOf(task, batch, 5, b))
      const marks = task.marks(batch, 5, b)
      if (!endless) expect(marks).toEqual([1])
      else expect(marks).toEqual(starts(symbols.slice(0, 40)))
    }
  })
})

/**
 * The second symbols of the strings of a stream. An inner string ends in SE or VE, so TE and PE end
 * whole ones.
 */
function starts(stream: string): number[] {
  let from = 0
  return stream.split(/(?<=[TP]E)/).flatMap((string) => {
    const mark = from + 1
    from += string.length
    return string.length > 1 ? [mark] : []
  })
}

describe('the embedded Reber grammar', () => {
  it('has strings of 12 symbols on the average, and 1 of 788 above 30', () => {
    const all = derive(24)
    const mean = all.reduce(
      (sum, { symbols, probability }) => sum + symbols.length * probability,
      0,
    )
    const share = all.reduce((sum, { probability }) => sum + probability, 0)
    expect(mean + (1 - share) * 27).toBeCloseTo(12, 1)
    expect(1 / (1 - 1 / 16 / reber.make({ length: 30 }).baseline)).toBeCloseTo(787.5, 1)
  })

  it('masks nothing but what lies behind the end', () => {
    const task = reber.make({ length: 16 })
    const B = 40
    const batch = draw(task, B)
    const all = legalReadout(
      task,
      batch,
      B,
      (symbols) => derive(16).find((one) => one.symbols === symbols)?.legal ?? [],
    )
    const behind = all.map((value, n) =>
      batch.weight?.[Math.floor(n / 7)] === 0 ? 1e9 * (n % 3) : value,
    )
    expect(task.score?.(behind, batch, B)).toEqual({ right: B, of: B })
  })
})
