/** From runs to what is reported of them. */

import { median } from 'simple-statistics'
import type { Certificate } from '../results/difficulty-report.ts'
import { picturesOf } from '../results/pictures.ts'
import type {
  Comparison,
  Findings,
  Report,
  Run,
  Summary,
  Sweep,
  Tuning,
} from '../results/report.ts'
import { verdictOf } from '../results/verdict/verdict.ts'
import { largest, smallest } from '../rules/extremes.ts'
import { minPairs } from '../rules/verdict-bounds.ts'
import { reproduce } from '../specs/command-line.ts'
import type { Design } from '../specs/design.ts'
import { findTask } from '../tasks/index.ts'
import { betweenPoints } from './between-points.ts'
import type { StudyPlan } from './plan.ts'
import { type ComparedSizes, modelsOf, type Point } from './points.ts'
import { eachInTurns } from './turns.ts'

export function summarise(runs: readonly Pick<Run, 'solvedAt' | 'final'>[]): Summary {
  const solvedAt = runs.flatMap((run) => (run.solvedAt === null ? [] : [run.solvedAt]))
  const metrics = runs.flatMap((run) => (run.final.metric === null ? [] : [run.final.metric]))
  return {
    solved: solvedAt.length,
    of: runs.length,
    medianSolvedAt: solvedAt.length ? median(solvedAt) : null,
    medianMetric: metrics.length ? median(metrics) : null,
  }
}

function comparisonOf(
  comparison: ComparedSizes,
  { spec, task }: Point,
  runs: readonly Run[],
): Comparison {
  const own = runs.filter(({ cell, hidden }) => comparison.hidden[cell] === hidden)
  const summary: Comparison['summary'] = {}
  for (const cell of spec.cells) summary[cell] = summarise(own.filter((run) => run.cell === cell))
  const verdict = verdictOf(own, {
    metric: task.metric,
    untilSolved: spec.untilSolved,
    file: spec.file !== null || findTask(spec.task).carried !== undefined,
  })
  return { ...comparison, summary, verdict }
}

/** What is true of a point as a whole, beside its runs. */
export interface OfPoint {
  readonly tuning: Tuning | null
  readonly certificate: Certificate | null
}

/** What was found at a point. Runs in the order of the plan, as many as were finished. */
function findingsOf(
  design: Design,
  point: Point,
  runs: readonly Run[],
  { tuning, certificate }: OfPoint = { tuning: null, certificate: null },
): Findings {
  const { spec, task, at } = point
  const comparisons = point.comparisons.map((comparison) => comparisonOf(comparison, point, runs))
  const [{ summary, verdict }] = comparisons
  const settings: Findings['settings'] = {
    ...spec,
    cells: [...spec.cells],
    seeds: [...spec.seeds],
    fair: [...design.fair],
    tune: design.tune,
  }
  return {
    at,
    partial: runs.length < plannedAt(point),
    task,
    settings,
    runs: [...runs],
    summary,
    verdict,
    comparisons,
    tuning,
    certificate,
  }
}

export interface Origin {
  /** The line that makes it again, and the program's version. */
  readonly command: string
  readonly version: string
}

/** Runs that are planned at a point. */
const plannedAt = (point: Point): number => modelsOf(point).length * point.spec.seeds.length

/** What is finished of a plan: runs by their places, and what is known of points by theirs. */
interface Finished {
  readonly results: ReadonlyMap<number, Run | undefined>
  readonly known: ReadonlyMap<number, OfPoint>
}

/**
 * Points up to which all are listed; of more, those without any finished run are not: half a
 * million make no report.
 */
const ALL_LISTED = 10_000

