/** From runs to what is reported of them. */

import { median } from 'simple-statistics'
import { largest, smallest } from '../extremes.ts'
import type { Certificate } from './certificate-data.ts'
import type { Comparison, Findings, Report, Run, Summary, Sweep, Tuning } from './report.ts'
import { reproduce } from './reproduce.ts'
import type { Design } from './study/design.ts'
import type { Contest, Plan, Point } from './study/plan.ts'
import { leastPairs, verdictOf } from './verdict.ts'

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

function comparisonOf(contest: Contest, { spec, task }: Point, runs: readonly Run[]): Comparison {
  const own = runs.filter(({ cell, hidden }) => contest.hidden[cell] === hidden)
  const summary: Comparison['summary'] = {}
  for (const cell of spec.cells) summary[cell] = summarise(own.filter((run) => run.cell === cell))
  const verdict = verdictOf(own, { metric: task.metric, untilSolved: spec.untilSolved, file: spec.file !== null })
  return { ...contest, summary, verdict }
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
  planned: number,
  { tuning, certificate }: OfPoint = { tuning: null, certificate: null },
): Findings {
  const { spec, task, at } = point
  const comparisons = point.contests.map((contest) => comparisonOf(contest, point, runs))
  const [{ summary, verdict }] = comparisons
  return {
    at,
    partial: runs.length < planned,
    task,
    settings: { ...spec, cells: [...spec.cells], seeds: [...spec.seeds], fair: [...design.fair], tune: design.tune },
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

/** The report of a plan as far as its runs are there, by their places. */
export function concluded(
  design: Design,
  plan: Plan,
  origin: Origin,
  results: ReadonlyMap<number, Run | undefined>,
  known: ReadonlyMap<number, OfPoint>,
): Report | Sweep {
  const finished: Run[][] = plan.points.map(() => [])
  const planned = plan.points.map(() => 0)
  for (const { point, index } of plan.runs) {
    planned[point]++
    const result = results.get(index)
    if (result) finished[point].push(result)
  }
  const points = plan.points.map((point, n) => findingsOf(design, point, finished[n], planned[n], known.get(n)))
  return reportOf(design, origin, points)
}

/** One point is a report, several are a sweep. */
function reportOf(design: Design, { command, version }: Origin, points: Findings[]): Report | Sweep {
  const { axes } = design
  if (axes.length > 0) {
    const partial = points.some((point) => point.partial)
    return {
      schema: 'gatelab.sweep/1',
      command,
      version,
      partial,
      axes: axes.map(({ option, values }) => ({ option, values })),
      points,
    }
  }
  const [{ at: _, ...findings }] = points
  return { schema: 'gatelab.report/1', command, version, next: nextOf(design, findings.verdict), ...findings }
}

/** Seeds enough to decide, if things go on as they have; null where something is decided, or more seeds would not do. */
function nextOf(design: Design, verdict: Findings['verdict']): string | null {
  if (!verdict) return null
  const { solved, metric, needed, heldOut, pairs } = verdict
  if ([solved, metric].some(({ winner, withheld }) => winner || withheld === 'guessing')) return null
  const open = [needed.solved, needed.metric].filter((one) => one !== null)
  const parts = heldOut && heldOut.parts < heldOut.ofParts ? heldOut.ofParts : 0
  const wanted = Math.max(leastPairs(verdict), parts, open.length > 0 ? smallest(open) : 0)
  // All of the file was looked at, and it is too little.
  const short = heldOut && parts === 0 && (heldOut.units < heldOut.least || metric.withheld === 'held-out')
  if (short || wanted <= pairs) return null
  const seeds = [...design.spec.seeds]
  for (let seed = largest(seeds.slice(-1), 0) + 1; seeds.length < wanted; seed++) {
    if (!seeds.includes(seed)) seeds.push(seed)
  }
  return reproduce({ ...design, spec: { ...design.spec, seeds } })
}
