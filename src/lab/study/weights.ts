/** The trained weights of a run in a file of its own, under PyTorch's names. */
import { join } from 'node:path'
import type { Weights } from '../../engine/types.ts'
import { writeAtomically } from '../files.ts'
import { netTensors } from '../net-file.ts'
import { taskOf } from '../resolve.ts'
import { serialiseSafetensors } from '../safetensors.ts'
import { sizesOf } from '../shapes.ts'
import { describeNet, written } from '../weights-metadata.ts'
import type { Plan, PlannedRun } from './plan.ts'

/** DIR/CELL-seedN.safetensors; in a sweep with the values of its point before, and with H where one cell has several. */
export async function saveWeights(
  directory: string,
  { spec, cell, seed, hidden, point }: PlannedRun,
  plan: Plan,
  weights: Weights,
  step: number,
): Promise<void> {
  const task = taskOf(spec)
  const tensors = netTensors(sizesOf(spec, task, cell), weights)
  const { at, contests } = plan.points[point]
  const values = Object.entries(at).map(([option, value]) => `${option}-${value ?? 'none'}-`)
  const size = contests.length > 1 && cell === 'rnn' ? `-hidden${hidden}` : ''
  const metadata = {
    ...{ cell, task: spec.task, length: String(spec.length), seed: String(seed), ...texts(at) },
    ...written(describeNet({ spec, task, cell, seed, step })),
  }
  await writeAtomically(
    join(directory, `${values.join('')}${cell}${size}-seed${seed}.safetensors`),
    serialiseSafetensors(tensors, metadata),
  )
}

const texts = (at: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(at).map(([option, value]) => [option, String(value ?? 'none')]))
