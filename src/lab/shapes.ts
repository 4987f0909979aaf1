/** The nets of a spec: their sizes, and how much memory a run takes before it starts. */
import { memoryOf, type Shape } from '../engine/plan.ts'
import type { Cell, Sizes } from '../engine/types.ts'
import type { Task } from '../tasks/task.ts'
import type { Spec } from './spec.ts'

/**
 * Held-out sequences are looked at so many at a time (a divisor of their number): fewer where they are long, so that a
 * look can be given up. Sequences are drawn one after another, so this changes none of them.
 */
export const lookRows = (task: Task): number => (task.timeSteps > 4000 ? 8 : 64)

export function sizesOf(spec: Spec, task: Task, cell: Cell): Sizes {
  const sizes = { cell, input: task.inputSize, hidden: spec.hidden, output: task.outputSize }
  return cell === 'lstm' && spec.variant !== 'standard' ? { ...sizes, variant: spec.variant } : sizes
}

/** The shapes that a run of so many threads trains and evaluates in. */
export function shapesOf(spec: Spec, task: Task, cell: Cell, threads: number): { train: Shape; look: Shape } {
  const common = {
    sizes: sizesOf(spec, task, cell),
    T: task.timeSteps,
    L: task.answerSteps,
    loss: task.loss,
    record: false,
  }
  return {
    train: { ...common, B: spec.batch, keep: true, team: threads > 1 },
    look: { ...common, B: lookRows(task), keep: false, team: false },
  }
}

/** Bytes of one run: the kernels' memory, and the batches as they are drawn. */
export function bytesOfRun(spec: Spec, task: Task, cell: Cell, threads: number): number {
  const { train, look } = shapesOf(spec, task, cell, threads)
  const drawn = task.timeSteps * task.inputSize + task.answerSteps * (task.outputSize + (task.weighted ? 1 : 0))
  return memoryOf(train, look) + 4 * drawn * (train.B + look.B)
}
