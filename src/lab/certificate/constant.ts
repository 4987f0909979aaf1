/** The best answer that ignores the input, one for each asked step. */
import type { Batch, Task } from '../../tasks/task.ts'

/** Of one sequence, spread over all classes: what was never seen must not be impossible. */
const DOUBT = 0.1

/** Adds up what is answered at each asked step. */
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

  /** The mean target (mse), or the logarithms of how often each class was right (cross-entropy): [L, O]. */
  answer(log: (x: number) => number): Float64Array {
    const { outputSize: O, loss } = this.task
    return this.sums.map((sum, n) => {
      const of = this.weights[Math.floor(n / O)]
      if (loss === 'mse') return of > 0 ? sum / of : 0
      return log((sum + DOUBT / O) / (of + DOUBT))
    })
  }
}
