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

/** A file or folder that was given and holds no report, and why. */
interface RefusedReport {
  readonly path: string
  readonly error: InputError
}

export interface HandedIn {
  readonly learners: readonly Learner[]
  readonly refused: readonly RefusedReport[]
}

/** Of one report: a course of a hundred lessons takes less. */
const LIMIT = 2 ** 23
const PARTS = { depth: 12, parts: 2_000_000 }

/**
 * The reports of these files, and of the files in these folders that end in .json, each once; a
 * learner goes by the file's name. One bad file does not cost a teacher the others: it is refused
 * by itself. Throws InputError, the first one, where nothing can be read.
 */
export async function readLearners(paths: readonly string[]): Promise<HandedIn> {
  const files = new Map<string, string>()
  const refused: RefusedReport[] = []
  for (const path of paths) {
    const found = await orRefused(path, filesOf(path), refused)
    for (const file of found ?? []) files.set(resolve(file), file)
  }
  const learners: Learner[] = []
  const all = [...files.values()]
  for (const path of all) {
    const report = await orRefused(path, read(path), refused)
    if (report) learners.push({ name: nameOf(path, all), report })
  }
  const [first] = refused
  if (learners.length === 0 && first) throw first.error
  return { learners, refused }
}

/** What is read of a path; null where it is refused, which is then noted. */
async function orRefused<T>(
  path: string,
  reading: Promise<T>,
  refused: RefusedReport[],
): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    refused.push({ path, error })
    return null
  }
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
