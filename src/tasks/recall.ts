/**
 * Recall: which of K symbols came first? The latching problem of Bengio, Simard & Frasconi 1994,
 * who latch one bit (K = 2) against noise; the noise here is symbols, as in experiment 2c of
 * Hochreiter & Schmidhuber 1997.
 *
 * Inputs [T, B, K + 4], one-hot: at the first time step one of K symbols (channels 0 to K − 1),
 * then T − 1 distractors, each one of four others (channels K to K + 3). All are uniform. Target
 * [1, B, K], asked at the last step: the first symbol, one-hot. With T = 1 the answer is asked for
 * while the symbol is still there.
 *
 * Loss: cross-entropy over K classes. Metric: accuracy; guessing gives 1/K. Solved from 0.99.
 *
 * In the 1994 form the input is one number with Gaussian noise, and a tanh unit is the latch.
 */
import { numbered } from './shared/notation.ts'
import { checked } from './shared/options.ts'
import type { Task, TaskKind } from './shared/task.ts'

const DISTRACTORS = 4
const kind = {
  name: 'recall',
  defaultLength: 50,
  minLength: 1,
  defaultSymbols: 2,
  minSymbols: 2,
  maxSymbols: 64,
} as const

export const recall: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T, symbols: K } = checked(kind, options)
    const I = K + DISTRACTORS
    return {
      name: kind.name,
      timeSteps: T,
      inputSize: I,
      outputSize: K,
      answerSteps: 1,
      loss: 'cross-entropy',
      notation: { symbols: [...numbered(K), 'a', 'b', 'c', 'd'], outputs: numbered(K) },
      metric: 'accuracy',
      baseline: 1 / K,
      threshold: 0.99,
      sample(random, { x, y }, B) {
        x.fill(0, 0, T * B * I)
        y.fill(0, 0, B * K)
        for (let b = 0; b < B; b++) {
          const symbol = random.below(K)
          y[b * K + symbol] = 1
          x[b * I + symbol] = 1
          for (let t = 1; t < T; t++) x[(t * B + b) * I + K + random.below(DISTRACTORS)] = 1
        }
      },
      /** The first step, always. */
      marks: () => [0],
    }
  },
}
