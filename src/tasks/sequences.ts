/** From sequences as they are read, one after another, to what the task needs of them: numbers, a split, a baseline. */
import { random } from '../engine/random.ts'
import { type DataContent, shared } from './content.ts'

/** Of so many sequences one is held out. */
export const ONE_IN = 5

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

/** Sequences as they stand in a file; the fields are those of DataContent. */
export interface Gathered {
  readonly inputSize: number
  readonly outputSize: number
  readonly classes: boolean
  readonly start: readonly number[]
  readonly x: Float32Array
  readonly asked: readonly number[]
  readonly at: readonly number[]
  readonly y: Float32Array
}

export function contentOfSequences(gathered: Gathered): DataContent {
  const { inputSize, outputSize, classes, start, asked, at } = gathered
  const count = start.length - 1
  let timeSteps = 0
  let first = Number.POSITIVE_INFINITY
  for (let n = 0; n < count; n++) timeSteps = Math.max(timeSteps, start[n + 1] - start[n])
  for (const step of at) first = Math.min(first, step)
  const { train, heldOut } = parted(gathered)
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
    train: shared(Uint32Array, train),
    heldOut: shared(Uint32Array, heldOut),
    constant: classes ? commonest(gathered, heldOut) : variance(gathered, heldOut),
  }
}

/**
 * One sequence in five is held out, the same whatever the seed of a run: shuffled by a fixed stream and then put in the order of
 * their last answer, they have every fifth of them, beginning with the third, held out. So answers are as frequent in one
 * part as in the other, in whatever order the file has them.
 */
function parted({ start, asked, classes, outputSize, y }: Gathered): { train: number[]; heldOut: number[] } {
  const order = shuffled(start.length - 1)
  const width = classes ? 1 : outputSize
  const lastOf = (n: number) => y[(asked[n + 1] - 1) * width]
  order.sort((a, b) => lastOf(a) - lastOf(b))
  const apart = (place: number) => place % ONE_IN === 2
  return {
    train: order.filter((_, place) => !apart(place)),
    // In turn, whatever their answers.
    heldOut: shuffled(order.filter((_, place) => apart(place)).length).map((place) => order[place * ONE_IN + 2]),
  }
}

/** 0 to n − 1 in an order of chance that is always the same (Fisher & Yates). */
function shuffled(count: number): number[] {
  const numbers = random(1, 'heldOut')
  const order = Array.from({ length: count }, (_, n) => n)
  for (let n = count - 1; n > 0; n--) {
    const other = numbers.below(n + 1)
    const moved = order[n]
    order[n] = order[other]
    order[other] = moved
  }
  return order
}

/** Numbers of the answers of some sequences. */
function* answersOf({ asked }: Gathered, sequences: readonly number[]): Generator<number> {
  for (const n of sequences) for (let answer = asked[n]; answer < asked[n + 1]; answer++) yield answer
}

/** The share of the most frequent class. */
function commonest(gathered: Gathered, sequences: readonly number[]): number {
  const counts = new Array<number>(gathered.outputSize).fill(0)
  let all = 0
  for (const answer of answersOf(gathered, sequences)) {
    counts[gathered.y[answer]]++
    all++
  }
  return Math.max(...counts) / all
}

/** The mean squared distance from the mean, over all O numbers of an answer. */
function variance(gathered: Gathered, sequences: readonly number[]): number {
  const { outputSize: O, y } = gathered
  let sum = 0
  for (let o = 0; o < O; o++) {
    let mean = 0
    let squares = 0
    let all = 0
    // Welford 1962: no difference of large numbers.
    for (const answer of answersOf(gathered, sequences)) {
      const value = y[answer * O + o]
      const before = value - mean
      mean += before / ++all
      squares += before * (value - mean)
    }
    sum += squares / all / O
  }
  return sum
}
