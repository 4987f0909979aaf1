/**
 * The sequences of experiments 2a and 2b of Hochreiter & Schmidhuber 1997: x or y, p − 1 other
 * symbols, and x or y again.
 */
import type { Random } from '../../engine/random.ts'
import { distractors } from '../shared/notation.ts'
import { checked } from '../shared/options.ts'
import { countSequences, softmaxWithin } from '../shared/score.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { clear } from '../shared/varying-length.ts'

/** All outputs must be this near to the target. */
const NEAR = 0.25

/**
 * @param middle which of a_1 … a_{p−1} (0 to p − 2) comes at time step t = 1 … p − 1 (0-based)
 * @param everyStep whether all predictions must be right, or the last alone
 */
export function lagged(
  name: string,
  middle: (random: Random, t: number, p: number) => number,
  everyStep: boolean,
): TaskKind {
  const kind = { name, defaultLength: 10, minLength: 2 }
  return {
    ...kind,
    make(options): Task {
      const { length: p } = checked(kind, options)
      const O = p + 1
      const names = [...distractors(p - 1), 'x', 'y']
      const sizes = { timeSteps: p, answerSteps: p, inputSize: O, outputSize: O }
      const from = everyStep ? 0 : p - 1
      const all = (
        readout: Float32Array,
        batch: Parameters<typeof clear>[0],
        B: number,
        b: number,
      ) => {
        for (let t = from; t < p; t++)
          if (!softmaxWithin(readout, batch, (t * B + b) * O, O, NEAR)) return false
        return true
      }
      return {
        name,
        ...sizes,
        loss: 'cross-entropy',
        notation: { symbols: names, outputs: names },
        metric: 'accuracy',
        baseline: 1 / 2,
        threshold: 1,
        sample(random, batch, B) {
          const { x, y } = batch
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) {
            const ends = p - 1 + random.below(2)
            x[b * O + ends] = 1
            for (let t = 1; t < p; t++) {
              const symbol = middle(random, t, p)
              x[(t * B + b) * O + symbol] = 1
              y[((t - 1) * B + b) * O + symbol] = 1
            }
            y[((p - 1) * B + b) * O + ends] = 1
          }
        },
        score: (readout, batch, B) => countSequences(B, (b) => all(readout, batch, B, b)),
        /** The first step, always. */
        marks: () => [0],
      }
    },
  }
}
