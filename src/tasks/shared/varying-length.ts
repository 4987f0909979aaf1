/**
 * Sequences of Hochreiter & Schmidhuber 1997 whose length is drawn from T, T + 1, …, T + ⌊T/10⌋,
 * with one answer at the end. They stand in room for the longest; behind the end everything is
 * zero, and nothing is asked.
 */
import type { Batch, Task } from './task.ts'

/** The sizes of a task of such sequences. */
export const varying = (T: number) =>
  ({
    timeSteps: T + Math.floor(T / 10),
    answerSteps: Math.floor(T / 10) + 1,
    weighted: true,
  }) as const satisfies Partial<Task>

/** The weights of a batch that must have them. */
export function weightsOf({ weight }: Batch): Float32Array {
  if (!weight) throw new Error('batches of this task need weights')
  return weight
}

/** Empties a batch of B sequences: nothing is seen, and nothing asked. */
export function clear(
  batch: Batch,
  B: number,
  {
    timeSteps,
    answerSteps,
    inputSize,
    outputSize,
  }: Pick<Task, 'timeSteps' | 'answerSteps' | 'inputSize' | 'outputSize'>,
): void {
  batch.x.fill(0, 0, timeSteps * B * inputSize)
  batch.y.fill(0, 0, answerSteps * B * outputSize)
  batch.weight?.fill(0, 0, answerSteps * B)
}
