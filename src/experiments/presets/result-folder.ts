/**
 * A folder with the results of a preset says whose they are, in preset.json; each part has a folder
 * of its own within.
 */
import { join } from 'node:path'
import * as v from 'valibot'
import { filesIn, isFolder } from '../../io/folders.ts'
import { decodeUtf8, parseJson } from '../../io/json.ts'
import { readUserFile } from '../../io/read-files.ts'
import { prepareDirectory, writeAtomically } from '../../io/write-files.ts'
import { InputError } from '../../rules/input-error.ts'
import { PRESET_FORMS, type PresetForm } from '../papers/preset-report.ts'
import { isResults } from '../store/result-store.ts'

/** The owner of the results: preset, form and program version. */
export interface Mark {
  readonly preset: string
  readonly form: PresetForm
  readonly version: string
}

const FILE = 'preset.json'
const SCHEMA = 'gatelab.preset-results/1'
const MOST_BYTES = 4096

/** preset.json: a published schema is made of it. @public */
export const mark = v.object({
  schema: v.literal(SCHEMA),
  preset: v.string(),
  form: v.picklist(PRESET_FORMS),
  version: v.string(),
})

/** The line that makes it again. */
export const lineOf = ({ preset, form }: Pick<Mark, 'preset' | 'form'>): string =>
  `gatelab compare --preset ${preset}${form === 'full' ? ' --full' : ''}`

/** Null where a folder is no preset's. Throws InputError 'results-line' for a mark that is none. */
async function markIn(folder: string): Promise<Mark | null> {
  if (!(await isFolder(folder, FILE))) return null
  const parsed = parseJson(decodeUtf8(await readUserFile(folder, FILE, MOST_BYTES)) ?? '', {
    depth: 4,
    parts: 100,
  })
  const result = v.safeParse(mark, 'value' in parsed ? parsed.value : null)
  if (!result.success) {
    const problem =
      'problem' in parsed ? parsed.problem : (v.getDotPath(result.issues[0]) ?? 'schema')
    throw new InputError('results-line', { path: join(folder, FILE), line: 1, problem })
  }
  const { preset, form, version } = result.output
  return { preset, form, version }
}

/**
 * `first` is where the wanted one was found; null where it is what somebody asked for. Throws
 * InputError 'results-mixed', 'results-version'.
 */
export function refuseOther(path: string, found: Mark, wanted: Mark, first: string | null): void {
  const [command, other] = [lineOf(found), lineOf(wanted)]
  if (command !== other) throw new InputError('results-mixed', { path, command, other, first })
  const { version } = found
  if (version !== wanted.version)
    throw new InputError('results-version', { path, version, other: wanted.version, first })
}

const studyIn = async (folder: string): Promise<string | undefined> =>
  (await filesIn(folder)).find((name) => isResults(name))

/**
 * Makes it a folder of that preset's. Throws InputError 'results-mixed' or 'results-version' where
 * it is another's, 'results-exist' where results of a comparison stand in it.
 */
export async function markFolder(folder: string, wanted: Mark): Promise<void> {
  await prepareDirectory(folder)
  const found = await markIn(folder)
  if (found) return refuseOther(folder, found, wanted, null)
  const study = await studyIn(folder)
  if (study !== undefined) throw new InputError('results-exist', { path: join(folder, study) })
  const text = `${JSON.stringify({ schema: SCHEMA, ...wanted })}\n`
  await writeAtomically(join(folder, FILE), new TextEncoder().encode(text))
}

/**
 * The preset whose results these folders hold; null if none is a preset's. Throws InputError
 * 'results-mixed' for two presets or forms, 'results-version' for two versions, 'results-no-preset'
 * if only some folders are a preset's.
 */
export async function presetOf(folders: readonly string[]): Promise<Mark | null> {
  const marks = await Promise.all(folders.map(markIn))
  const at = marks.findIndex((one) => one !== null)
  const first = marks[at] ?? null
  if (!first) return null
  for (const [n, found] of marks.entries()) {
    const path = folders[n]
    if (!found || (await studyIn(path)) !== undefined) {
      throw new InputError('results-no-preset', { path, preset: lineOf(first) })
    }
    refuseOther(path, found, first, folders[at])
  }
  return first
}
