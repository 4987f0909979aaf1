/**
 * Copying memory: Arjovsky, Shah & Bengio 2016, after Hochreiter & Schmidhuber 1997.
 *
 * A sequence has T + 20 time steps, T being the delay: ten symbols, each uniform among K = 8, then
 * T − 1 blanks, one delimiter, and ten blanks. Inputs [T + 20, B, K + 2], one-hot (10-way): 0 the
 * blank, 1 to K the symbols, K + 1 the delimiter. Targets [T + 20, B, K + 1], one-hot (9-way, for
 * the delimiter is never an answer): T + 10 blanks, then the ten symbols in their order. From a
 * symbol to its repetition it is T + 10 steps.
 *
 * Loss and metric are the cross-entropy in nats, averaged over all T + 20 time steps. The best
 * answer that ignores the input says blank and then guesses among the K symbols: 10·ln K/(T + 20).
 * The source names no value at which the task counts as solved; the rule here is our own: a
 * cross-entropy below a tenth of that baseline.
 */
import { BLANK_SIGN, CUE_SIGN, numbered } from './shared/notation.ts'
import { checked } from './shared/options.ts'
import type { Task, TaskKind } from './shared/task.ts'

const COPIED = 10
const BLANK = 0
const kind = {
  name: 'copy',
  defaultLength: 20,
  minLength: 1,
  defaultSymbols: 8,
  minSymbols: 2,
  maxSymbols: 64,
} as const

export const copy: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: delay, symbols: K } = checked(kind, options)
    const steps = delay + 2 * COPIED
    const asked = steps - COPIED
    const I = K + 2
    const O = K + 1
    const baseline = (COPIED * Math.log(K)) / steps
    return {
      name: kind.name,
      timeSteps: steps,
      inputSize: I,
      outputSize: O,
      answerSteps: steps,
      loss: 'cross-entropy',
      notation: {
        symbols: [BLANK_SIGN, ...numbered(K), CUE_SIGN],
        outputs: [BLANK_SIGN, ...numbered(K)],
      },
      metric: 'cross-entropy',
      baseline,
      threshold: baseline / 10,
      sample(random, { x, y }, B) {
        x.fill(0, 0, steps * B * I)
        y.fill(0, 0, steps * B * O)
        for (let b = 0; b < B; b++) {
          for (let t = 0; t < COPIED; t++) {
            const symbol = 1 + random.below(K)
            x[(t * B + b) * I + symbol] = 1
            y[((asked + t) * B + b) * O + symbol] = 1
          }
          for (let t = COPIED; t < steps; t++)
            x[(t * B + b) * I + (t === asked - 1 ? K + 1 : BLANK)] = 1
          for (let t = 0; t < asked; t++) y[(t * B + b) * O + BLANK] = 1
        }
      },
      /** The ten steps of the symbols. */
      marks: () => Array.from({ length: COPIED }, (_, t) => t),
    }
  },
}
