/** Results from files and folders, joined into one report. Nothing is run. */
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import { filesIn, isFolder } from '../files.ts'
import { type From, namedHere } from '../own/stranger.ts'
import type { Report, Run, Sweep } from '../report.ts'
import { reproduce } from '../reproduce.ts'
import type { NamedFile } from '../spec.ts'
import { concluded, type OfPoint } from '../summary.ts'
import type { Design } from './design.ts'
import { type Plan, planOf } from './plan.ts'
import { designIn, doubled, nameOf, type Place, type PlacedLine, readRuns, refuseMixed, runOf } from './read-back.ts'
import type { ResultsLine } from './results-line.ts'

export interface JoinOptions {
  /** Every run of the plan must be there. */
  readonly whole: boolean
  /** Curves and profiles are not needed: less is read, and far less kept. */
  readonly lean: boolean
  /** The file that the sequences come from, as whoever asks names it. */
  readonly file?: NamedFile
}

/** Names of missing runs that are said. */
const SAID = 5

/**
 * One report of everything that these files and folders hold. Throws Refusal 'results-none', 'results-line', 'results-mixed' for
 * lines of two plans, 'results-version' of two versions, 'results-double' for a run that is there twice, 'results-gaps' with the
 * names of runs that are missing.
 */
export async function joined(paths: readonly string[], { whole, lean, file }: JoinOptions): Promise<Report | Sweep> {
  const found = new Map<number, Run>()
  const places = new Map<number, Place>()
  const ofPoints = new Map<number, OfPoint>()
  let known: Known | null = null
  for (const path of await filesOf(paths)) {
    for await (const placed of readRuns(path, { lean, missing: false })) {
      const { line, number } = placed
      known ??= knownBy(placed, file, { path, command: whole ? 'merge' : 'report' })
      refuseMixed(placed, known.part, known.path)
      const run = runOf(placed, known.plan, known.plan.runs[line.index])
      const before = places.get(run.index)
      if (before) throw doubled(run, known.plan, placed, before)
      found.set(run.index, line.run)
      places.set(run.index, { path, number })
      if (line.ofPoint) ofPoints.set(run.point, line.ofPoint)
    }
  }
  if (!known) throw new Refusal('results-none', { path: paths[0] })
  if (whole) refuseGaps(known.plan, found)
  return concluded(known.design, known.plan, known.part, found, ofPoints)
}

interface Known {
  /** Where it was found. */
  readonly path: string
  readonly part: ResultsLine['plan']
  readonly design: Design
  readonly plan: Plan
}

/** The plan that a line belongs to. Its command is made anew: what stands there may be anybody's, and is there to be copied. */
function knownBy(placed: PlacedLine, file: NamedFile | undefined, from: From): Known {
  const given = designIn(placed)
  const design = { ...given, spec: namedHere(given.spec, file, from) }
  const part = { ...placed.line.plan, command: reproduce(design) }
  return { path: placed.path, part, design, plan: planOf(design) }
}

/** The files themselves, and those in the folders. Throws Refusal 'results-none' for a folder that has none. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    if (!(await isFolder(path))) {
      files.push(path)
      continue
    }
    const names = (await filesIn(path)).filter((name) => /^results.*\.jsonl$/.test(name))
    if (names.length === 0) throw new Refusal('results-none', { path })
    files.push(...names.map((name) => join(path, name)))
  }
  return files
}

function refuseGaps(plan: Plan, found: ReadonlyMap<number, Run>): void {
  const missing = plan.runs.filter(({ index }) => !found.has(index))
  if (missing.length === 0) return
  const names = missing.slice(0, SAID).map((run) => nameOf(run, plan))
  throw new Refusal('results-gaps', { missing: names, count: missing.length })
}