/** What was found, point by point. */
function* findingsInSteps(
  design: Design,
  plan: StudyPlan,
  { results, known }: Finished,
): Generator<Findings> {
  const finished = new Map<number, Run[]>()
  for (const index of Uint32Array.from(results.keys()).sort()) {
    const [run, point] = [results.get(index), plan.runs[index].point]
    if (!run) continue
    const there = finished.get(point)
    if (there) there.push(run)
    else finished.set(point, [run])
  }
  const some = plan.points.length > ALL_LISTED
  const listed = some
    ? plan.points.filter(({ index }) => index === 0 || finished.has(index))
    : plan.points
  for (const point of listed) {
    yield findingsOf(design, point, finished.get(point.index) ?? [], known.get(point.index))
  }
}

/** The report of a plan as far as its runs are there, by their places. */
export function concluded(
  design: Design,
  plan: StudyPlan,
  origin: Origin,
  results: Finished['results'],
  known: Finished['known'],
): Report | Sweep {
  return reportOf(design, plan, origin, [...findingsInSteps(design, plan, { results, known })])
}

/** The same for plans of any size. */
export async function concludedLater(
  design: Design,
  plan: StudyPlan,
  origin: Origin,
  results: Finished['results'],
  known: Finished['known'],
): Promise<Report | Sweep> {
  const points: Findings[] = []
  await eachInTurns(findingsInSteps(design, plan, { results, known }), (point) =>
    points.push(point),
  )
  return reportOf(design, plan, origin, points)
}

/** The points that are not listed, and their runs; null where all are. */
function leftOutOf(plan: StudyPlan, points: readonly Findings[]): Sweep['leftOut'] {
  const left = plan.points.length - points.length
  if (left === 0) return undefined
  const sizes = ({ settings, comparisons }: Findings) =>
    settings.cells.map((cell) => new Set(comparisons.map(({ hidden }) => hidden[cell])).size)
  const runsOf = (point: Findings) => sum(sizes(point)) * point.settings.seeds.length
  return { points: left, runs: plan.runs.length - sum(points.map(runsOf)) }
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)

/** One point is a report, several are a sweep. */
function reportOf(
  design: Design,
  plan: StudyPlan,
  { command, version }: Origin,
  points: Findings[],
): Report | Sweep {
  const { axes } = design
  if (axes.length > 0) {
    const leftOut = leftOutOf(plan, points)
    const partial = leftOut !== undefined || points.some((point) => point.partial)
    const between = leftOut ? [] : betweenPoints(axes, points)
    return {
      schema: 'gatelab.sweep/1',
      command,
      version,
      partial,
      axes: axes.map(({ option, values }) => ({ option, values })),
      points,
      ...(between.length > 0 && { between }),
      ...(leftOut && { leftOut }),
    }
  }
  const [{ at: _, ...findings }] = points
  return {
    schema: 'gatelab.report/1',
    command,
    version,
    next: nextOf(design, findings.verdict),
    ...findings,
    // Of a sweep's points none are drawn: their profiles need not even be read.
    pictures: picturesOf(findings),
  }
}

/**
 * Seeds enough to decide, if things go on as they have; null where something is decided, or more
 * seeds would not do.
 */
function nextOf(design: Design, verdict: Findings['verdict']): string | null {
  if (!verdict) return null
  const { solved, metric, needed, heldOut, pairs } = verdict
  if ([solved, metric].some(({ winner, withheld }) => winner || withheld === 'guessing'))
    return null
  const open = [needed.solved, needed.metric].filter((one) => one !== null)
  const parts = heldOut && heldOut.parts < heldOut.ofParts ? heldOut.ofParts : 0
  const wanted = Math.max(minPairs(verdict), parts, open.length > 0 ? smallest(open) : 0)
  // All of the file was used, and it is not enough.
  const short =
    heldOut && parts === 0 && (heldOut.units < heldOut.least || metric.withheld === 'held-out')
  if (short || wanted <= pairs) return null
  const seeds = [...design.spec.seeds]
  for (let seed = largest(seeds.slice(-1), 0) + 1; seeds.length < wanted; seed++) {
    if (!seeds.includes(seed)) seeds.push(seed)
  }
  return reproduce({ ...design, spec: { ...design.spec, seeds } })
}
