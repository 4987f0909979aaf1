/** Sequences of 1 and −1, and whether the ones among them are even or odd in number. */
import { checked } from '../shared/options.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { clear } from '../shared/varying-length.ts'

export function bits(name: string, defaultLength: number, everyStep: boolean): TaskKind {
  const kind = { name, defaultLength, minLength: 1 }
  return {
    ...kind,
    make(options): Task {
      const { length: T } = checked(kind, options)
      const first = everyStep ? 0 : T - 1
      const sizes = { timeSteps: T, answerSteps: T - first, inputSize: 1, outputSize: 2 }
      return {
        name,
        ...sizes,
        loss: 'cross-entropy',
        notation: { outputs: ['even', 'odd'] },
        metric: 'accuracy',
        baseline: 1 / 2,
        threshold: 0.99,
        sample(random, batch, B) {
          const { x, y } = batch
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) {
            let odd = 0
            for (let t = 0; t < T; t++) {
              const one = random.below(2)
              odd ^= one
              x[t * B + b] = 2 * one - 1
              if (t >= first) y[((t - first) * B + b) * 2 + odd] = 1
            }
          }
        },
        /** Every step. */
        marks: () => Array.from({ length: T }, (_, t) => t),
      }
    },
  }
}
