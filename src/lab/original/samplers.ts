/** Stand-ins for the tasks of 1997, behind the interface of a task. */
import type { Random } from '../../engine/random.ts'
import type { Batch, Task } from '../../tasks/task.ts'

/** What the run of an original experiment needs of its task. */
export type Sampler = Pick<
  Task,
  'name' | 'timeSteps' | 'inputSize' | 'outputSize' | 'answerSteps' | 'weighted' | 'sample'
>

type Fill = (random: Random, batch: Batch, last: number) => readonly number[]

/** A sampler of sequences of T to T + spread steps, asked at their last step. */
function sampler(name: string, T: number, spread: number, I: number, O: number, fill: Fill): Sampler {
  return {
    name,
    timeSteps: T + spread,
    inputSize: I,
    outputSize: O,
    answerSteps: spread + 1,
    weighted: true,
    sample(random, batch) {
      const more = random.below(spread + 1)
      batch.x.fill(0)
      batch.weight?.fill(0)
      const target = fill(random, batch, T + more - 1)
      batch.y.set(target, more * O)
      batch.weight?.fill(1, more, more + 1)
    },
  }
}

function pairs(
  name: string,
  T: number,
  value: (random: Random) => number,
  none: number,
  target: (a: number, b: number) => number,
) {
  return sampler(name, T, Math.floor(T / 10), 2, 1, (random, { x }, last) => {
    for (let t = 0; t <= last; t++) x[2 * t] = value(random)
    const first = random.below(10)
    let second = random.below(T / 2 - 2)
    if (second >= first) second++
    for (const t of [first, second]) x[2 * t + 1] = 1
    const at = (t: number) => (t === 0 ? none : x[2 * t])
    const answer = target(at(first), at(second))
    x[1] = -1
    x[2 * last + 1] = -1
    return [answer]
  })
}

function order(name: string, windows: readonly number[]) {
  const classes = 2 ** windows.length
  return sampler(name, 100, 10, 8, classes, (random, { x }, last) => {
    const places = windows.map((from) => from + random.below(11))
    let answer = 0
    for (let t = 1; t < last; t++) {
      const holds = places.includes(t)
      const symbol = holds ? random.below(2) : 2 + random.below(4)
      if (holds) answer = 2 * answer + symbol
      x[8 * t + symbol] = 1
    }
    x[6] = 1
    x[8 * last + 7] = 1
    return Array.from({ length: classes }, (_, k) => (k === answer ? 1 : 0))
  })
}

/** A standard normal number, nearly: the sum of twelve uniform ones. */
function normal(random: Random): number {
  let sum = -6
  for (let n = 0; n < 12; n++) sum += random.uniform()
  return sum
}

export function samplerOf(name: string, length: number): Sampler {
  const signed = (random: Random) => 2 * random.uniform() - 1
  if (name === 'adding-1997') return pairs(name, length, signed, 0, (a, b) => 0.5 + (a + b) / 4)
  if (name === 'multiplication')
    return pairs(
      name,
      length,
      (random) => random.uniform(),
      1,
      (a, b) => a * b,
    )
  if (name === 'temporal-order-1997') return order(name, [10, 50])
  if (name === 'temporal-order-3') return order(name, [10, 33, 66])
  if (name === 'two-sequence')
    return sampler(name, length, Math.floor(length / 10), 1, 1, (random, { x }, last) => {
      const one = random.below(2)
      for (let t = 0; t <= last; t++) x[t] = t < 3 ? 2 * one - 1 : Math.sqrt(0.2) * normal(random)
      return [one]
    })
  if (name === 'long-lag-distractors')
    return sampler(name, length + 3, 49, length + 4, 2, (random, { x }, last) => {
      const second = random.below(2)
      const symbols = [length + 1, length + 2 + second]
      for (let t = 0; t <= last; t++)
        x[t * (length + 4) + (symbols[t] ?? (t === last ? length : random.below(length)))] = 1
      return second === 0 ? [1, 0] : [0, 1]
    })
  throw new RangeError(name)
}
