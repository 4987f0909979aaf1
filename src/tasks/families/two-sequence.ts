/**
 * The sequences of experiment 3 of Hochreiter & Schmidhuber 1997: a sign at the start, and noise on
 * the same line.
 */
import { addNoise } from '../shared/gaussian-noise.ts'
import { checked } from '../shared/options.ts'
import { countAnswers } from '../shared/score.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { clear, varying, weightsOf } from '../shared/varying-length.ts'

/** N: so many elements show the sign. */
const SIGNED = 3
const VARIANCE = 0.2

export interface TwoClasses {
  /** Whether there is noise on the elements with the sign, too. */
  readonly noisy: boolean
  /** What is to be said of class 1, which begins with +1, and of class 2, which begins with −1. */
  readonly targets: readonly [number, number]
  /** Variance of the noise on the target. */
  readonly targetNoise: number
  /** Whether an answer this far from the class's own target is right. */
  readonly right: (error: number) => boolean
  readonly threshold: number
}

export function twoClasses(name: string, form: TwoClasses): TaskKind {
  const kind = { name, defaultLength: 20, minLength: SIGNED + 1 }
  const { targets, targetNoise } = form
  return {
    ...kind,
    make(options): Task {
      const { length: T } = checked(kind, options)
      const sizes = { ...varying(T), inputSize: 1, outputSize: 1 }
      const quiet = form.noisy ? 0 : SIGNED
      /** Without noise on the target it is the target; else the class can be seen. */
      const meant = (y: number, sign: number) => (targetNoise === 0 ? y : targets[sign > 0 ? 0 : 1])
      return {
        name,
        ...sizes,
        loss: 'mse',
        metric: 'accuracy',
        baseline: 1 / 2,
        threshold: form.threshold,
        sample(random, batch, B) {
          const { x, y } = batch
          const weight = weightsOf(batch)
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) {
            const extra = random.below(sizes.answerSteps)
            const klass = random.below(2)
            for (let t = 0; t < SIGNED; t++) x[t * B + b] = klass === 0 ? 1 : -1
            addNoise(random, VARIANCE, x, quiet * B + b, B, T + extra - quiet)
            const asked = extra * B + b
            y[asked] = targets[klass]
            if (targetNoise > 0) addNoise(random, targetNoise, y, asked, B, 1)
            weight[asked] = 1
          }
        },
        score: (readout, batch, B) =>
          countAnswers(batch, sizes.answerSteps * B, (n) =>
            form.right(Math.abs(readout[n] - meant(batch.y[n], batch.x[n % B]))),
          ),
        /** The elements that show the sign. */
        marks: () => Array.from({ length: SIGNED }, (_, t) => t),
      }
    },
  }
}
