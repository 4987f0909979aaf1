/** export: weights for other programs, data, pictures. */

import { type Cell, isGru } from '../engine/types.ts'
import { jsonText } from '../io/sanitize.ts'
import { writeAtomically } from '../io/write-files.ts'
import type { FileResult } from '../results/lab-results.ts'
import { InputError } from '../rules/input-error.ts'
import { endingOfFormat, WEIGHT_FORMATS, type WeightFormat } from '../specs/weight-formats.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { checkReadoutSayable, checkSayable, weightsContent } from '../training/weights-file.ts'
import { describeNet, written } from '../training/weights-metadata.ts'
import { flatten } from './flatten.ts'
import type { LabResult } from './result-kinds.ts'
import { netOf } from './state.ts'
import type { Workbench } from './workbench.ts'
import { weightsJob } from './workers/shared-jobs.ts'

export type Exported = 'weights' | 'data' | 'picture'
const ENDINGS: Readonly<Record<Exported, readonly string[]>> = {
  weights: WEIGHT_FORMATS.map(endingOfFormat),
  data: ['.csv', '.json'],
  picture: ['.svg', '.txt'],
}

/**
 * The ending of a path that is one of those that this is exported as. Throws InputError for others.
 */
export const endingOf = (what: Exported, path: string): string =>
  findEnding(what, path, ENDINGS[what])

function findEnding(what: Exported, path: string, endings: readonly string[]): string {
  const ending = endings.find((one) => path.toLowerCase().endsWith(one))
  if (!ending) throw new InputError('export-ending', { what, path, endings })
  return ending
}

/** The format that was asked for, or that the path's ending says. Throws InputError for others. */
export function formatOf(path: string, asked?: WeightFormat): WeightFormat {
  const choices = asked === undefined ? WEIGHT_FORMATS : [asked]
  const ending = findEnding('weights', path, choices.map(endingOfFormat))
  return choices.find((format) => endingOfFormat(format) === ending) ?? 'safetensors'
}

export async function write(
  what: Exported,
  path: string,
  content: Uint8Array | string,
): Promise<FileResult> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  await writeAtomically(path, bytes)
  return { kind: 'file', command: 'export', path, bytes: bytes.length, what }
}

/**
 * The weights of one cell, in safetensors under PyTorch's names. Throws InputError for a net that
 * the format has no words for.
 */
export async function weightsFile(
  bench: Workbench,
  cell: Cell,
  format: WeightFormat = 'safetensors',
): Promise<Uint8Array> {
  const { spec, state } = bench
  const task = taskOf(spec)
  const sizes = sizesOf(spec, task, cell)
  const surgery = cell === 'lstm' ? state.operations.length : 0
  checkReadoutSayable(format, sizes.readout)
  if (cell === 'lstm') checkSayable(format, spec.variant, surgery)
  const weights = await bench.ask(cell, weightsJob, bench.subject(cell))
  const step = netOf(state, cell)?.step ?? 0
  const trained = { spec, task, cell, seed: spec.seeds[0], step, operations: state.operations }
  const metadata = {
    cell: isGru(sizes) ? 'gru' : cell,
    ...(bench.given ? {} : { task: spec.task, length: String(spec.length) }),
    ...written(
      bench.given ? { ...describeNet(trained), task: null, training: null } : describeNet(trained),
    ),
  }
  return weightsContent(format, { sizes, weights, metadata, surgery })
}

/** A result as JSON, or as rows of names and numbers. */
export function dataFile(result: LabResult, ending: string): string {
  if (ending === '.json') return `${jsonText(result)}\n`
  return `${['what,index,value', ...flatten(result)].join('\n')}\n`
}
