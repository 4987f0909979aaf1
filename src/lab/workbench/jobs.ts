/** What the workbench's threads are asked, and what they answer: plain data both ways, nothing kept in between. */
import type { Cell, Log10Profile, Operation, Weights } from '../../engine/types.ts'
import type { RefusalCode, Refusals } from '../../refusal.ts'
import type { Content } from '../../tasks/content.ts'
import type { Observation } from '../events.ts'
import type { Part } from '../look.ts'
import type { Spec } from '../spec.ts'
import type { VerifiedTensor } from './results.ts'
import type { NetState } from './state.ts'

/** The net that a question is about: weights null stands for those that the seed makes. */
export interface Subject {
  readonly spec: Spec
  readonly cell: Cell
  readonly weights: Weights | null
  readonly operations: readonly Operation[]
}

/** The insides on one held-out sequence: [T][H] each. */
export interface Inside {
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
    ask: Subject & {
      readonly net: NetState | null
      readonly until: number
      readonly untilSolved: boolean
      readonly threads: number
    }
    answer: { readonly net: NetState; readonly stopped: boolean; readonly stepsPerSecond: number }
  }
  /** Loss and profile on the fixed held-out batch. */
  gradient: { ask: Subject; answer: { readonly loss: number; readonly profile: Log10Profile } }
  /** Scores of the held-out sequences from..to, for metricOf. */
  scores: { ask: Subject & { readonly from: number; readonly to: number }; answer: readonly Part[] }
  weights: { ask: Subject; answer: Weights }
  inside: { ask: Subject & { readonly sequence: number }; answer: Inside }
  /** Mean ln f of each unit over time steps 2..T and so many held-out sequences. */
  forgetting: { ask: Subject & { readonly sequences: number }; answer: readonly number[] }
  /** log10 ‖∂L/∂x_t‖ and the marks of each of these held-out sequences. */
  attribution: {
    ask: Subject & { readonly from: number; readonly to: number }
    answer: readonly { readonly log10: readonly (number | null)[]; readonly marks: readonly number[] }[]
  }
  verify: { ask: Subject & { readonly sequences: number; readonly epsilon: number }; answer: readonly VerifiedTensor[] }
}
export type JobName = keyof Jobs

/** What a thread is sent. */
export interface Order<N extends JobName = JobName> {
  readonly name: N
  readonly ask: Jobs[N]['ask']
  readonly hand: SharedArrayBuffer
  /** What the sequences come from, where they come from a file. */
  readonly content: Content | null
}

/** Said to a thread that somebody else is going to ask: it lets go of the nets that it has kept. */
export const FORGET = 'forget'

/** What a thread says; the last three close an order. */
export type Word =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }
  | { readonly type: 'answer'; readonly answer: Jobs[JobName]['answer'] }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly facts: Refusals[RefusalCode] }
  | { readonly type: 'failed'; readonly message: string }
