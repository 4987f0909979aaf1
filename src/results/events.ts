/**
 * The events of a running comparison. Text, JSON and the terminal screen are three readers of this
 * one stream.
 */
import type { Cell } from '../engine/types.ts'
import type { Axis, Value } from '../specs/design.ts'
import type { Expectation } from '../specs/design-names.ts'
import type { Spec } from '../specs/spec.ts'
import type { ExampleAnswer, ExampleSequence } from './example.ts'
import type { Profile, Report, Run, Sweep } from './report.ts'
import type { Understood } from './summary-of-data.ts'

/** One run of a comparison: its place in the plan, its cell, its seed. */
export interface RunId {
  readonly index: number
  /** Index of the point of the sweep that it belongs to; 0 where there is one. */
  readonly point: number
  readonly cell: Cell
  readonly seed: number
  /** H. */
  readonly hidden: number
}

/** An evaluation of the held-out data after `step` updates. */
export interface Observation {
  readonly step: number
  readonly loss: number | null
  readonly metric: number | null
  readonly profile: Profile
  /**
   * The metric of the best constant answer on the same held-out data; null or absent where nobody
   * measured it.
   */
  readonly baseline?: number | null
  /**
   * What the net answers to the first held-out sequence, where that is not too long to be shown;
   * the sequence itself comes with the first one that a run tells of.
   */
  readonly answer?: ExampleAnswer
  readonly example?: ExampleSequence
}

/** The plan, before anything runs. */
export interface Outline {
  /** Of a sweep; empty for one comparison. */
  readonly axes: readonly Axis[]
  readonly points: readonly {
    readonly at: Readonly<Record<string, Value>>
    readonly task: Report['task']
  }[]
  /**
   * Runs of the whole plan (others may run elsewhere), and those here that were already finished.
   */
  readonly planned: number
  readonly done: number
  /** Runs of the tuning that come first. */
  readonly trials: number
  /** A first guess of how long it takes if every run makes all its steps. */
  readonly seconds: number
}

export type CompareEvent =
  /** What was understood of a file of one's own, before anything is done with it. */
  | { readonly type: 'reads'; readonly understood: Understood }
  | {
      readonly type: 'plan'
      /** Of the first point. */
      readonly spec: Spec
      readonly task: Report['task']
      readonly runs: readonly RunId[]
      readonly outline: Outline
    }
  | { readonly type: 'trial'; readonly run: RunId; readonly done: number; readonly of: number }
  | { readonly type: 'start'; readonly run: RunId }
  | {
      readonly type: 'progress'
      readonly run: RunId
      readonly step: number
      readonly stepsPerSecond: number
      /** Of everything. */
      readonly secondsLeft: number
    }
  | { readonly type: 'observation'; readonly run: RunId; readonly observation: Observation }
  | { readonly type: 'end'; readonly run: RunId; readonly result: Run }
  /** Instead of a report: it was stopped, and its results are too many for one at once. */
  | { readonly type: 'kept'; readonly directory: string; readonly results: number }
  | ({ readonly type: 'report'; readonly report: Report } & Judged)
  | ({ readonly type: 'sweep'; readonly sweep: Sweep } & Judged)

/** What somebody wants it to come to, and whether it does. */
export interface Judged {
  readonly expected?: Expectation
  readonly met?: boolean
  /** Why no outcome was possible: a seed has only one cell, or there are too few seeds. */
  readonly open?:
    | 'unpaired'
    | { readonly fewerThan: number; readonly heldOut?: 'sequence' | 'block' | 'windows' }
    | null
}

/** Control of a running comparison. Takes effect at once, whatever the workers are doing. */
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
