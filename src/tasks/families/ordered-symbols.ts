/**
 * The sequences of experiment 6 of Hochreiter & Schmidhuber 1997: some X and Y among distractors,
 * in this or that order.
 */
import { orders } from '../shared/notation.ts'
import { checked } from '../shared/options.ts'
import { countAnswers, softmaxWithin } from '../shared/score.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { clear, varying, weightsOf } from '../shared/varying-length.ts'

/** X, Y, a, b, c, d, E, B. */
const SYMBOLS = 8
const [DISTRACTOR, START, TRIGGER] = [2, 6, 7]
const DISTRACTORS = 4
const NEAR = 0.3

/**
 * @param places for each X or Y, the hundredths of T from which to which it may stand, counted from
 * 1, inclusive
 */
export function orderedSymbols(
  name: string,
  places: readonly (readonly [number, number])[],
): TaskKind {
  const kind = { name, defaultLength: 20, minLength: 20 }
  const O = 2 ** places.length
  return {
    ...kind,
    make(options): Task {
      const { length: T } = checked(kind, options)
      const sizes = { ...varying(T), inputSize: SYMBOLS, outputSize: O }
      const windows = places.map(([first, last]) => {
        const from = Math.floor((first * T) / 100) - 1
        return { from, size: Math.floor((last * T) / 100) - from }
      })
      return {
        name,
        ...sizes,
        loss: 'cross-entropy',
        notation: { symbols: [...'XYabcdEB'], outputs: orders(places.length) },
        metric: 'accuracy',
        baseline: 1 / O,
        threshold: 1,
        sample(random, batch, B) {
          const { x, y } = batch
          const weight = weightsOf(batch)
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) {
            const extra = random.below(sizes.answerSteps)
            const end = T + extra - 1
            x[b * SYMBOLS + START] = 1
            x[(end * B + b) * SYMBOLS + TRIGGER] = 1
            let t = 1
            let order = 0
            for (let k = 0; k < windows.length; k++) {
              const place = windows[k].from + random.below(windows[k].size)
              for (; t < place; t++)
                x[(t * B + b) * SYMBOLS + DISTRACTOR + random.below(DISTRACTORS)] = 1
              const symbol = random.below(2)
              x[(t++ * B + b) * SYMBOLS + symbol] = 1
              order = 2 * order + symbol
            }
            for (; t < end; t++)
              x[(t * B + b) * SYMBOLS + DISTRACTOR + random.below(DISTRACTORS)] = 1
            y[(extra * B + b) * O + order] = 1
            weight[extra * B + b] = 1
          }
        },
        score: (readout, batch, B) =>
          countAnswers(batch, sizes.answerSteps * B, (n) =>
            softmaxWithin(readout, batch, n * O, O, NEAR),
          ),
        /** The steps that hold X or Y, first to last. */
        marks({ x }, B, b) {
          const marked: number[] = []
          for (let t = 0; t < sizes.timeSteps; t++) {
            const at = (t * B + b) * SYMBOLS
            if (x[at] === 1 || x[at + 1] === 1) marked.push(t)
          }
          return marked
        },
      }
    },
  }
}
