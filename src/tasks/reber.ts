/**
 * The embedded Reber grammar: Hochreiter & Schmidhuber 1997, experiment 1, after Smith & Zipser
 * 1989, Cleeremans, Servan-Schreiber & McClelland 1989, and Fahlman 1991.
 *
 * A string has a T or P as its second symbol and again as its last but one, and a string of the
 * Reber grammar between (reber-grammar.ts): 9 symbols at least, 12 on the average. Inputs [T − 1,
 * B, 7], one-hot over B, T, P, S, X, V, E: all symbols but the last. Targets [T − 1, B, 7]: at each
 * step the next symbol, one-hot. Strings of more than T symbols are drawn anew; the source has no
 * such limit, which at T = 30 excludes 1 of 788.
 *
 * Loss: cross-entropy over all symbols. Metric: the share of strings that are right as a whole,
 * which is where the legal next symbols, one or two, are the most active outputs at every step. The
 * best answer that knows the time step alone is right about the shortest strings of one kind (say
 * BTBTXSETE): two different strings whose legal symbols agree at every step differ in the T or P at
 * most, so it is right in 1/16 of all strings, or that divided by the share of strings up to T.
 * Solved when every held-out string is right.
 *
 * The source has logistic outputs with squared error, single strings, and a training set of 256
 * strings beside 256 others for the test, all of which must be right; here every string is new.
 */

import {
  after,
  BRANCHES,
  drawSymbol,
  END,
  LEGAL,
  START,
  SYMBOLS,
  symbolAt,
} from './families/reber-grammar.ts'
import { checked } from './shared/options.ts'
import { countSequences, legalMostActive } from './shared/score.ts'
import type { Task, TaskKind } from './shared/task.ts'
import { clear, weightsOf } from './shared/varying-length.ts'

const kind = { name: 'reber', defaultLength: 30, minLength: 9 } as const
const K = SYMBOLS.length
/** Beyond this length there are no strings to speak of. */
const ENOUGH = 2000

/** The probability that a string has T symbols at most. */
function shareUpTo(T: number): number {
  let mass = new Float64Array(END + 1)
  mass[START] = 1
  for (let n = 0; n < Math.min(T, ENOUGH); n++) {
    const next = new Float64Array(END + 1)
    next[END] = mass[END]
    BRANCHES.forEach((branches, state) => {
      for (const [, to] of branches) next[to] += mass[state] / branches.length
    })
    mass = next
  }
  return mass[END]
}

export const reber: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T } = checked(kind, options)
    const sizes = { timeSteps: T - 1, answerSteps: T - 1, inputSize: K, outputSize: K }
    const string = new Uint8Array(T)
    return {
      name: kind.name,
      ...sizes,
      weighted: true,
      loss: 'cross-entropy',
      notation: { symbols: [...SYMBOLS], outputs: [...SYMBOLS] },
      metric: 'accuracy',
      baseline: 1 / 16 / shareUpTo(T),
      threshold: 1,
      sample(random, batch, B) {
        const { x, y } = batch
        const weight = weightsOf(batch)
        clear(batch, B, sizes)
        for (let b = 0; b < B; b++) {
          let n = T + 1
          while (n > T) {
            n = 0
            for (let state = START; state !== END && n <= T; n++) {
              const symbol = drawSymbol(random, state)
              if (n < T) string[n] = symbol
              state = after(state, symbol)
            }
          }
          for (let t = 0; t < n - 1; t++) {
            x[(t * B + b) * K + string[t]] = 1
            y[(t * B + b) * K + string[t + 1]] = 1
            weight[t * B + b] = 1
          }
        }
      },
      score: (readout, { x }, B) =>
        countSequences(B, (b) => {
          let state = START
          for (let t = 0; t < sizes.timeSteps; t++) {
            const at = (t * B + b) * K
            const symbol = symbolAt(x, at)
            if (symbol < 0) break
            state = after(state, symbol)
            if (!legalMostActive(readout, at, K, LEGAL[state])) return false
          }
          return true
        }),
      /** The second symbol, always: the T or P to remember. */
      marks: () => [1],
    }
  },
}
