/** Results from files and folders, joined into one report. Nothing is run. */
import { join } from 'node:path'
import { filesIn, isFolder } from '../../io/folders.ts'
import type { Report, Run, Sweep } from '../../results/report.ts'
import { InputError } from '../../rules/input-error.ts'
import { reproduce } from '../../specs/command-line.ts'
import type { Design } from '../../specs/design.ts'
import type { NamedFile } from '../../specs/spec.ts'
import { rejectForeignPath, type SpecSource } from '../../user-data/reject-foreign-paths.ts'
import { planLater, type StudyPlan } from '../plan.ts'
import { concludedLater, type OfPoint } from '../summary.ts'
import { lineError, type PlacedLine } from './line-store.ts'
import { designIn, FoundRuns, nameOf, readRuns, refuseMixed } from './read-results.ts'
import { isResults } from './result-store.ts'
import type { ResultsLine } from './results-line.ts'

export interface JoinOptions {
  /** Every run of the plan must be there. */
  readonly whole: boolean
  /** Curves and profiles are not needed: less is read, and far less kept. */
  readonly lean: boolean
  /** The file that the sequences come from, as whoever asks names it. */
  readonly file?: NamedFile
  /** Hears how far a large plan has come. */
  readonly planning?: (points: number, of: number) => void
  /**
   * Names a setting of a design that no command line could have asked for; null if its command
   * reproduces it.
   */
  readonly unaskable?: (design: Design) => Promise<string | null>
}

/** Names of missing runs that are said. */
const SAID = 5

/**
 * One report of everything that these files and folders hold. Throws InputError 'results-none',
 * 'results-line', 'results-mixed' for lines of two plans, 'results-version' of two versions,
 * 'results-double' for a run that is there twice, 'results-gaps' with the names of runs that are
 * missing.
 */
export async function joined(
  paths: readonly string[],
  options: JoinOptions,
): Promise<Report | Sweep> {
  const gathered = await gather(await filesOf(paths), options)
  if (!gathered) throw new InputError('results-none', { path: paths[0] })
  const { design, plan, part, found, ofPoints } = gathered
  if (options.whole) {
    const missing = plan.runs.filter(({ index }) => !found.has(index))
    refuseGaps(
      missing.slice(0, SAID).map((run) => nameOf(run, plan)),
      missing.length,
    )
  }
  return concludedLater(design, plan, part, found, ofPoints)
}

/** Everything that is known of a plan. */
export interface Gathered extends Known {
  readonly found: ReadonlyMap<number, Run>
  readonly ofPoints: ReadonlyMap<number, OfPoint>
}

/**
 * What these files hold; null where they have no lines. Throws InputError as {@link joined} does,
 * but for gaps.
 */
export async function gather(
  files: readonly string[],
  options: JoinOptions,
): Promise<Gathered | null> {
  const found = new FoundRuns()
  const { whole, lean } = options
  let known: Known | null = null
  for (const path of files) {
    for await (const placed of readRuns(path, { lean, missing: false })) {
      known ??= await knownBy(placed, options, { path, command: whole ? 'merge' : 'report' })
      refuseMixed(placed, known.part, known.path)
      found.addLine(placed, known.plan, known.plan.runs[placed.line.index])
    }
  }
  return known && { ...(known as Known), found: found.results, ofPoints: found.ofPoints }
}

interface Known {
  /** Where it was found. */
  readonly path: string
  readonly part: ResultsLine['plan']
  readonly design: Design
  readonly plan: StudyPlan
}

/**
 * The plan that a line belongs to. Its command is derived from the design, never taken from the
 * file: users copy it, and the file is untrusted.
 */
async function knownBy(
  placed: PlacedLine<ResultsLine>,
  { file, unaskable, planning }: JoinOptions,
  from: SpecSource,
): Promise<Known> {
  const given = designIn(placed)
  const design = { ...given, spec: rejectForeignPath(given.spec, file, from) }
  const problem = await unaskable?.(design)
  if (problem) throw lineError(placed, problem)
  const part = { ...placed.line.plan, command: reproduce(design) }
  return { path: placed.path, part, design, plan: await planLater(design, planning) }
}

/**
 * The files themselves, and those in the folders. Throws InputError 'results-none' for a folder
 * that has none.
 */
export async function filesOf(paths: readonly string[], what = 'results'): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    if (!(await isFolder(path))) {
      files.push(path)
      continue
    }
    const names = (await filesIn(path)).filter((name) => isResults(name, what))
    if (names.length === 0 && what === 'results') throw new InputError('results-none', { path })
    for (const name of names) files.push(join(path, name))
  }
  return files
}

/** The names of the runs of a plan that are not there. */
export const missingOf = (plan: StudyPlan, found: ReadonlyMap<number, Run>): string[] =>
  plan.runs.filter(({ index }) => !found.has(index)).map((run) => nameOf(run, plan))

/** Throws InputError 'results-gaps' with the names of what is missing. */
export function refuseGaps(missing: readonly string[], count = missing.length): void {
  if (count === 0) return
  throw new InputError('results-gaps', { missing: missing.slice(0, SAID), count })
}
