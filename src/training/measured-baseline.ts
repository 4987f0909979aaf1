/**
 * The metric of the best constant answer on the very sequences on which a run is measured. The
 * task's own baseline refers to all possible sequences, or to the whole file.
 */

import { isBetter } from '../rules/solved.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'
import { metricOf, rightOf, type ScoreSum } from './evaluation.ts'
import { heldOutBatch, heldOutBatches } from './held-out.ts'
import { evaluationRows } from './setup/net-sizes.ts'

/**
 * Σ weight, Σ weight·y, and the weighted squares of the distances from the mean, of targets at one
 * asked step or at all.
 */
class Sums {
  weight = 0
  readonly first: Float64Array
  private readonly means: Float64Array
  private readonly squares: Float64Array

  constructor(O: number) {
    this.first = new Float64Array(O)
    this.means = new Float64Array(O)
    this.squares = new Float64Array(O)
  }

  add(counts: number, y: Float32Array, from: number): void {
    this.weight += counts
    for (let o = 0; o < this.first.length; o++) {
      const value = y[from + o]
      this.first[o] += counts * value
      // West 1979: no difference of large numbers.
      const before = value - this.means[o]
      this.means[o] += (counts / this.weight) * before
      this.squares[o] += counts * before * (value - this.means[o])
    }
  }

  /**
   * The least loss of a constant answer, or the number right if the most frequent class is always
   * given.
   */
  best({ metric }: Task, log: (x: number) => number): number {
    const { weight, first, squares } = this
    const O = first.length
    let sum = 0
    for (let o = 0; o < O; o++) {
      if (metric === 'accuracy') sum = Math.max(sum, first[o])
      else if (metric === 'mse') sum += squares[o] / O
      else if (first[o] > 0) sum -= first[o] * log(first[o] / weight)
    }
    return sum
  }
}

/**
 * In the file's own units; of a series the better of the best constant answer and the last value.
 * Of data from a file one answer for all asked steps, else one for each. Null when `cancelled`
 * returns true meanwhile, or nothing was asked.
 */
export function measuredBaseline(
  task: Task,
  seed: number,
  log: (x: number) => number,
  cancelled: () => boolean,
): number | null {
  // A series has both on these windows already: nets see and predict changes.
  if (task.naive !== undefined) return Math.min(task.naive, task.baseline)
  const rows = evaluationRows(task)
  const batch = heldOutBatch(task, rows)
  const { answerSteps: L, outputSize: O } = task
  const sums = Array.from({ length: task.heldOut ? 1 : L }, () => new Sums(O))
  const commonly = task.score ? new Commonest(task) : null
  for (const _ of heldOutBatches(task, seed, batch, rows)) {
    if (cancelled()) return null
    for (let n = 0; n < L * rows; n++) {
      const counts = batch.weight?.[n] ?? 1
      if (counts > 0) sums[Math.floor(n / rows) % sums.length].add(counts, batch.y, n * O)
    }
    commonly?.add(batch, rows)
  }
  if (commonly) return byRule(task, seed, sums, commonly, log, cancelled)
  const weight = sums.reduce((total, one) => total + one.weight, 0)
  return weight > 0
    ? (metricScale(task) *
        sums.reduce((total, one) => (one.weight > 0 ? total + one.best(task, log) : total), 0)) /
        weight
    : null
}

/** The targets that are asked for, and how often. */
class Commonest {
  private readonly often = new Map<string, number>()

  constructor(private readonly task: Task) {}

  add({ y, weight }: Batch, B: number): void {
    const { answerSteps: L, outputSize: O } = this.task
    for (let n = 0; n < L * B; n++) {
      const counts = weight?.[n] ?? 1
      const target = counts > 0 ? y.subarray(n * O, (n + 1) * O).join() : ''
      if (counts > 0) this.often.set(target, (this.often.get(target) ?? 0) + counts)
    }
  }

  /** The commonest, of classes with certainty: [L, O]. */
  answer(): Float64Array {
    const { answerSteps: L, outputSize: O, loss } = this.task
    let [most, times] = [new Array(O).fill('0').join(), 0]
    for (const [target, count] of this.often) if (count > times) [most, times] = [target, count]
    const target = most.split(',').map(Number)
    return new Float64Array(L * O).map((_, n) => (loss === 'mse' ? 1 : SURE) * target[n % O])
  }
}

/**
 * A logit beside which all others are as good as nothing, and the share of a class that is never
 * asked for.
 */
const SURE = 30
const NEVER = 1e-9

/**
 * For a task with its own scoring rule: the better of the answer with the least loss at each step
 * and the most frequent target.
 */
function byRule(
  task: Task,
  seed: number,
  sums: readonly Sums[],
  commonly: Commonest,
  log: (x: number) => number,
  cancelled: () => boolean,
): number | null {
  const { answerSteps: L, outputSize: O } = task
  const means = new Float64Array(L * O).map((_, n) => {
    const { first, weight } = sums[Math.floor(n / O) % sums.length]
    const share = weight > 0 ? first[n % O] / weight : 0
    return task.loss === 'mse' ? share : log(share + NEVER)
  })
  const rows = evaluationRows(task)
  const batch = heldOutBatch(task, rows)
  const answers = [means, commonly.answer()].map((answer) => ({
    readout: new Float32Array(L * rows * O).map(
      (_, n) => answer[Math.floor(n / (rows * O)) * O + (n % O)],
    ),
    parts: [] as ScoreSum[],
  }))
  for (const _ of heldOutBatches(task, seed, batch, rows)) {
    if (cancelled()) return null
    for (const { readout, parts } of answers) parts.push(rightOf(task, readout, batch, rows))
  }
  const [one, other] = answers.map(({ parts }) => metricOf(parts))
  return isBetter(task, one, other) ? one : other
}
