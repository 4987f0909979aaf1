/**
 * The continual embedded Reber grammar: Gers, Schmidhuber & Cummins 2000, experiment 1.
 *
 * Strings of the embedded Reber grammar (see `reber`), of whatever length, one after another
 * without a sign between them and without a reset. Inputs [T, B, 7], one-hot over B, T, P, S, X, V,
 * E: the first T symbols of such a stream. Targets [T, B, 7]: at each step the next symbol,
 * one-hot.
 *
 * Loss: cross-entropy, over all steps. Metric: the share of streams in which the legal next symbols
 * are the most active outputs at every step. The best answer that knows the time step alone is
 * right where the strings are the shortest ones of one kind (of 9 symbols, 2^−4 each); the T + 1
 * symbols have ⌊(T + 1)/9⌋ of them, and of what remains the first four are free, and the next four
 * cost 1, 1, 2 and 3 halvings. Longer strings cost a halving a symbol, which gains nothing. Solved
 * when every held-out stream is right.
 *
 * In the source a stream ends at the first error, or after 10⁵ or 10⁶ symbols (notes on it differ;
 * the paper was not at hand), the weights change at every symbol, and a net is perfect that goes on
 * for 10⁶ symbols. There a step counts as right where the squared error of each output is below
 * 0.49; here the rule is that of `reber`. Every stream here starts from a state of zero, and the
 * gradient goes through all of it.
 */

import {
  after,
  CHOICE,
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
import { clear } from './shared/varying-length.ts'

const kind = { name: 'continual-reber', defaultLength: 60, minLength: 9 } as const
const K = SYMBOLS.length
const SHORTEST = 9
/** Halvings for a part of a shortest string, of 0 to 8 symbols. */
const PART = [0, 0, 0, 0, 0, 1, 1, 2, 3]

/** The state after this symbol in a stream: behind a string another begins. */
function next(state: number, symbol: number): number {
  const to = after(state, symbol)
  return to === END ? START : to
}

export const continualReber: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T } = checked(kind, options)
    const sizes = { timeSteps: T, answerSteps: T, inputSize: K, outputSize: K }
    const halvings = 4 * Math.floor((T + 1) / SHORTEST) + PART[(T + 1) % SHORTEST]
    return {
      name: kind.name,
      ...sizes,
      loss: 'cross-entropy',
      notation: { symbols: [...SYMBOLS], outputs: [...SYMBOLS] },
      metric: 'accuracy',
      baseline: 2 ** -halvings,
      threshold: 1,
      sample(random, batch, B) {
        const { x, y } = batch
        clear(batch, B, sizes)
        for (let b = 0; b < B; b++) {
          let state = START
          for (let t = 0; t <= T; t++) {
            const symbol = drawSymbol(random, state)
            if (t < T) x[(t * B + b) * K + symbol] = 1
            if (t > 0) y[((t - 1) * B + b) * K + symbol] = 1
            state = next(state, symbol)
          }
        }
      },
      score: (readout, { x }, B) =>
        countSequences(B, (b) => {
          let state = START
          for (let t = 0; t < T; t++) {
            const at = (t * B + b) * K
            state = next(state, symbolAt(x, at))
            if (!legalMostActive(readout, at, K, LEGAL[state])) return false
          }
          return true
        }),
      /** The T or P to remember of each string. */
      marks({ x }, B, b) {
        const marked: number[] = []
        let state = START
        for (let t = 0; t < T; t++) {
          if (state === CHOICE) marked.push(t)
          state = next(state, symbolAt(x, (t * B + b) * K))
        }
        return marked
      },
    }
  },
}
