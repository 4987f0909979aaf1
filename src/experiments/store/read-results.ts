/** Lines of results, read back and held against the plan that they should belong to. */
import type { Report, Run } from '../../results/report.ts'
import { InputError } from '../../rules/input-error.ts'
import { reproduce } from '../../specs/command-line.ts'
import type { Design } from '../../specs/design.ts'
import { digestOfDesign } from '../design-digest.ts'
import type { PlannedRun, StudyPlan } from '../plan.ts'
import type { OfPoint } from '../summary.ts'
import { Found, lineError, type PlacedLine, storedLines } from './line-store.ts'
import { designOf, lineReader, type ResultsLine } from './results-line.ts'

type PlacedRun = PlacedLine<ResultsLine>

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
): AsyncGenerator<PlacedRun> {
  try {
    yield* storedLines(path, START, lineReader(lean))
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
export function designIn(placed: PlacedRun): Design {
  const { line } = placed
  const design = designOf(line.plan)
  if (design && digestOfDesign(design) === line.plan.digest) return design
  throw lineError(placed, 'plan')
}

/**
 * Throws InputError 'results-mixed' for a line of another plan, 'results-version' for one of
 * another version, whose numbers may be others. `first` is the file that the plan was found in;
 * null where it is what somebody asked for.
 */
export function refuseMixed(
  placed: PlacedRun,
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

/**
 * Fields that identify the task. The others follow from them, and may be rounded differently on
 * other machines.
 */
const TELLING: readonly (keyof Report['task'])[] = [
  'name',
  'length',
  'timeSteps',
  'inputSize',
  'outputSize',
  'metric',
]

/** The runs of a plan that were found, and what is known of its points, by their index. */
export class FoundRuns extends Found<Run> {
  readonly ofPoints = new Map<number, OfPoint>()

  /** Adds a line as the planned run that it should be. Throws InputError 'results-double'. */
  addLine(placed: PlacedRun, plan: StudyPlan, planned: PlannedRun | undefined): void {
    const { line } = placed
    const run = runOf(placed, plan, planned)
    this.add(run.index, line.run, placed, () => nameOf(run, plan))
    if (line.ofPoint) this.ofPoints.set(run.point, line.ofPoint)
  }
}

/**
 * The run of the plan that a line is of. Throws InputError 'results-line' where the line is of
 * another, or of none.
 */
function runOf(
  placed: PlacedRun,
  { points }: StudyPlan,
  planned: PlannedRun | undefined,
): PlannedRun {
  const { run, task, ofPoint } = placed.line
  const same =
    planned !== undefined &&
    planned.cell === run.cell &&
    planned.seed === run.seed &&
    planned.hidden === run.hidden &&
    TELLING.every((key) => points[planned.point].task[key] === task[key])
  if (!same) throw lineError(placed, 'index')
  if (ofPoint?.certificate && ofPoint.certificate.task !== task.name)
    throw lineError(placed, 'ofPoint.certificate.task')
  return planned
}

/** A run by its point, cell and seed, and by H where a cell has several. */
export function nameOf({ cell, seed, hidden, point }: PlannedRun, { points }: StudyPlan): string {
  const at = Object.entries(points[point].at).map(
    ([option, value]) => `${option} ${value ?? 'none'}`,
  )
  const size = points[point].comparisons.length > 1 ? [`hidden ${hidden}`] : []
  return [...at, cell, ...size, `seed ${seed}`].join(' ')
}
