/** Jobs that several commands ask for. Code that only threads need is loaded when they run. */
import type { Log10Profile, Weights } from '../../engine/types.ts'
import type { ScoreSum } from '../../training/evaluation.ts'
import type { NetState } from '../state.ts'
import type { Job, NetJobContext } from './job.ts'
import type { NetSubject } from './worker-messages.ts'

export interface TrainAsk extends NetSubject {
  readonly net: NetState | null
  readonly until: number
  readonly untilSolved: boolean
  readonly threads: number
}

export interface TrainAnswer {
  readonly net: NetState
  readonly stopped: boolean
  readonly stepsPerSecond: number
}

export const trainJob: Job<TrainAsk, TrainAnswer> = {
  name: 'train',
  answersWhenStopped: true,
  run: async (context, ask) => (await import('./train-job.ts')).train(context, ask),
}

async function evaluatorOf({ nets, task }: NetJobContext, subject: NetSubject) {
  const { Evaluator } = await import('../../training/evaluation.ts')
  const { seeds, batch } = subject.spec
  return new Evaluator(nets.of(subject, batch, { evaluation: true }), task, seeds[0], batch)
}

/** Loss and profile on the fixed held-out batch. */
export const profileJob: Job<
  NetSubject,
  { readonly loss: number; readonly profile: Log10Profile }
> = {
  name: 'profile',
  run: async (context, subject) => (await evaluatorOf(context, subject)).profile(),
}

/** Scores of the held-out sequences from..to, for metricOf. */
export const scoresJob: Job<
  NetSubject & { readonly from: number; readonly to: number },
  readonly ScoreSum[]
> = {
  name: 'scores',
  run: async (context, { from, to, ...subject }) =>
    (await evaluatorOf(context, subject)).scores(from, to, context.cancelled) ?? [],
}

export const weightsJob: Job<NetSubject, Weights> = {
  name: 'weights',
  run: ({ nets }, subject) => nets.of(subject, 1).weights(),
}

/** What one held-out sequence asks, and what a net answers. */
export interface SequenceAnswer {
  readonly marks: readonly number[]
  /** Targets and readout, [L, O], and which of them count, [L]; null where all do. */
  readonly y: Float32Array
  readonly logits: Float32Array
  readonly weight: Float32Array | null
}

export const answerJob: Job<NetSubject & { readonly sequence: number }, SequenceAnswer> = {
  name: 'answer',
  run(context, ask) {
    const { net, answered } = batchOn(context, ask)
    net.forward()
    return answered()
  },
}

/** The activations on one held-out sequence: [T][H] each. */
export interface Activations extends SequenceAnswer {
  readonly planes: Readonly<Record<string, Float32Array>>
  readonly x: Float32Array
}

export const activationsJob: Job<NetSubject & { readonly sequence: number }, Activations> = {
  name: 'activations',
  run(context, ask) {
    const { net, x, answered } = batchOn(context, ask)
    const { gates, cell, hidden } = net.states()
    const planes = { ...gates, ...(cell ? { c: cell } : {}), h: hidden }
    return { planes, x, ...answered() }
  },
}

/** A net with one held-out sequence as its batch; `answered` holds of its last forward pass. */
function batchOn(
  { nets, task, sequences }: NetJobContext,
  { sequence, ...subject }: NetSubject & { readonly sequence: number },
) {
  const [batch] = sequences(sequence, sequence)
  const net = nets.of(subject, 1, { record: true })
  net.work.setBatch(batch)
  const { x, y, weight = null } = batch
  const answered = (): SequenceAnswer => {
    const marks = task.marks(batch, 1, 0).map((t) => t + 1)
    return { marks, y, logits: net.work.logits(), weight }
  }
  return { net, x, answered }
}

export const SHARED_JOBS = [
  trainJob,
  profileJob,
  scoresJob,
  weightsJob,
  answerJob,
  activationsJob,
] as const
