/** Answers that ignore the input. */
import type { Batch, Task } from '../tasks/shared/task.ts'
import type { Samples } from './linear-fit.ts'
import type { Log } from './scoring.ts'

/**
 * This fraction of one sequence's weight is spread over all classes, so that an unseen class is not
 * impossible.
 */
const DOUBT = 0.1

/** The best by the loss: one answer for each asked step. */
export class Constant {
  /** Σ weight·y, [L, O], and Σ weight, [L]. */
  private readonly sums: Float64Array
  private readonly weights: Float64Array

  constructor(private readonly task: Task) {
    this.sums = new Float64Array(task.answerSteps * task.outputSize)
    this.weights = new Float64Array(task.answerSteps)
  }

  add({ y, weight }: Batch, B: number): void {
    const { answerSteps: L, outputSize: O } = this.task
    for (let n = 0; n < L * B; n++) {
      const l = Math.floor(n / B)
      const share = weight?.[n] ?? 1
      if (share === 0) continue
      this.weights[l] += share
      for (let o = 0; o < O; o++) this.sums[l * O + o] += share * y[n * O + o]
    }
  }

  /**
   * The mean target (mse), or the logarithms of how often each class was right (cross-entropy): [L,
   * O].
   */
  answer(log: Log): Float64Array {
    const { outputSize: O, loss } = this.task
    return this.sums.map((sum, n) => {
      const of = this.weights[Math.floor(n / O)]
      if (loss === 'mse') return of > 0 ? sum / of : 0
      return log((sum + DOUBT / O) / (of + DOUBT))
    })
  }
}

/** A logit beside which all others are as good as nothing. */
const SURE = 30

/**
 * The target that is asked for most, said at every asked step and, of classes, with certainty: [L,
 * O]. A rule that wants answers near their target is never met half way between two of them.
 */
export function commonest(
  { answerSteps: L, loss }: Task,
  { targets, weights, O }: Samples,
): Float64Array {
  const often = new Map<string, number>()
  let most: { readonly times: number; readonly target: readonly number[] } = {
    times: 0,
    target: new Array(O).fill(0),
  }
  for (let s = 0; s < weights.length; s++) {
    const target = Array.from({ length: O }, (_, o) => targets[s * O + o])
    const times = (often.get(target.join()) ?? 0) + weights[s]
    often.set(target.join(), times)
    if (times > most.times) most = { times, target }
  }
  return new Float64Array(L * O).map((_, n) => (loss === 'mse' ? 1 : SURE) * most.target[n % O])
}
