/**
 * The sequences of experiments 4 and 5 of Hochreiter & Schmidhuber 1997: pairs of a value and a
 * marker, of which two are marked, in varying length.
 */
import { checked } from '../shared/options.ts'
import { countAnswers } from '../shared/score.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { clear, varying, weightsOf } from '../shared/varying-length.ts'

/** An answer this near to the target is right. */
const NEAR = 0.04
/** The first marked pair is one of so many. */
const EARLY = 10
/** Multiples of 2^-24 are exact in float32, so that rounding never makes a value 1. */
const GRID = 2 ** 24

/** What is made of the two values. */
export interface Pairs {
  /** Values are uniform from here to 1. */
  readonly from: number
  /** What the very first pair shows if it is one of the two, since its marker is taken. */
  readonly neutral: number
  target(one: number, other: number): number
  /** How often the best constant is right, where the first pair is among the two so often. */
  blind(first: number): number
  readonly threshold: number
}

type Kind = Omit<TaskKind, 'make'>

export function markedPairs(
  kind: Kind,
  { from, neutral, target, blind, threshold }: Pairs,
): TaskKind {
  return {
    ...kind,
    make(options): Task {
      const { length: T } = checked(kind, options)
      const half = Math.floor(T / 2)
      const sizes = { ...varying(T), inputSize: 2, outputSize: 1 }
      return {
        name: kind.name,
        ...sizes,
        loss: 'mse',
        notation: { channels: ['value', 'marker'] },
        metric: 'accuracy',
        baseline: blind(1 / EARLY + (1 - 1 / EARLY) / (half - 1)),
        threshold,
        sample(random, batch, B) {
          const { x, y } = batch
          const weight = weightsOf(batch)
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) {
            const end = T - 1 + random.below(sizes.answerSteps)
            const one = random.below(EARLY)
            const below = random.below(half - 1)
            const other = below < one ? below : below + 1
            for (let t = 0; t <= end; t++) {
              x[(t * B + b) * 2] = from + ((1 - from) * Math.floor(random.uniform() * GRID)) / GRID
            }
            x[(one * B + b) * 2 + 1] = 1
            x[(other * B + b) * 2 + 1] = 1
            if (one === 0 || other === 0) x[b * 2] = neutral
            x[b * 2 + 1] = -1
            x[(end * B + b) * 2 + 1] = -1
            const asked = (end - T + 1) * B + b
            y[asked] = target(x[(one * B + b) * 2], x[(other * B + b) * 2])
            weight[asked] = 1
          }
        },
        score: (readout, batch, B) =>
          countAnswers(
            batch,
            sizes.answerSteps * B,
            (n) => Math.abs(readout[n] - batch.y[n]) < NEAR,
          ),
        /** The marked steps, first to last; one alone where the other would be the very first. */
        marks({ x }, B, b) {
          const marked: number[] = []
          for (let t = 0; t < sizes.timeSteps; t++) if (x[(t * B + b) * 2 + 1] === 1) marked.push(t)
          return marked
        },
      }
    },
  }
}
