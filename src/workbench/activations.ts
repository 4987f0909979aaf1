/** gates, state, walk, show math: what happens inside on one held-out sequence. */

import { randomInt } from 'node:crypto'
import { type Cell, isOutputPlain } from '../engine/types.ts'
import type { SequenceFacts, StatesResult, TraceResult } from '../results/lab-results.ts'
import { nest } from '../results/nested-arrays.ts'
import { largest } from '../rules/extremes.ts'
import { InputError } from '../rules/input-error.ts'
import type { Task } from '../tasks/shared/task.ts'
import { heldOutCount } from '../training/held-out.ts'
import { taskOf } from '../training/resolve-spec.ts'
import type { Activations } from './jobs.ts'
import type { Workbench } from './workbench.ts'

/** Numbers that a picture may hold: beyond them nobody sees anything, and JSON ends. */
const MAX_NUMBERS = 4_000_000
const BINS = 10

export type SequenceChoice = number | 'random'

/** The number of a held-out sequence, from 1. */
export const sequenceOf = (task: Task, choice: SequenceChoice | undefined): number =>
  choice === 'random' ? randomInt(heldOutCount(task)) + 1 : (choice ?? 1)

/**
 * The cell whose gates are shown: the LSTM (or what stands in its place). Throws InputError where
 * there is none.
 */
export function gatedCell(bench: Workbench): Cell {
  if (!bench.spec.cells.includes('lstm'))
    throw new InputError('not-on-bench', { cell: 'lstm', cells: bench.spec.cells })
  return 'lstm'
}

export async function activationsOf(
  bench: Workbench,
  cell: Cell,
  sequence: number,
): Promise<Activations> {
  const task = taskOf(bench.spec)
  const numbers = task.timeSteps * bench.spec.hidden * (cell === 'lstm' ? 6 : 1)
  if (numbers > MAX_NUMBERS)
    throw new InputError('too-much-to-show', { numbers, most: MAX_NUMBERS })
  return bench.ask(cell, 'inside', { ...bench.subject(cell), sequence })
}

/** gates: those of the LSTM. state: c and h of the LSTM and h of the RNN. */
export async function states(
  bench: Workbench,
  command: 'gates' | 'state',
  choice: SequenceChoice | undefined,
): Promise<StatesResult> {
  const task = taskOf(bench.spec)
  const sequence = sequenceOf(task, choice)
  const cells = command === 'gates' ? [gatedCell(bench)] : bench.spec.cells
  const found = await Promise.all(
    cells.map(async (cell) => [cell, await activationsOf(bench, cell, sequence)] as const),
  )
  const H = bench.spec.hidden
  const drawn = found.map(([cell, inside]) => {
    const names = Object.keys(inside.planes).filter(
      (name) => (command === 'state') === ['c', 'h'].includes(name),
    )
    return [
      cell,
      Object.fromEntries(
        names.map((name) => [name, nest(inside.planes[name], [task.timeSteps, H])]),
      ),
    ]
  })
  const [, shown] = found[found.length - 1]
  const forget = shown.planes.f ?? shown.planes.z
  return {
    kind: 'states',
    command,
    sequence: factsOf(task, sequence, shown),
    ...Object.fromEntries(drawn),
    histogram: command === 'gates' && forget ? histogramOf(forget) : null,
  }
}

/** Counts of BINS equal bins of [0, 1]; what surgery drove beyond counts at the edge. */
function histogramOf(values: Float32Array): number[] {
  const counts = new Array<number>(BINS).fill(0)
  for (const value of values) counts[Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)))]++
  return counts
}

/** What the sequence asks and what the net answers, where it is last asked. */
export function factsOf(
  task: Task,
  number: number,
  { marks, y, weight, logits }: Activations,
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
  }
}

export interface TraceChoice {
  readonly t: number | undefined
  readonly unit: number | undefined
  readonly sequence: SequenceChoice | undefined
}

/** One time step of the LSTM, one unit of it in numbers, and all units around it. */
export async function trace(bench: Workbench, choice: TraceChoice): Promise<TraceResult> {
  const { spec, state } = bench
  const cell = gatedCell(bench)
  const task = taskOf(spec)
  const sequence = sequenceOf(task, choice.sequence)
  const { t = 1, unit = 1 } = choice
  if (t > task.timeSteps)
    throw new InputError('beyond-the-net', { name: 't', value: t, most: task.timeSteps })
  if (unit > spec.hidden)
    throw new InputError('beyond-the-net', { name: 'unit', value: unit, most: spec.hidden })
  const inside = await activationsOf(bench, cell, sequence)
  const at = (name: string, time: number) =>
    time < 1 ? 0 : inside.planes[name][(time - 1) * spec.hidden + unit - 1]
  const plane = (name: string) => nest(inside.planes[name], [task.timeSteps, spec.hidden])
  const gru = spec.variant === 'gru'
  return {
    kind: 'walk',
    gru,
    t,
    unit,
    sequence: factsOf(task, sequence, inside),
    x: [...inside.x.subarray((t - 1) * task.inputSize, t * task.inputSize)],
    now: Object.fromEntries(Object.keys(inside.planes).map((name) => [name, at(name, t)])),
    before: { c: gru ? null : at('c', t - 1), h: at('h', t - 1) },
    cell: gru ? null : plane('c'),
    hidden: plane('h'),
    operations: state.operations,
    output: isOutputPlain(spec.variant, state.operations) ? 'plain' : 'tanh',
  }
}
