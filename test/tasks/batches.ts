/** Batches of a task, drawn and taken apart without the task's help. */
import { random, type Stream } from '../../src/engine/random.ts'
import type { Batch, Task } from '../../src/tasks/task.ts'

/** Arrays of the right sizes, full of what must not be left standing. */
export function usedBatch(task: Task, B: number): Batch {
  const { timeSteps: T, inputSize: I, outputSize: O, answerSteps: L } = task
  return { x: new Float32Array(T * B * I).fill(7), y: new Float32Array(L * B * O).fill(7) }
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
}

/** The sequences of a batch, one by one. */
export function sequencesOf(task: Task, { x, y }: Batch, B: number): Sequence[] {
  const rows = (values: Float32Array, steps: number, width: number, b: number) =>
    Array.from({ length: steps }, (_, t) => Array.from(values.subarray((t * B + b) * width, (t * B + b + 1) * width)))
  return Array.from({ length: B }, (_, b) => ({
    x: rows(x, task.timeSteps, task.inputSize, b),
    y: rows(y, task.answerSteps, task.outputSize, b),
  }))
}

/** B sequences from the start of a stream. */
export function sequences(task: Task, B: number, seed = 1, stream: Stream = 'train'): Sequence[] {
  return sequencesOf(task, draw(task, B, seed, stream), B)
}

/** The place of the only 1 in a row of zeros; -1 for any other row. */
export function hot(row: readonly number[]): number {
  const place = row.indexOf(1)
  return place >= 0 && row.every((value, n) => value === (n === place ? 1 : 0)) ? place : -1
}

/** How often each of 0 to n − 1 occurs; anything else is counted in a last place, n. */
export function counts(values: readonly number[], n: number): number[] {
  const found = new Array<number>(n + 1).fill(0)
  for (const value of values) found[Number.isInteger(value) && value >= 0 && value < n ? value : n]++
  return found
}

/**
 * Pearson's chi-square of the values against the uniform distribution over 0 to n − 1, as a normal deviate (Wilson &
 * Hilferty 1931): above 4 about once in 30,000. Infinite when a value is none of them.
 */
export function unevenness(values: readonly number[], n: number): number {
  const found = counts(values, n)
  if (found.pop() !== 0) return Number.POSITIVE_INFINITY
  const expected = values.length / n
  const square = found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const freedom = n - 1
  return (Math.cbrt(square / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom))
}
