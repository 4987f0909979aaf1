/**
 * The held-out sequences of a seed, batch by batch: of what is made up a fixed number, of a file
 * each one once.
 */
import { random } from '../engine/random.ts'
import { HELD_OUT } from '../rules/limits.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'

/** Room for B sequences of a task. */
export function emptyBatch(task: Task, B: number): Batch {
  const batch = {
    x: new Float32Array(task.timeSteps * B * task.inputSize),
    y: new Float32Array(task.answerSteps * B * task.outputSize),
  }
  return task.weighted ? { ...batch, weight: new Float32Array(task.answerSteps * B) } : batch
}

/** The held-out sequence of this number, from 1, as a batch of one. */
export function heldOutSequence(task: Task, seed: number, number: number): Batch {
  const numbers = random(seed, 'heldOut')
  const batch = emptyBatch(task, 1)
  for (let n = 0; n < number; n++) task.sample(numbers, batch, 1, n)
  return batch
}

/** How many sequences are held out. */
export const heldOutCount = ({ heldOut }: Task): number => heldOut?.count ?? HELD_OUT

/** What is kept of held-out sequences between evaluations, at most. */
const MOST_KEPT = 2 ** 20

/** Floats of a sequence as it is drawn. */
export const drawnFloats = (task: Task): number =>
  task.timeSteps * task.inputSize + task.answerSteps * (task.outputSize + (task.weighted ? 1 : 0))

/** Bytes of all held-out sequences of a task where they are kept between evaluations; else 0. */
export function keptBytes(task: Task): number {
  const bytes = 4 * heldOutCount(task) * drawnFloats(task)
  return bytes <= MOST_KEPT ? bytes : 0
}

/** Room for B held-out sequences: with weights where the last batch is not full. */
export function heldOutBatch(task: Task, B: number): Batch {
  const batch = emptyBatch(task, B)
  if (batch.weight || heldOutCount(task) % B === 0) return batch
  return { ...batch, weight: new Float32Array(task.answerSteps * B).fill(1) }
}

/**
 * Draws all held-out sequences of a seed, B at a time, into a batch as {@link heldOutBatch} makes
 * it; yields the number, from 0, of the first of each. Behind the last sequence nothing is asked.
 * They are drawn anew each time: cheaper than keeping long ones ({@link keptBytes}).
 */
export function* heldOutBatches(
  task: Task,
  seed: number,
  batch: Batch,
  B: number,
): Generator<number> {
  const numbers = random(seed, 'heldOut')
  const count = heldOutCount(task)
  for (let n = 0; n < count; n += B) {
    // Tasks without weights leave those of the pass before.
    if (!task.weighted) batch.weight?.fill(1)
    task.sample(numbers, batch, B, n)
    cut(batch, B, count - n)
    yield n
  }
}

/** Leaves the first so many of B sequences asked. */
function cut({ weight }: Batch, B: number, asked: number): void {
  if (!weight || asked >= B) return
  for (let n = 0; n < weight.length; n++) if (n % B >= asked) weight[n] = 0
}
