/** One held-out sequence in the float64 reference, and what the engine measures of it. */
import { type BackwardRun, backwardRun } from '../engine/reference/state-gradients.ts'
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

export function measuredRun(
  { nets, sequences }: NetJobContext,
  { sequence, ...subject }: SequenceAsk,
): MeasuredRun {
  const [batch] = sequences(sequence, sequence)
  const net = nets.of(subject, 1, { record: true })
  net.work.setBatch(batch)
  const { T, L, loss, sizes } = net.shape
  const { operations } = subject
  const input = { sizes, weights: net.weights(), ...batch, T, B: 1, L, loss, operations }
  return { ...backwardRun(input), measured: net.profile() }
}

/** A logarithm as results have it: to 6 decimals; null for that of 0, and where there is none. */
export const roundedLog = (log10: number | null): number | null =>
  log10 === null || !Number.isFinite(log10) ? null : Math.round(log10 * 1e6) / 1e6 + 0
