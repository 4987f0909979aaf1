/** The trained weights of a run in a file of its own, under PyTorch's names. */
import { join } from 'node:path'
import type { Weights } from '../engine/types.ts'
import { filesIn } from '../io/folders.ts'
import { writeAtomically } from '../io/write-files.ts'
import { InputError } from '../rules/input-error.ts'
import { endingOfFormat, type WeightFormat } from '../specs/weight-formats.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { weightsContent } from '../training/weights-file.ts'
import { describeNet, written } from '../training/weights-metadata.ts'
import type { PlannedRun, StudyPlan } from './plan.ts'

/** Where weights go, and in which format. */
export interface WeightsFolder {
  readonly path: string
  readonly format: WeightFormat
}

/**
 * CELL-seedN.safetensors, or with another format's ending; in a sweep with the values of its point
 * before, and with H where one cell has several.
 */
function weightsName(
  { cell, seed, hidden, point }: PlannedRun,
  plan: StudyPlan,
  format: WeightFormat,
): string {
  const { at, comparisons } = plan.points[point]
  const values = Object.entries(at).map(([option, value]) => `${option}-${value ?? 'none'}-`)
  const size = comparisons.length > 1 && cell === 'rnn' ? `-hidden${hidden}` : ''
  return `${values.join('')}${cell}${size}-seed${seed}${endingOfFormat(format)}`
}

/**
 * Results do not contain weights. So when a study is resumed with `--save-weights`, the weights of
 * all finished runs must already be in the folder.
 * @throws InputError weights-not-kept
 */
export async function checkKept(
  { path, format }: WeightsFolder,
  done: readonly PlannedRun[],
  plan: StudyPlan,
): Promise<void> {
  if (done.length === 0) return
  const there = new Set(await filesIn(path))
  const missing = done
    .map((run) => weightsName(run, plan, format))
    .filter((name) => !there.has(name))
  if (missing.length === 0) return
  throw new InputError('weights-not-kept', {
    path,
    count: missing.length,
    first: missing[0],
  })
}

export async function saveWeights(
  { path, format }: WeightsFolder,
  run: PlannedRun,
  plan: StudyPlan,
  weights: Weights,
  step: number,
): Promise<void> {
  const { spec, cell, seed, point } = run
  const task = taskOf(spec)
  const sizes = sizesOf(spec, task, cell)
  const { at } = plan.points[point]
  const metadata = {
    ...{ cell, task: spec.task, length: String(spec.length), seed: String(seed), ...texts(at) },
    ...written(describeNet({ spec, task, cell, seed, step })),
  }
  await writeAtomically(
    join(path, weightsName(run, plan, format)),
    await weightsContent(format, { sizes, weights, metadata, surgery: 0 }),
  )
}

const texts = (at: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(at).map(([option, value]) => [option, String(value ?? 'none')]))
