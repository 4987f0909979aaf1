/** From runs to the report. */
import { median } from 'simple-statistics'
import type { Cell } from '../engine/types.ts'
import type { Task } from '../tasks/task.ts'
import type { Report, Run } from './report.ts'
import type { Spec } from './spec.ts'
import { verdictOf } from './verdict.ts'

/** The task as a report names it. */
export function describeTask(task: Task, spec: Spec): Report['task'] {
  const { timeSteps, inputSize, outputSize, metric, threshold, baseline } = task
  const solvedWhen = `${metric} ${metric === 'accuracy' ? '>=' : '<'} ${Number(threshold.toPrecision(6))}`
  return {
    name: task.name,
    length: spec.length,
    timeSteps,
    inputSize,
    outputSize,
    metric,
    solvedWhen,
    threshold,
    baseline,
  }
}

function summarise(runs: readonly Run[]): Report['summary']['rnn'] {
  const solvedAt = runs.flatMap((run) => (run.solvedAt === null ? [] : [run.solvedAt]))
  const metrics = runs.flatMap((run) => (run.final.metric === null ? [] : [run.final.metric]))
  return {
    solved: solvedAt.length,
    of: runs.length,
    medianSolvedAt: solvedAt.length ? median(solvedAt) : null,
    medianMetric: metrics.length ? median(metrics) : null,
  }
}

export interface ReportFacts {
  readonly spec: Spec
  readonly task: Report['task']
  readonly command: string
  readonly version: string
  /** Finished runs, in the order of the plan. */
  readonly runs: readonly Run[]
}

export function makeReport({ spec, task, command, version, runs }: ReportFacts): Report {
  const of = (cell: Cell) => summarise(runs.filter((run) => run.cell === cell))
  const summary: Report['summary'] = {}
  for (const cell of spec.cells) summary[cell] = of(cell)
  return {
    schema: 'gatelab.report/1',
    command,
    version,
    partial: runs.length < spec.cells.length * spec.seeds.length,
    task,
    settings: { ...spec, cells: [...spec.cells], seeds: [...spec.seeds] },
    runs: [...runs],
    summary,
    verdict: verdictOf(runs, task.metric),
  }
}
