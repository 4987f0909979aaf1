/** Results from files and folders, joined into one report. Nothing is run. */
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import { filesIn, isFolder } from '../files.ts'
import { type From, namedHere } from '../own/stranger.ts'
import type { Report, Run, Sweep } from '../report.ts'
import type { NamedFile } from '../spec.ts'
import { concluded, type OfPoint } from '../summary.ts'
import type { Design } from './design.ts'
import { digestOfDesign, type Plan, type PlannedRun, planOf } from './plan.ts'
import { designOf, type ResultsLine } from './results-line.ts'
import { doubled, readRuns, refuseMixed } from './store.ts'

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
 * lines of two plans, 'results-double' for a run that is there twice, 'results-gaps' with the names of runs that are missing.
 */
export async function joined(paths: readonly string[], { whole, lean, file }: JoinOptions): Promise<Report | Sweep> {
  const found = new Map<number, Run>()
  const from = new Map<number, string>()
  const ofPoints = new Map<number, OfPoint>()
  let first: Known | null = null
  for (const path of await filesOf(paths)) {
    for await (const { line } of readRuns(path, { lean, missing: false })) {
      first ??= known(line, file, { path, command: whole ? 'merge' : 'report' })
      refuseMixed(path, line, first.part)
      const other = from.get(line.index)
      if (other !== undefined) throw doubled(line, path, other)
      const planned = first.plan.runs[line.index]
      if (!isThat(planned, line)) throw new Refusal('results-line', { path, line: line.index + 1, problem: 'index' })
      found.set(line.index, line.run)
      from.set(line.index, path)
      if (line.ofPoint) ofPoints.set(planned.point, line.ofPoint)
    }
  }
  if (!first) throw new Refusal('results-none', { path: paths[0] })
  if (whole) refuseGaps(first.plan, found)
  return concluded(first.design, first.plan, first.part, found, ofPoints)
}

interface Known {
  readonly part: ResultsLine['plan']
  readonly design: Design
  readonly plan: Plan
}

/** The plan that a line belongs to. Throws Refusal 'results-line' for one that does not have its own digest. */
function known(line: ResultsLine, file: NamedFile | undefined, from: From): Known {
  const given = designOf(line.plan)
  if (!given || digestOfDesign(given) !== line.plan.digest) {
    throw new Refusal('results-line', { path: from.path, line: 1, problem: 'plan' })
  }
  const design = { ...given, spec: namedHere(given.spec, file, from) }
  return { part: line.plan, design, plan: planOf(design) }
}

const isThat = (planned: PlannedRun | undefined, { run }: ResultsLine): boolean =>
  planned !== undefined && planned.cell === run.cell && planned.seed === run.seed && planned.hidden === run.hidden

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

function refuseGaps({ runs, points }: Plan, found: ReadonlyMap<number, Run>): void {
  const missing = runs.filter(({ index }) => !found.has(index))
  if (missing.length === 0) return
  const names = missing.slice(0, SAID).map(({ cell, seed, hidden, point }) => {
    const at = Object.entries(points[point].at).map(([option, value]) => `${option} ${value ?? 'none'}`)
    const size = points[point].contests.length > 1 ? [`hidden ${hidden}`] : []
    return [...at, cell, ...size, `seed ${seed}`].join(' ')
  })
  throw new Refusal('results-gaps', { missing: names, count: missing.length })
}
