/**
 * Temporal order, two symbols: Hochreiter & Schmidhuber 1997, experiment 6a, in the six-symbol form
 * of Pascanu, Mikolov & Bengio 2013.
 *
 * Inputs [T, B, 6], one-hot over X, Y, a, b, c, d. Two time steps (0-based) hold X or Y: the first
 * is uniform in [⌊0.1T⌋, ⌊0.2T⌋), the second in [⌊0.4T⌋, ⌊0.5T⌋); all others hold one of the
 * distractors a, b, c, d. At lengths below ten, a window that would be empty has one step, and the
 * second stays behind the first. Target [1, B, 4], asked at the last step: the order, one-hot over
 * XX, XY, YX, YY.
 *
 * Loss: cross-entropy over four classes. Metric: accuracy; guessing gives 1/4. Solved from 0.99.
 *
 * The 1997 form has eight symbols, a start E and a trigger B at the ends besides, lengths of 100 to
 * 110, and the two symbols at steps 10–20 and 50–60. The code of the 2013 paper places the second
 * in [0.5T, 0.6T).
 */
import { orders } from './shared/notation.ts'
import { checked } from './shared/options.ts'
import type { Task, TaskKind } from './shared/task.ts'

const SYMBOLS = 6
const CLASSES = 4
const kind = { name: 'temporal-order', defaultLength: 50, minLength: 2 } as const

interface Window {
  readonly from: number
  readonly size: number
}

/**
 * The steps from the given tenth of T up to the next, from `after` on at the earliest, and one at
 * least.
 */
function windowAt(T: number, tenth: number, after: number): Window {
  const from = Math.max(after, Math.floor((tenth * T) / 10))
  return { from, size: Math.max(1, Math.floor(((tenth + 1) * T) / 10) - from) }
}

export const temporalOrder: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T } = checked(kind, options)
    const early = windowAt(T, 1, 0)
    const late = windowAt(T, 4, early.from + early.size)
    return {
      name: kind.name,
      timeSteps: T,
      inputSize: SYMBOLS,
      outputSize: CLASSES,
      answerSteps: 1,
      loss: 'cross-entropy',
      notation: { symbols: [...'XYabcd'], outputs: orders(2) },
      metric: 'accuracy',
      baseline: 1 / CLASSES,
      threshold: 0.99,
      sample(random, { x, y }, B) {
        x.fill(0, 0, T * B * SYMBOLS)
        y.fill(0, 0, B * CLASSES)
        for (let b = 0; b < B; b++) {
          const first = early.from + random.below(early.size)
          const second = late.from + random.below(late.size)
          let order = 0
          for (let t = 0; t < T; t++) {
            const holds = t === first || t === second
            const symbol = holds ? random.below(2) : 2 + random.below(4)
            if (holds) order = 2 * order + symbol
            x[(t * B + b) * SYMBOLS + symbol] = 1
          }
          y[b * CLASSES + order] = 1
        }
      },
      /** The two steps that hold X or Y, first to last. */
      marks({ x }, B, b) {
        const marked: number[] = []
        for (let t = 0; t < T; t++) {
          const at = (t * B + b) * SYMBOLS
          if (x[at] === 1 || x[at + 1] === 1) marked.push(t)
        }
        return marked
      },
    }
  },
}
