/** What an answer [L, B, O] adds to the task's metric, whatever gave it. */

import { softmax } from '../tasks/shared/softmax.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'
import { rightOf, type ScoreSum } from '../training/evaluation.ts'

/** A natural logarithm that is the same everywhere. */
export type Log = (x: number) => number

/** Right answers by the task's own count, or losses. */
export function partOf(
  task: Task,
  answer: Float32Array,
  batch: Batch,
  B: number,
  log: Log,
): ScoreSum {
  return task.metric === 'accuracy'
    ? rightOf(task, answer, batch, B)
    : lossesOf(task, answer, batch, log)
}

/** The losses of a batch, added up position by position, as the kernels have them. */
function lossesOf(task: Task, answer: Float32Array, { y, weight }: Batch, log: Log): ScoreSum {
  const { loss, outputSize: O } = task
  const z = new Float64Array(O)
  let sum = 0
  let of = 0
  for (let n = 0; n < answer.length / O; n++) {
    const counts = weight?.[n] ?? 1
    if (counts === 0) continue
    z.set(answer.subarray(n * O, (n + 1) * O))
    let here = 0
    for (let o = 0; o < O; o++) {
      const target = y[n * O + o]
      here += loss === 'mse' ? (z[o] - target) ** 2 / O : -target * z[o]
    }
    if (loss === 'cross-entropy') {
      let mass = 0
      for (let o = 0; o < O; o++) mass += y[n * O + o]
      here += mass * softmax(z, log)
    }
    sum += counts * here
    of += counts
  }
  return { sum: sum * metricScale(task), of }
}
