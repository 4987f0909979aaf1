/** Held-out sequences as case files, and what stored weights make of them in float64. */
import { readFileSync } from 'node:fs'
import { random } from '../../src/engine/random.ts'
import type { Cell, Operation, Variant } from '../../src/engine/types.ts'
import { parseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { nest } from '../../src/results/nested-arrays.ts'
import type { Spec } from '../../src/specs/spec.ts'
import { emptyBatch } from '../../src/training/evaluation.ts'
import { taskOf } from '../../src/training/setup/resolve-spec.ts'
import { type Case64, float64, type Result64 } from './float64.ts'
import { writerTo } from './temporary-folder.ts'

/** The first held-out sequences of a spec, as a case file. */
export function heldOut(spec: Spec, B: number, folder: string): { path: string; given: Case64 } {
  const task = taskOf(spec)
  const batch = emptyBatch(task, B)
  task.sample(random(spec.seeds[0], 'heldOut'), batch, B, 0)
  const x = nest(batch.x, [task.timeSteps, B, task.inputSize])
  const given = { x, y: nest(batch.y, [B, task.outputSize]) }
  return { path: writerTo(folder)(`${B}.json`, JSON.stringify(given)), given }
}

export function inFloat64(
  path: string,
  given: Case64,
  of: { cell: Cell; variant: Variant; hidden: number; operations?: readonly Operation[] },
): Result64 {
  const { tensors } = parseSafetensors(readFileSync(path))
  const weights = Object.fromEntries([...tensors].map(([name, { data }]) => [name, data]))
  const gru = of.cell === 'lstm' && of.variant === 'gru'
  const kind = gru ? 'gru' : of.cell
  return float64({ ...of, cell: kind, I: given.x[0][0].length, H: of.hidden, O: 1, weights }, given)
}
