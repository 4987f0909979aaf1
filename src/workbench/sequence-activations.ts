/** What happens inside on one held-out sequence, for the probes that show it. */

import { randomInt } from 'node:crypto'
import type { Cell } from '../engine/types.ts'
import type { SequenceFacts } from '../results/lab-results.ts'
import { largest } from '../rules/extremes.ts'
import { InputError } from '../rules/input-error.ts'
import { heldOutCount } from '../training/held-out.ts'
import type { SequenceChoice } from './probes/probe.ts'
import type { Workbench } from './workbench.ts'
import {
  type Activations,
  activationsJob,
  answerJob,
  type SequenceAnswer,
} from './workers/shared-jobs.ts'

/** Numbers that a picture may hold: beyond them nobody sees anything, and JSON ends. */
const MAX_NUMBERS = 4_000_000

/** The number of a held-out sequence, from 1. Throws InputError beyond those of a case. */
export function sequenceOf(bench: Workbench, choice: SequenceChoice | undefined): number {
  const count = heldOutCount(bench.task)
  if (choice === 'random') return randomInt(count) + 1
  if (bench.given && choice !== undefined && choice > count)
    throw new InputError('beyond-the-net', { name: 'sequence', value: choice, most: count })
  return choice ?? 1
}

/** How many sequences a mean is taken over: all of a case. */
export const sequencesFor = (bench: Workbench, count: number): number =>
  bench.given ? heldOutCount(bench.task) : count

/** Throws InputError 'too-much-to-show'. */
export function checkShown(numbers: number): void {
  if (numbers > MAX_NUMBERS)
    throw new InputError('too-much-to-show', { numbers, most: MAX_NUMBERS })
}

/** Throws InputError 'too-much-to-show' before anything is asked. */
export function activationsOf(
  bench: Workbench,
  cell: Cell,
  sequence: number,
): Promise<Activations> {
  const numbers = bench.task.timeSteps * bench.spec.hidden * (cell === 'lstm' ? 6 : 1)
  checkShown(numbers)
  return bench.ask(cell, activationsJob, { ...bench.subject(cell), sequence })
}

/** What the sequence asks, and what the net of that cell answers. */
export const answerOf = (bench: Workbench, cell: Cell, sequence: number): Promise<SequenceAnswer> =>
  bench.ask(cell, answerJob, { ...bench.subject(cell), sequence })

/**
 * What is found of each cell, and what the last of them answers. All is asked at once, so that no
 * thread waits for another one to start.
 */
export async function besideAnswer<T>(
  bench: Workbench,
  cells: readonly Cell[],
  sequence: number,
  find: (cell: Cell) => Promise<T>,
): Promise<{ readonly answer: SequenceAnswer; readonly found: readonly T[] }> {
  const asked = answerOf(bench, cells[cells.length - 1], sequence)
  const [answer, found] = await Promise.all([asked, Promise.all(cells.map(find))])
  return { answer, found }
}

/** What the sequence asks and what the net of that cell answers, where it is last asked. */
export function sequenceFacts(
  { task, given }: Workbench,
  number: number,
  cell: Cell,
  { marks, y, weight, logits }: SequenceAnswer,
): SequenceFacts {
  const O = task.outputSize
  const asked = weight ? weight.findLastIndex((one) => one > 0) : task.answerSteps - 1
  const last = (values: Float32Array) => values.subarray(asked * O, (asked + 1) * O)
  const read = (values: Float32Array) =>
    task.loss === 'mse' ? values[0] : values.indexOf(largest(values)) + 1
  return {
    number,
    length: task.timeSteps,
    marks,
    target: read(last(y)),
    answer: read(last(logits)),
    answeredBy: cell,
    ...(given ? { ofCase: given.facts.asked === 'y' ? 'asked' : 'unasked' } : {}),
  }
}
