/** A task as reports and screens name it. */

import { roundTo } from '../rules/significant.ts'
import type { Spec } from '../specs/spec.ts'
import type { NGrams, Task } from '../tasks/shared/task.ts'
import type { Report } from './report.ts'

/**
 * A task as `gatelab tasks` lists it; the words about it are the text tables'. null is what only
 * its file says.
 */
export interface TaskRow {
  readonly name: string
  /** The option that names the file which its sequences come from; null where they are made up. */
  readonly file: 'text' | 'data' | 'series' | null
  readonly defaultLength: number | null
  /** Null where there is no such choice. */
  readonly defaultSymbols: number | null
  readonly timeSteps: number | null
  readonly inputSize: number | null
  readonly outputSize: number | null
  readonly metric: string | null
  readonly baseline: number | null
  readonly threshold: number | null
  /** Of a text that is looked at alone: what counting gets on what is held out. */
  readonly nGrams?: NGrams
}

/** The task as a report names it. */
export function describeTask(task: Task, spec: Spec): Report['task'] {
  const { timeSteps, inputSize, outputSize, metric, threshold, baseline, naive } = task
  const solvedWhen = `${metric} ${metric === 'accuracy' ? '>=' : '<'} ${roundTo(threshold, 6)}`
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
