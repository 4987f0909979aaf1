/** The jobs of the workbench's threads: plain data both ways, nothing kept in between. */
import type { Cell, Log10Profile, Operation, Weights } from '../engine/types.ts'
import type { Observation } from '../results/events.ts'
import type { VerifiedTensor } from '../results/lab-results.ts'
import type { Spec } from '../specs/spec.ts'
import type { ScoreSum } from '../training/evaluation.ts'
import type { WithContent } from '../training/send-content.ts'
import type { NetState } from './state.ts'

/** The net that a question is about: weights null stands for those that the seed makes. */
export interface NetSubject {
  readonly spec: Spec
  readonly cell: Cell
  readonly weights: Weights | null
  readonly operations: readonly Operation[]
}

/** The activations on one held-out sequence: [T][H] each. */
export interface Activations {
  readonly planes: Readonly<Record<string, Float32Array>>
  readonly x: Float32Array
  readonly marks: readonly number[]
  /** Targets and readout, [L, O], and which of them count, [L]; null where all do. */
  readonly y: Float32Array
  readonly logits: Float32Array
  readonly weight: Float32Array | null
}

/** Jobs by name, each with what it needs and what it comes to. */
export interface Jobs {
  train: {
    ask: NetSubject & {
      readonly net: NetState | null
      readonly until: number
      readonly untilSolved: boolean
      readonly threads: number
    }
    answer: { readonly net: NetState; readonly stopped: boolean; readonly stepsPerSecond: number }
  }
  /** Loss and profile on the fixed held-out batch. */
  gradient: { ask: NetSubject; answer: { readonly loss: number; readonly profile: Log10Profile } }
  /** Scores of the held-out sequences from..to, for metricOf. */
  scores: {
    ask: NetSubject & { readonly from: number; readonly to: number }
    answer: readonly ScoreSum[]
  }
  weights: { ask: NetSubject; answer: Weights }
  inside: { ask: NetSubject & { readonly sequence: number }; answer: Activations }
  /** Mean ln f of each unit over time steps 2..T and so many held-out sequences. */
  forgetting: { ask: NetSubject & { readonly sequences: number }; answer: readonly number[] }
  /** log10 ‖∂L/∂x_t‖ and the marks of each of these held-out sequences. */
  attribution: {
    ask: NetSubject & { readonly from: number; readonly to: number }
    answer: readonly {
      readonly log10: readonly (number | null)[]
      readonly marks: readonly number[]
    }[]
  }
  verify: {
    ask: NetSubject & { readonly sequences: number; readonly epsilon: number }
    answer: readonly VerifiedTensor[]
  }
}
export type JobName = keyof Jobs

export type TrainEvent =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }

/** The same as worker clients take them, with the content of the file that the spec names. */
export type WorkbenchJobs = {
  [N in JobName]: {
    request: WithContent<Jobs[N]['ask']>
    event: TrainEvent
    answer: Jobs[N]['answer']
  }
}
