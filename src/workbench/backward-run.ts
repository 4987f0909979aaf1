/** One held-out sequence in the float64 reference, and what the engine measures of it. */
import { runForward } from '../engine/reference/index.ts'
import { type BackwardRun, backwardRun } from '../engine/reference/state-gradients.ts'
import { stepJacobians } from '../engine/reference/step-jacobians.ts'
import type { Log10Profile } from '../engine/types.ts'
import type { NetJobContext } from './workers/job.ts'
import type { NetSubject } from './workers/worker-messages.ts'

export interface SequenceAsk extends NetSubject {
  /** From 1. */
  readonly sequence: number
}

export interface MeasuredRun extends BackwardRun {
  /** The norms that the engine's own backward pass finds. */
  readonly measured: Log10Profile
}

/** A sequence as the reference takes it, on the net that has it as its batch. */
export function inputOf({ nets, sequences }: NetJobContext, { sequence, ...subject }: SequenceAsk) {
  const [batch] = sequences(sequence, sequence)
  const net = nets.of(subject, 1, { record: true })
  net.work.setBatch(batch)
  const { T, L, loss, sizes } = net.shape
  const { operations } = subject
  const input = { sizes, weights: net.weights(), ...batch, T, B: 1, L, loss, operations }
  return { net, input }
}

/** The same, and the norms that the engine measures of it. */
function measuredInput(context: NetJobContext, ask: SequenceAsk) {
  const { net, input } = inputOf(context, ask)
  return { input, measured: net.profile() }
}

/** Back to the list index `first`. */
export function measuredRun(context: NetJobContext, ask: SequenceAsk, first = 0): MeasuredRun {
  const { input, measured } = measuredInput(context, ask)
  return { ...backwardRun(input, first), measured }
}

/** The same without the reference's own way back: where its steps' factors are all that is asked. */
export function measuredSteps(
  context: NetJobContext,
  ask: SequenceAsk,
): Pick<MeasuredRun, 'steps' | 'measured'> {
  const { input, measured } = measuredInput(context, ask)
  return { steps: stepJacobians(runForward(input)), measured }
}

/** A logarithm as results have it: to 6 decimals; null for that of 0, and where there is none. */
export const roundedLog = (log10: number | null): number | null =>
  log10 === null || !Number.isFinite(log10) ? null : Math.round(log10 * 1e6) / 1e6 + 0
