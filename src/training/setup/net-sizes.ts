/** The nets of a spec: their sizes, and how much memory a run takes before it starts. */
import { memoryOf, type Shape } from '../../engine/memory-plan.ts'
import type { Cell, Sizes } from '../../engine/types.ts'
import type { Spec } from '../../specs/spec.ts'
import type { Reach, Task } from '../../tasks/shared/task.ts'
import { gateShape } from '../gate-meter.ts'
import { drawnFloats, keptBytes } from '../held-out.ts'

/**
 * Held-out sequences are looked at so many at a time (a divisor of their number): fewer where they
 * are long, so that a look can be given up. Sequences are drawn one after another, so this changes
 * none of them.
 */
export const evaluationRows = (task: Task): number => (task.timeSteps > 4000 ? 8 : 64)

export function sizesOf(spec: Spec, task: Task, cell: Cell): Sizes {
  const { readout = 'last' } = spec
  const sizes: Sizes = {
    ...{ cell, input: task.inputSize, hidden: spec.hidden, output: task.outputSize },
    ...(readout !== 'last' && { readout }),
  }
  return cell === 'lstm' && spec.variant !== 'standard'
    ? { ...sizes, variant: spec.variant }
    : sizes
}

/** The shapes that a run of so many threads trains and evaluates in. */
export function shapesOf(
  spec: Spec,
  task: Task,
  cell: Cell,
  threads: number,
): { train: Shape; evaluation: Shape } {
  const common = {
    sizes: sizesOf(spec, task, cell),
    T: task.timeSteps,
    L: task.answerSteps,
    loss: task.loss,
    record: false,
  }
  return {
    train: { ...common, B: spec.batch, keep: true, shared: threads > 1 },
    evaluation: { ...common, B: evaluationRows(task), keep: false, shared: false },
  }
}

/** Strings of a task's reach are tried so many at a time. */
const REACH_ROWS = 64

/** The shape in which the strings of a task's reach from `first` on are tried. */
export function reachShape(sizes: Sizes, { loss }: Task, reach: Reach, first: number): Shape {
  const B = Math.min(REACH_ROWS, reach.most + 1 - first)
  const T = reach.timeSteps(first + B - 1)
  return { sizes, T, B, L: T, loss, record: false, keep: false, shared: false }
}

/** The smallest net that can hold the weights for such strings. */
export const reachNet = ({ sizes, loss }: Shape): Shape => ({
  ...{ sizes, T: 1, B: 1, L: 1, loss, record: false },
  ...{ keep: true, shared: false },
})

/**
 * Bytes of one run: the kernels' memory, the batches as they are drawn, the look at its gates, and
 * the trial of the task's reach after it.
 */
export function bytesOfRun(spec: Spec, task: Task, cell: Cell, threads: number): number {
  const { train, evaluation } = shapesOf(spec, task, cell, threads)
  return (
    memoryOf(train, evaluation) +
    4 * drawnFloats(task) * (train.B + evaluation.B) +
    keptBytes(task) +
    bytesOfReach(train.sizes, task) +
    bytesOfGates(train.sizes, task)
  )
}

/** Of the net in which gates are looked at. */
function bytesOfGates(sizes: Sizes, task: Task): number {
  const shape = gateShape(sizes, task)
  return shape ? memoryOf(shape) + 4 * shape.B * drawnFloats(task) : 0
}

/** Of the longest strings. */
function bytesOfReach(sizes: Sizes, task: Task): number {
  if (!task.reach) return 0
  const { most } = task.reach
  const shape = reachShape(sizes, task, task.reach, Math.max(1, most + 1 - REACH_ROWS))
  return (
    memoryOf(reachNet(shape), shape) + 4 * shape.T * shape.B * (sizes.input + 2 * sizes.output + 1)
  )
}
