/**
 * Noiseless memorisation: some symbols, a wait, a cue, and the symbols again (Martens & Sutskever
 * 2011).
 */
import { BLANK_SIGN, CUE_SIGN, numbered } from '../shared/notation.ts'
import { checked } from '../shared/options.ts'
import { countSequences, largestRight } from '../shared/score.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { clear } from '../shared/varying-length.ts'

/** @param count of the symbols to remember, each one of K */
export function memory(name: string, count: number, K: number): TaskKind {
  const kind = { name, defaultLength: 10, minLength: 1 }
  const [waiting, cue] = [K, K + 1]
  return {
    ...kind,
    make(options): Task {
      const { length: delay } = checked(kind, options)
      const steps = delay + 2 * count
      const asked = steps - count
      const [I, O] = [K + 2, K + 1]
      const sizes = { timeSteps: steps, answerSteps: steps, inputSize: I, outputSize: O }
      return {
        name,
        ...sizes,
        loss: 'cross-entropy',
        notation: {
          symbols: [...numbered(K), BLANK_SIGN, CUE_SIGN],
          outputs: [...numbered(K), BLANK_SIGN],
        },
        metric: 'accuracy',
        baseline: 1 / K ** count,
        threshold: 0.99,
        sample(random, batch, B) {
          const { x, y } = batch
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) {
            for (let t = 0; t < count; t++) {
              const symbol = random.below(K)
              x[(t * B + b) * I + symbol] = 1
              y[((asked + t) * B + b) * O + symbol] = 1
            }
            for (let t = count; t < steps; t++)
              x[(t * B + b) * I + (t === asked - 1 ? cue : waiting)] = 1
            for (let t = 0; t < asked; t++) y[(t * B + b) * O + waiting] = 1
          }
        },
        score: (readout, batch, B) =>
          countSequences(B, (b) => {
            for (let t = 0; t < steps; t++)
              if (!largestRight(readout, batch, (t * B + b) * O, O)) return false
            return true
          }),
        /** The steps of the symbols. */
        marks: () => Array.from({ length: count }, (_, t) => t),
      }
    },
  }
}
