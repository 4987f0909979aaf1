/** Tasks made up so that it is known what solves them. */
import type { Random } from '../../src/engine/random.ts'
import type { Task } from '../../src/tasks/shared/task.ts'

type Sequence = {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly weight?: readonly number[]
}

/** A task with one input, from a function that makes one sequence. */
function invent(
  facts: Partial<Task> & Pick<Task, 'timeSteps' | 'loss' | 'metric' | 'threshold'>,
  one: (random: Random) => Sequence,
): Task {
  const whole = {
    name: 'invented',
    inputSize: 1,
    outputSize: 1,
    answerSteps: 1,
    baseline: 0,
    ...facts,
  }
  const { timeSteps: T, inputSize: I, outputSize: O, answerSteps: L } = whole
  return {
    ...whole,
    sample(random, { x, y, weight }, B) {
      for (let b = 0; b < B; b++) {
        const sequence = one(random)
        for (let n = 0; n < T * I; n++) x[(Math.floor(n / I) * B + b) * I + (n % I)] = sequence.x[n]
        for (let n = 0; n < L * O; n++) y[(Math.floor(n / O) * B + b) * O + (n % O)] = sequence.y[n]
        for (let l = 0; l < L; l++) if (weight) weight[l * B + b] = sequence.weight?.[l] ?? 1
      }
    },
    marks: () => [],
  }
}

const times = <A>(n: number, make: (k: number) => A): A[] =>
  Array.from({ length: n }, (_, k) => make(k))
const sign = (random: Random) => 2 * random.below(2) - 1
const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
const oneHot = (n: number, of: number) => times(of, (k) => (k === n ? 1 : 0))

/** Right where the sign is. */
const bySign: Pick<Task, 'score'> = {
  score(readout, { y }, B) {
    let right = 0
    for (let b = 0; b < B; b++) if (readout[b] * y[b] > 0) right++
    return { right, of: B }
  },
}

/** The sum of all inputs at every step: the bag has it exactly. */
export const running = (T: number): Task =>
  invent(
    { timeSteps: T, answerSteps: T, loss: 'mse', metric: 'mse', threshold: 1e-6 },
    (random) => {
      const x = times(T, () => random.uniform())
      return { x, y: x.map((_, t) => sum(x.slice(0, t + 1))) }
    },
  )

/**
 * How many of T bits are set, as a class: the bag has it, though the middle classes are never the
 * extreme ones.
 */
export const counting = (T: number): Task =>
  invent(
    { timeSteps: T, outputSize: T + 1, loss: 'cross-entropy', metric: 'accuracy', threshold: 0.99 },
    (random) => {
      const x = times(T, () => random.below(2))
      return { x, y: oneHot(sum(x), T + 1) }
    },
  )

/** The product of T signs (Bengio, Simard & Frasconi 1994). */
export const parity = (T: number): Task =>
  invent(
    { timeSteps: T, loss: 'mse', metric: 'accuracy', threshold: 0.99, ...bySign },
    (random) => {
      const x = times(T, () => sign(random))
      return { x, y: [x.reduce((product, one) => product * one, 1)] }
    },
  )

/**
 * The sign of the first three inputs, then noise of small amplitude: the two-sequence problem of
 * Bengio et al. 1994.
 */
export const twoSequences = (T: number): Task =>
  invent(
    { timeSteps: T, loss: 'mse', metric: 'accuracy', threshold: 0.99, ...bySign },
    (random) => {
      const which = sign(random)
      return { x: times(T, (t) => (t < 3 ? which : 0.4 * (random.uniform() - 0.5))), y: [which] }
    },
  )

/** Nothing in the input tells the answer. */
export const coin = (T: number): Task =>
  invent(
    { timeSteps: T, loss: 'mse', metric: 'accuracy', threshold: 0.99, ...bySign },
    (random) => ({
      x: times(T, () => sign(random)),
      y: [sign(random)],
    }),
  )

/**
 * Twice the last input, asked at the last two steps; at a step that does not count anything may
 * stand.
 */
export const sometimes = (T: number): Task =>
  invent(
    { timeSteps: T, answerSteps: 2, loss: 'mse', metric: 'mse', threshold: 1e-6, weighted: true },
    (random) => {
      const x = times(T, () => random.uniform())
      const counts = random.below(2)
      const right = x.slice(-2).map((one) => 2 * one)
      return { x, y: [counts === 0 ? right[0] : 1e6, right[1]], weight: [1 - counts, 1] }
    },
  )

/**
 * The last symbol of three, with a fourth of the symbols told wrong: the cross-entropy has a floor.
 */
export const noisyLast = (T: number): Task =>
  invent(
    {
      timeSteps: T,
      inputSize: 3,
      outputSize: 3,
      loss: 'cross-entropy',
      metric: 'cross-entropy',
      threshold: 0.1,
    },
    (random) => {
      const symbols = times(T, () => random.below(3))
      const told = random.uniform() < 0.25 ? (symbols[T - 1] + 1) % 3 : symbols[T - 1]
      return { x: symbols.flatMap((symbol) => oneHot(symbol, 3)), y: oneHot(told, 3) }
    },
  )
