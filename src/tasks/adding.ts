/**
 * The adding problem: Hochreiter & Schmidhuber 1997, experiment 4, in the form of Le, Jaitly &
 * Hinton 2015.
 *
 * Inputs [T, B, 2]: channel 0 a value drawn from U[0, 1), channel 1 a marker, 1 at two time steps
 * and 0 elsewhere. The first marked step (0-based) is uniform in [0, ⌊T/2⌋), the second in [⌊T/2⌋,
 * T). Target [1, B, 1], asked at the last step: the sum of the two marked values.
 *
 * Loss and metric are the mean squared error. The best answer that ignores the input is always 1,
 * the mean of the sum, with the sum's variance as its error: 2·1/12 = 1/6 = 0.1667 (the 0.1767
 * printed in places is a slip). Solved below 0.01.
 *
 * The 1997 form differs: values in [−1, 1], lengths in [T, 1.1T], both marks before T/2 (the first
 * among the first ten steps), markers of −1 at both ends, target 0.5 + (X₁ + X₂)/4. There the lag
 * is at least T/2; here the second mark may stand right before the answer.
 */
import { checked } from './shared/options.ts'
import type { Task, TaskKind } from './shared/task.ts'

const kind = { name: 'adding', defaultLength: 50, minLength: 2 } as const

/** Multiples of 2^-24 are exact in float32, so that rounding never makes a value 1. */
const GRID = 2 ** 24

export const adding: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T } = checked(kind, options)
    const half = Math.floor(T / 2)
    return {
      name: kind.name,
      timeSteps: T,
      inputSize: 2,
      outputSize: 1,
      answerSteps: 1,
      loss: 'mse',
      notation: { channels: ['value', 'marker'] },
      metric: 'mse',
      baseline: 1 / 6,
      threshold: 0.01,
      sample(random, { x, y }, B) {
        for (let b = 0; b < B; b++) {
          for (let t = 0; t < T; t++) {
            x[(t * B + b) * 2] = Math.floor(random.uniform() * GRID) / GRID
            x[(t * B + b) * 2 + 1] = 0
          }
          const first = random.below(half)
          const second = half + random.below(T - half)
          x[(first * B + b) * 2 + 1] = 1
          x[(second * B + b) * 2 + 1] = 1
          y[b] = x[(first * B + b) * 2] + x[(second * B + b) * 2]
        }
      },
      /** The two marked steps, first to last. */
      marks({ x }, B, b) {
        const marked: number[] = []
        for (let t = 0; t < T; t++) if (x[(t * B + b) * 2 + 1] === 1) marked.push(t)
        return marked
      },
    }
  },
}
