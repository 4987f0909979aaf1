/** What goes between the workbench and its threads: plain data, nothing kept in between. */
import type { Cell, Operation, Weights } from '../../engine/types.ts'
import type { Observation } from '../../results/events.ts'
import type { Spec } from '../../specs/spec.ts'
import type { WithContent } from '../../training/setup/send-content.ts'

/** The net that a question is about: weights null stands for those that the seed makes. */
export interface NetSubject {
  readonly spec: Spec
  readonly cell: Cell
  readonly weights: Weights | null
  readonly operations: readonly Operation[]
}

export type TrainEvent =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }

/** The job table of worker clients: any job of the workbench, by its name (job.ts). */
export interface WorkbenchJobs {
  readonly run: {
    readonly request: { readonly job: string; readonly ask: WithContent<NetSubject> }
    readonly event: TrainEvent
    readonly answer: unknown
  }
}
