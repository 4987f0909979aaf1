/**
 * The final result of each held-out sequence of a file, from which verdicts estimate what new
 * sequences would do.
 */
import type { Net } from '../engine/net.ts'
import type { Run } from '../results/report.ts'
import { roundTo } from '../rules/significant.ts'
import { softmax } from '../tasks/shared/softmax.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'
import { heldOutBatch, heldOutBatches } from './held-out.ts'
import { evaluationRows } from './setup/net-sizes.ts'

/** A unit's loss, or its right answers, and of how many answers; null where it is not finite. */
export type Outcomes = NonNullable<Run['heldOut']>

/**
 * Null when `cancelled` returns true meanwhile; undefined for a task that is
 * not of a file.
 */
export function outcomesOf(
  net: Net,
  task: Task,
  seed: number,
  cancelled: () => boolean,
): Outcomes | null | undefined {
  const { heldOut } = task
  if (!heldOut) return undefined
  const rows = evaluationRows(task)
  const batch = heldOutBatch(task, rows)
  const sums = new Map<number, { sum: number; of: number }>()
  for (const first of heldOutBatches(task, seed, batch, rows)) {
    if (cancelled()) return null
    net.evaluation?.setBatch(batch)
    net.evaluate()
    const readout = net.evaluation?.logits() ?? new Float32Array()
    for (let b = 0; b < rows && first + b < heldOut.count; b++) {
      const unit = heldOut.units[first + b]
      const all = sums.get(unit) ?? { sum: 0, of: 0 }
      addSequence(all, task, readout, batch, rows, b, net.kernels.log)
      sums.set(unit, all)
    }
  }
  const parts = Array.from(sums.values())
  return {
    unit: heldOut.unit,
    fold: heldOut.fold,
    folds: heldOut.folds,
    units: Array.from(sums.keys()),
    sum: parts.map(({ sum }) => (Number.isFinite(sum) ? roundTo(sum, 9) : null)),
    of: parts.map(({ of }) => of),
  }
}

/** Adds what the answers to sequence b come to. */
function addSequence(
  into: { sum: number; of: number },
  task: Task,
  readout: Float32Array,
  { y, weight }: Batch,
  B: number,
  b: number,
  log: (x: number) => number,
): void {
  const { metric, loss, outputSize: O, answerSteps: L } = task
  const scale = metricScale(task)
  const z = new Float64Array(O)
  for (let n = b; n < L * B; n += B) {
    const counts = weight?.[n] ?? 1
    if (counts === 0) continue
    const target = y.subarray(n * O, (n + 1) * O)
    z.set(readout.subarray(n * O, (n + 1) * O))
    into.of += counts
    if (metric === 'accuracy') into.sum += counts * (target[largest(z)] === 1 ? 1 : 0)
    else
      into.sum +=
        counts * (loss === 'mse' ? scale * squaredError(z, target) : crossEntropy(z, target, log))
  }
}

/** The first of the largest, as looks have it. */
function largest(z: Float64Array): number {
  let best = 0
  for (let o = 1; o < z.length; o++) if (z[o] > z[best]) best = o
  return best
}

function squaredError(z: Float64Array, target: Float32Array): number {
  let sum = 0
  for (let o = 0; o < z.length; o++) sum += (z[o] - target[o]) ** 2
  return sum / z.length
}

/** −Σ y·log softmax(z); z is overwritten. */
function crossEntropy(z: Float64Array, target: Float32Array, log: (x: number) => number): number {
  let right = 0
  let mass = 0
  for (let o = 0; o < z.length; o++) {
    right += target[o] * z[o]
    mass += target[o]
  }
  return mass * softmax(z, log) - right
}
