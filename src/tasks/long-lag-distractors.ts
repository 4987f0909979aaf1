/**
 * Long lags among many distractors: Hochreiter & Schmidhuber 1997, experiment 2c. The length T is
 * the source's q, the number of symbols K its p.
 *
 * p + 4 symbols, one-hot: distractors a_1 … a_p, e, b, x, y. A sequence is b, then x or y, then q +
 * k distractors, each uniform, then e, then the second symbol again, which is to be predicted.
 * After the first q distractors each further symbol is a distractor with probability 9/10 and else
 * the e, so k is geometric. Inputs [q + 52, B, p + 4]: everything up to e. Target [50, B, 2], asked
 * at e: x or y, one-hot. The lag is q + 1 at least.
 *
 * Loss: cross-entropy. Metric: the share of answers with both outputs (softmax) within 0.2 of the
 * target; guessing is right in half of them. Solved when every held-out answer is right; the source
 * wants 10,000 in a row, and has logistic outputs with squared error.
 *
 * k is unbounded in the source; here it is drawn anew above 49, in one of 194 sequences. The source
 * prints a mean length of q + 14; with a mean k of 9 it is q + 13.
 */
import { distractors } from './shared/notation.ts'
import { checked } from './shared/options.ts'
import { countAnswers, softmaxWithin } from './shared/score.ts'
import type { Task, TaskKind } from './shared/task.ts'
import { clear, weightsOf } from './shared/varying-length.ts'

/** k is below this. */
const EXTRA = 50
const NEAR = 0.2
const kind = {
  name: 'long-lag-distractors',
  defaultLength: 10,
  minLength: 1,
  defaultSymbols: 10,
  minSymbols: 2,
  maxSymbols: 1000,
} as const

export const longLagDistractors: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: q, symbols: p } = checked(kind, options)
    const I = p + 4
    const sizes = { timeSteps: q + EXTRA + 2, answerSteps: EXTRA, inputSize: I, outputSize: 2 }
    const [e, start, classes] = [p, p + 1, p + 2]
    return {
      name: kind.name,
      ...sizes,
      weighted: true,
      loss: 'cross-entropy',
      notation: { symbols: [...distractors(p), 'e', 'b', 'x', 'y'], outputs: ['x', 'y'] },
      metric: 'accuracy',
      baseline: 1 / 2,
      threshold: 1,
      sample(random, batch, B) {
        const { x, y } = batch
        const weight = weightsOf(batch)
        clear(batch, B, sizes)
        for (let b = 0; b < B; b++) {
          const klass = random.below(2)
          let k = EXTRA
          while (k >= EXTRA) for (k = 0; random.below(10) > 0; k++);
          x[b * I + start] = 1
          x[(B + b) * I + classes + klass] = 1
          for (let t = 2; t < 2 + q + k; t++) x[(t * B + b) * I + random.below(p)] = 1
          x[((2 + q + k) * B + b) * I + e] = 1
          const asked = k * B + b
          y[asked * 2 + klass] = 1
          weight[asked] = 1
        }
      },
      score: (readout, batch, B) =>
        countAnswers(batch, EXTRA * B, (n) => softmaxWithin(readout, batch, n * 2, 2, NEAR)),
      /** The second step, always. */
      marks: () => [1],
    }
  },
}
