/** One held-out sequence of a task, and what a net answers to it, as data that can be shown. */
import type { ExampleAnswer, ExampleSequence } from '../results/example.ts'
import { softmax } from '../tasks/shared/softmax.ts'
import type { Batch, Task, TaskKind } from '../tasks/shared/task.ts'
import { rightOf } from './evaluation.ts'
import { heldOutSequence } from './held-out.ts'
import { taskByItself } from './setup/resolve-spec.ts'

/** Numbers of a sequence that is drawn on a comparison's screen, at most. */
const MOST_NUMBERS = 20_000

/** Time steps, from 0, at which a batch of one asks for an answer. */
export function askedSteps({ timeSteps: T, answerSteps: L }: Task, { weight }: Batch): number[] {
  const all = Array.from({ length: L }, (_, n) => T - L + n)
  return weight ? all.filter((_, n) => weight[n] > 0) : all
}

const rowOf = (values: Float32Array, row: number, O: number): number[] =>
  Array.from(values.subarray(row * O, (row + 1) * O))

/** A batch of one as a sequence to be shown. */
export function describeSequence(
  task: Task,
  batch: Batch,
  { seed, number }: { readonly seed: number; readonly number: number },
): ExampleSequence {
  const { timeSteps: T, answerSteps: L, inputSize: I, outputSize: O, notation = {} } = task
  const asked = askedSteps(task, batch)
  const end = batch.weight && asked.length > 0 ? (asked.at(-1) ?? 0) + 1 : T
  const rows = Array.from({ length: end }, (_, t) => rowOf(batch.x, t, I))
  const { symbols, channels = null, outputs = null } = notation
  return {
    task: task.name,
    number,
    seed,
    length: T,
    end,
    marks: task.marks(batch, 1, 0).map((t) => t + 1),
    symbols: symbols ? rows.map((row) => symbols[row.indexOf(1)]) : null,
    x: symbols ? null : rows,
    channels,
    outputs,
    loss: task.loss,
    asked: asked.map((t) => ({ t: t + 1, wanted: rowOf(batch.y, t - (T - L), O) })),
  }
}

/** Numbers of an answer that evaluations tell of at most. */
const MOST_TOLD = 512

/** What an evaluation tells of the first held-out sequence; nothing where it is too long. */
export function toldExample(
  task: Task,
  seed: number,
  { batch, readout }: { readonly batch: Batch; readonly readout: Float32Array },
  withSequence: boolean,
): { readonly answer?: ExampleAnswer; readonly example?: ExampleSequence } {
  const { timeSteps: T, inputSize: I, answerSteps: L, outputSize: O } = task
  if (L * O > MOST_TOLD || T * I > MOST_NUMBERS) return {}
  const answer = describeAnswer(task, batch, readout, lossOf(task, batch, readout))
  return {
    answer,
    ...(withSequence && { example: describeSequence(task, batch, { seed, number: 1 }) }),
  }
}

/** Mean loss over what a batch of one asks. */
function lossOf(task: Task, batch: Batch, readout: Float32Array): number {
  const { timeSteps: T, answerSteps: L, outputSize: O } = task
  const losses = askedSteps(task, batch).map((t) => {
    const z = Float64Array.from(rowOf(readout, t - (T - L), O))
    const y = rowOf(batch.y, t - (T - L), O)
    if (task.loss === 'mse') return z.reduce((sum, one, o) => sum + (one - y[o]) ** 2 / O, 0)
    const logits = Array.from(z)
    const total = softmax(z, Math.log)
    return logits.reduce((sum, one, o) => sum + y[o] * (total - one), 0)
  })
  return losses.reduce((sum, one) => sum + one / losses.length, 0)
}

/** The first held-out sequence of seed 1 at the task's own length. */
export function exampleOf(kind: TaskKind): ExampleSequence {
  const task = taskByItself(kind)
  return describeSequence(task, heldOutSequence(task, 1, 1), { seed: 1, number: 1 })
}

/** What a net whose readout is this, [L, O], answers to a batch of one. */
export function describeAnswer(
  task: Task,
  batch: Batch,
  readout: Float32Array,
  loss: number,
): ExampleAnswer {
  const { timeSteps: T, answerSteps: L, outputSize: O } = task
  const outputs = askedSteps(task, batch).map((t) => {
    const row = Float64Array.from(rowOf(readout, t - (T - L), O))
    if (task.loss === 'cross-entropy') softmax(row, Math.log)
    return Array.from(row)
  })
  const score = task.metric === 'accuracy' ? rightOf(task, readout, batch, 1) : null
  return { outputs, loss, right: score?.sum ?? null, of: score?.of ?? null }
}
