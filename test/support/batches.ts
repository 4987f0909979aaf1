/** Batches of a task, drawn and taken apart without the task's help. */
import fc from 'fast-check'
import { random, type Stream } from '../../src/engine/random.ts'
import type { Batch, Task } from '../../src/tasks/shared/task.ts'

/** Arrays of the right sizes, full of what must not be left standing. */
export function usedBatch(task: Task, B: number): Batch {
  const { timeSteps: T, inputSize: I, outputSize: O, answerSteps: L } = task
  const batch = { x: new Float32Array(T * B * I).fill(7), y: new Float32Array(L * B * O).fill(7) }
  return task.weighted ? { ...batch, weight: new Float32Array(L * B).fill(7) } : batch
}

/** One batch from the start of a stream. */
export function draw(task: Task, B: number, seed = 1, stream: Stream = 'train'): Batch {
  const batch = usedBatch(task, B)
  task.sample(random(seed, stream), batch, B)
  return batch
}

export interface Sequence {
  /** [T][I] */
  readonly x: number[][]
  /** [L][O] */
  readonly y: number[][]
  /** [L]; ones where all positions count. */
  readonly weight: number[]
}

/** The sequences of a batch, one by one. */
export function sequencesOf(task: Task, { x, y, weight }: Batch, B: number): Sequence[] {
  const even = new Float32Array(task.answerSteps * B).fill(1)
  const rows = (values: Float32Array, steps: number, width: number, b: number) =>
    Array.from({ length: steps }, (_, t) =>
      Array.from(values.subarray((t * B + b) * width, (t * B + b + 1) * width)),
    )
  return Array.from({ length: B }, (_, b) => ({
    x: rows(x, task.timeSteps, task.inputSize, b),
    y: rows(y, task.answerSteps, task.outputSize, b),
    weight: rows(weight ?? even, task.answerSteps, 1, b).flat(),
  }))
}

/** B sequences from the start of a stream. */
export function sequences(task: Task, B: number, seed = 1, stream: Stream = 'train'): Sequence[] {
  return sequencesOf(task, draw(task, B, seed, stream), B)
}

/**
 * The time step (0-based) at which the only answer of a sequence is asked for; −1 unless there is
 * one such step, of weight 1.
 */
export function askedAt({ x, weight }: Sequence): number {
  const place = hot(weight)
  return place < 0 ? -1 : x.length - weight.length + place
}

/** Steps behind this one show nothing, and nothing but this one is asked for. */
export function isOverAfter(t: number, { x, y, weight }: Sequence): boolean {
  const first = x.length - weight.length
  const empty = (row: readonly number[]) => row.every((value) => value === 0)
  return x.slice(t + 1).every(empty) && y.every((row, l) => first + l === t || empty(row))
}

/** A readout that says of each position what the function makes of its target row. */
export function readoutOf(
  { y }: Batch,
  O: number,
  say: (row: readonly number[], n: number) => readonly number[],
): Float32Array {
  const rows = Array.from({ length: y.length / O }, (_, n) =>
    say(Array.from(y.subarray(n * O, (n + 1) * O)), n),
  )
  return Float32Array.from(rows.flat())
}

/** The place of the only 1 in a row of zeros; -1 for any other row. */
export function hot(row: readonly number[]): number {
  const place = row.indexOf(1)
  return place >= 0 && row.every((value, n) => value === (n === place ? 1 : 0)) ? place : -1
}

/** How often each of 0 to n − 1 occurs; anything else is counted in a last place, n. */
export function counts(values: readonly number[], n: number): number[] {
  const found = new Array<number>(n + 1).fill(0)
  for (const value of values)
    found[Number.isInteger(value) && value >= 0 && value < n ? value : n]++
  return found
}

/**
 * Pearson's chi-square of the values against the uniform distribution over 0 to n − 1, as a normal
 * deviate (Wilson & Hilferty 1931): above 4 about once in 30,000. Infinite when a value is none of
 * them.
 */
export function unevenness(values: readonly number[], n: number): number {
  const found = counts(values, n)
  if (found.pop() !== 0) return Number.POSITIVE_INFINITY
  const expected = values.length / n
  const square = found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return deviate(square, n - 1)
}

/**
 * The same against given probabilities; those expected less than five times are counted together.
 */
export function misfit(
  values: readonly string[],
  probabilities: ReadonlyMap<string, number>,
): number {
  const found = new Map([...probabilities.keys()].map((value) => [value, 0]))
  for (const value of values) {
    const before = found.get(value)
    if (before === undefined) return Number.POSITIVE_INFINITY
    found.set(value, before + 1)
  }
  const cells = [...probabilities].map(([value, share]) => [
    found.get(value) ?? 0,
    share * values.length,
  ])
  const rare = cells.filter(([, expected]) => expected < 5)
  const rest = [0, 1].map((part) => rare.reduce((sum, cell) => sum + cell[part], 0))
  const all = [...cells.filter(([, expected]) => expected >= 5), ...(rest[1] > 0 ? [rest] : [])]
  return deviate(
    all.reduce((sum, [count, expected]) => sum + (count - expected) ** 2 / expected, 0),
    all.length - 1,
  )
}

const deviate = (square: number, freedom: number): number =>
  (Math.cbrt(square / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom))

interface Drawn {
  readonly task: Task
  readonly batch: Batch
  readonly B: number
  /** Which of the batch's sequences it is. */
  readonly b: number
  /** As the task was asked for: T, or the source's name for it. */
  readonly length: number
}

/** Checks every sequence of batches at random lengths, seeds and batch sizes. */
export function checkSequences(
  kind: { readonly make: (options: { length: number }) => Task },
  lengths: { readonly min: number; readonly max: number },
  check: (sequence: Sequence, drawn: Drawn) => void,
  numRuns = 60,
): void {
  const sizes = {
    length: fc.integer(lengths),
    seed: fc.integer(),
    B: fc.integer({ min: 1, max: 5 }),
  }
  fc.assert(
    fc.property(fc.record(sizes), ({ length, seed, B }) => {
      const task = kind.make({ length })
      const batch = draw(task, B, seed)
      for (const [b, sequence] of sequencesOf(task, batch, B).entries())
        check(sequence, { task, batch, B, b, length })
    }),
    { numRuns },
  )
}
