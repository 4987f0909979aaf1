/**
 * What the workbench's threads are asked, and what they answer: plain data both ways, nothing kept
 * in between.
 */
import type { Cell, Log10Profile, Operation, Weights } from '../engine/types.ts'
import type { Observation } from '../results/events.ts'
import type { VerifiedTensor } from '../results/lab-results.ts'
import type { InputErrorCode, InputErrorDetails } from '../rules/input-error.ts'
import type { Spec } from '../specs/spec.ts'
import type { Content } from '../tasks/shared/file-content.ts'
import type { ScoreSum } from '../training/evaluation.ts'
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

/** Questions by name, each with what it needs and what comes back. */
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

/** What a thread is sent. */
export interface WorkerRequest<N extends JobName = JobName> {
  readonly name: N
  readonly ask: Jobs[N]['ask']
  readonly controlBlock: SharedArrayBuffer
  /** What the sequences come from, where they come from a file. */
  readonly content: Content | null
}

/** Said to a thread that somebody else is going to ask: it lets go of the nets that it has kept. */
export const FORGET = 'forget'

/** What a thread says; the last three close an order. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }
  | { readonly type: 'answer'; readonly answer: Jobs[JobName]['answer'] }
  | {
      readonly type: 'refused'
      readonly code: InputErrorCode
      readonly details: InputErrorDetails[InputErrorCode]
    }
  | { readonly type: 'failed'; readonly message: string }
