/** What a readout without memory of order may see at each asked step: x_t, or x_1 + … + x_t. */
import type { Random } from '../engine/random.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'
import type { Samples } from './linear-fit.ts'

/** Two views of the inputs. */
export type InputView = 'lastInput' | 'bagOfInputs'

/** Calls back for every asked position n = l·B + b with its features, `I` numbers from `at` on. */
export function eachPosition(
  task: Task,
  { x }: Batch,
  B: number,
  view: InputView,
  visit: (n: number, features: ArrayLike<number>, at: number) => void,
): void {
  const { timeSteps: T, answerSteps: L, inputSize: I } = task
  const row = B * I
  const sums = new Float64Array(row)
  for (let t = view === 'lastInput' ? T - L : 0; t < T; t++) {
    if (view === 'bagOfInputs') for (let k = 0; k < row; k++) sums[k] += x[t * row + k]
    if (t < T - L) continue
    for (let b = 0; b < B; b++) {
      if (view === 'bagOfInputs') visit((t - T + L) * B + b, sums, b * I)
      else visit((t - T + L) * B + b, x, t * row + b * I)
    }
  }
}

/** Positions of training sequences, seen in both ways. */
export class Collection {
  private readonly features = { lastInput: [] as number[], bagOfInputs: [] as number[] }
  private readonly targets: number[] = []
  private readonly weights: number[] = []

  constructor(
    private readonly task: Task,
    /** The fraction of positions that is sampled. */
    private readonly part: number,
  ) {}

  add(batch: Batch, B: number, random: Random): void {
    const { inputSize: I, outputSize: O, answerSteps: L } = this.task
    const chosen = new Uint8Array(L * B)
    for (let n = 0; n < L * B; n++) {
      const weight = batch.weight?.[n] ?? 1
      if (weight === 0 || (this.part < 1 && random.uniform() >= this.part)) continue
      chosen[n] = 1
      this.weights.push(weight)
      for (let o = 0; o < O; o++) this.targets.push(batch.y[n * O + o])
    }
    for (const view of ['lastInput', 'bagOfInputs'] as const) {
      const into = this.features[view]
      eachPosition(this.task, batch, B, view, (n, features, at) => {
        if (chosen[n] === 1) for (let i = 0; i < I; i++) into.push(features[at + i])
      })
    }
  }

  /** Nothing was asked at all. */
  get empty(): boolean {
    return this.weights.length === 0
  }

  samples(view: InputView): Samples {
    const { inputSize: D, outputSize: O } = this.task
    return { features: this.features[view], targets: this.targets, weights: this.weights, D, O }
  }
}
