/** Lines of results, read back and held against the plan that they should belong to. */

import { linesOf } from '../io/line-file.ts'
import type { Report } from '../results/report.ts'
import { InputError } from '../rules/input-error.ts'
import { reproduce } from '../specs/command-line.ts'
import type { Design } from '../specs/design.ts'
import { digestOfDesign, type PlannedRun, type StudyPlan } from './plan.ts'
import { designOf, lineReader, type ResultsLine } from './results-line.ts'

/** Where a line stands; lines are counted from 1. */
export interface LinePlace {
  readonly path: string
  readonly number: number
}

export interface PlacedLine extends LinePlace {
  readonly line: ResultsLine
  /** The byte at which the next one begins. */
  readonly next: number
}

/** What every line begins with. */
const START = '{"schema":"gatelab.run/1"'

/**
 * The runs of a results file; a last line that was cut off in the middle is passed over, and none
 * of it where there is no such file. Throws InputError 'results-line' with the number of a line
 * that is none.
 */
export async function* readRuns(
  path: string,
  { lean = false, missing = true } = {},
): AsyncGenerator<PlacedLine> {
  const readLine = lineReader(lean)
  try {
    for await (const { text, number, next, whole } of linesOf(path)) {
      // A file without any line of ours is somebody else's.
      if (!whole && (number > 1 || START.startsWith(text) || text.startsWith(START))) return
      const read = whole ? readLine(text) : { problem: 'syntax' }
      if ('problem' in read)
        throw new InputError('results-line', { path, line: number, problem: read.problem })
      yield { line: read.line, path, number, next }
    }
  } catch (error) {
    const absent = error instanceof InputError && error.code === 'cannot-read'
    if (!(missing && absent && (error.details as { reason: string }).reason === 'ENOENT'))
      throw error
  }
}

/**
 * The design that a line is of. Throws InputError 'results-line' for one that does not have its own
 * digest.
 */
export function designIn({ line, path, number }: PlacedLine): Design {
  const design = designOf(line.plan)
  if (design && digestOfDesign(design) === line.plan.digest) return design
  throw new InputError('results-line', { path, line: number, problem: 'plan' })
}

/**
 * Throws InputError 'results-mixed' for a line of another plan, 'results-version' for one of
 * another version, whose numbers may be others. `first` is the file that the plan was found in;
 * null where it is what somebody asked for.
 */
export function refuseMixed(
  placed: PlacedLine,
  part: ResultsLine['plan'],
  first: string | null,
): void {
  const { path, line } = placed
  if (line.plan.digest !== part.digest) {
    const command = reproduce(designIn(placed))
    throw new InputError('results-mixed', { path, command, other: part.command, first })
  }
  const { version } = line.plan
  if (version !== part.version)
    throw new InputError('results-version', { path, version, other: part.version, first })
}

/** What says which task it is; the rest follows, with roundings of its own on other machines. */
const TELLING: readonly (keyof Report['task'])[] = [
  'name',
  'length',
  'timeSteps',
  'inputSize',
  'outputSize',
  'metric',
]

/**
 * The run of the plan that a line is of. Throws InputError 'results-line' where the line is of
 * another, or of none.
 */
export function runOf(
  { line, path, number }: PlacedLine,
  { points }: StudyPlan,
  planned: PlannedRun | undefined,
): PlannedRun {
  const { run, task, ofPoint } = line
  const same =
    planned !== undefined &&
    planned.cell === run.cell &&
    planned.seed === run.seed &&
    planned.hidden === run.hidden &&
    TELLING.every((key) => points[planned.point].task[key] === task[key])
  if (!same) throw new InputError('results-line', { path, line: number, problem: 'index' })
  if (ofPoint?.certificate && ofPoint.certificate.task !== task.name) {
    throw new InputError('results-line', {
      path,
      line: number,
      problem: 'ofPoint.certificate.task',
    })
  }
  return planned
}

export function doubled(
  run: PlannedRun,
  plan: StudyPlan,
  one: LinePlace,
  other: LinePlace,
): InputError {
  const [path, first] = [one, other].map(({ path, number }) => `${path}:${number}`)
  return new InputError('results-double', { run: nameOf(run, plan), path, other: first })
}

/** A run by its point, cell and seed, and by H where a cell has several. */
export function nameOf({ cell, seed, hidden, point }: PlannedRun, { points }: StudyPlan): string {
  const at = Object.entries(points[point].at).map(
    ([option, value]) => `${option} ${value ?? 'none'}`,
  )
  const size = points[point].comparisons.length > 1 ? [`hidden ${hidden}`] : []
  return [...at, cell, ...size, `seed ${seed}`].join(' ')
}
