/** Learners' reports, as they were handed in: files of untrusted origin. */
import { basename, join, resolve } from 'node:path'
import * as v from 'valibot'
import { filesIn, isFolder } from '../../io/folders.ts'
import { decodeUtf8, parseJson } from '../../io/json.ts'
import { readBytes } from '../../io/read-files.ts'
import { InputError } from '../../rules/input-error.ts'
import { type LearnerReport, learnerReport } from '../progress/learner-report.ts'

export interface Learner {
  readonly name: string
  readonly report: LearnerReport
}

/** Of one report: a course of a hundred lessons takes less. */
const LIMIT = 2 ** 23
const PARTS = { depth: 12, parts: 2_000_000 }

/**
 * The reports of these files, and of the files in these folders that end in .json, each once; a
 * learner goes by the file's name. Throws InputError 'no-learner' for a file that is none, and for
 * a folder without any.
 */
export async function readLearners(paths: readonly string[]): Promise<Learner[]> {
  const files = new Map<string, string>()
  for (const path of paths) {
    for (const file of await filesOf(path)) files.set(resolve(file), file)
  }
  const learners: Learner[] = []
  const all = [...files.values()]
  for (const path of all) learners.push({ name: nameOf(path, all), report: await read(path) })
  return learners
}

async function filesOf(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path]
  const names = (await filesIn(path)).filter((name) => name.toLowerCase().endsWith('.json'))
  if (names.length === 0) throw new InputError('no-learner', { path, problem: 'empty' })
  return names.map((name) => join(path, name))
}

const bare = (path: string): string => basename(path).replace(/\.json$/i, '')

/** The file's name without its ending; the whole path where two have the same. */
const nameOf = (path: string, all: readonly string[]): string =>
  all.filter((other) => bare(other) === bare(path)).length > 1 ? path : bare(path)

async function read(path: string): Promise<LearnerReport> {
  const text = decodeUtf8(await readBytes(path, LIMIT))
  const parsed = text === null ? { problem: 'utf-8' as const } : parseJson(text, PARTS)
  if ('problem' in parsed) throw new InputError('no-learner', { path, problem: 'json' })
  const found = v.safeParse(learnerReport, parsed.value)
  if (found.success) return found.output
  const field = v.getDotPath(found.issues[0])
  throw new InputError('no-learner', { path, problem: 'field', field: field ?? 'schema' })
}
