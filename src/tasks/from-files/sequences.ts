/**
 * From sequences as they are read, one after another, to what the task needs of them: numbers, a
 * split, a baseline.
 */
import { largest } from '../../rules/extremes.ts'
import { type DataContent, type Gathered, shared } from '../shared/file-content.ts'
import { stratified } from './stratify.ts'

/** Numbers as they come in; the room for them grows. */
export class Growing {
  private values = new Float32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float32Array(2 * this.length)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  all(): Float32Array {
    return this.values.subarray(0, this.length)
  }
}

export function contentOfSequences(gathered: Gathered): DataContent {
  const { inputSize, outputSize, classes, start, asked, at } = gathered
  const count = start.length - 1
  let timeSteps = 0
  let first = Number.POSITIVE_INFINITY
  for (let n = 0; n < count; n++) timeSteps = Math.max(timeSteps, start[n + 1] - start[n])
  for (const step of at) first = Math.min(first, step)
  return {
    form: 'data',
    inputSize,
    outputSize,
    classes,
    start: shared(Uint32Array, start),
    x: shared(Float32Array, gathered.x),
    asked: shared(Uint32Array, asked),
    at: shared(Uint32Array, at),
    y: shared(Float32Array, gathered.y),
    timeSteps,
    answerSteps: timeSteps - first,
    folds: stratified(gathered),
    constant: classes ? commonest(gathered) : variance(gathered),
  }
}

/** The share of the most frequent class. */
function commonest({ outputSize, y }: Gathered): number {
  const counts = new Array<number>(outputSize).fill(0)
  for (const one of y) counts[one]++
  return largest(counts) / y.length
}

/** The mean squared distance from the mean, over all O numbers of an answer. */
export function variance({ outputSize: O, y }: Pick<Gathered, 'outputSize' | 'y'>): number {
  let sum = 0
  for (let o = 0; o < O; o++) {
    let mean = 0
    let squares = 0
    let all = 0
    // Welford 1962: no difference of large numbers.
    for (let n = o; n < y.length; n += O) {
      const before = y[n] - mean
      mean += before / ++all
      squares += before * (y[n] - mean)
    }
    sum += squares / all / O
  }
  return sum
}
