/** A task as reports and screens name it. */

import type { Spec } from '../specs/spec.ts'
import type { Task } from '../tasks/shared/task.ts'
import type { Report } from './report.ts'

/** The task as a report names it. */
export function describeTask(task: Task, spec: Spec): Report['task'] {
  const { timeSteps, inputSize, outputSize, metric, threshold, baseline, naive } = task
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
    ...(naive !== undefined && { naive }),
  }
}
