/** What a comparison says while it goes. Text, JSON and the terminal screen are three readers of this one stream. */
import type { Cell } from '../engine/types.ts'
import type { Profile, Report, Run } from './report.ts'
import type { Spec } from './spec.ts'
import type { Expectation } from './verdict-data.ts'

/** One run of a comparison: its place in the plan, its cell, its seed. */
export interface RunId {
  readonly index: number
  readonly cell: Cell
  readonly seed: number
}

/** A look at the held-out data after `step` updates. */
export interface Observation {
  readonly step: number
  readonly loss: number | null
  readonly metric: number | null
  readonly profile: Profile
}

export type CompareEvent =
  | { readonly type: 'plan'; readonly spec: Spec; readonly task: Report['task']; readonly runs: readonly RunId[] }
  | { readonly type: 'start'; readonly run: RunId }
  | { readonly type: 'progress'; readonly run: RunId; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly run: RunId; readonly observation: Observation }
  | { readonly type: 'end'; readonly run: RunId; readonly result: Run }
  /** `expected` is what somebody wants it to come to; `met` whether it does. */
  | { readonly type: 'report'; readonly report: Report; readonly expected?: Expectation; readonly met?: boolean }

/** The learner's hand on a running comparison. Works at once, whatever the workers are doing. */
export interface Control {
  pause(): void
  resume(): void
  /** Training steps per second and run at most; Infinity for as fast as it goes. */
  pace(stepsPerSecond: number): void
  /** Ends the runs of a seed without a result and goes on with the next. */
  skip(seed: number): void
  /** Ends early; finished runs are kept and reported. */
  stop(): void
}
