/** memory: the forget gate of an LSTM, or the update gate of a GRU, as a length of time. */

import { median } from 'simple-statistics'
import type { HalfLives, MemoryResult } from '../results/lab-results.ts'
import { largest } from '../rules/extremes.ts'
import { taskOf } from '../training/resolve-spec.ts'
import { gatedCell } from './activations.ts'
import { netOf } from './state.ts'
import type { Workbench } from './workbench.ts'

/** Held-out sequences that the means are taken over. */
const SEQUENCES = 8

/**
 * Half-lives of the gates that keep (f; z of a GRU) before training and now, and what the task's
 * lag asks of them.
 */
export async function memory(bench: Workbench): Promise<MemoryResult> {
  const { state } = bench
  const cell = gatedCell(bench)
  const lag = taskOf(state.spec).timeSteps
  const now = bench.subject(cell)
  const [initial, present] = await Promise.all([
    bench.ask(
      cell,
      'forgetting',
      { ...now, weights: null, operations: [], sequences: SEQUENCES },
      'rnn',
    ),
    bench.ask(cell, 'forgetting', { ...now, sequences: SEQUENCES }, 'lstm'),
  ])
  // f^lag = 1/2 at f = 2^(−1/lag); the bias alone gives f = σ(b), so b = ln(f/(1−f)).
  const neededForget = 2 ** (-1 / lag)
  const neededBias = Math.log(neededForget / -Math.expm1(-Math.LN2 / lag))
  const suggested = Math.ceil(neededBias * 10) / 10
  return {
    kind: 'memory',
    lag,
    neededForget,
    neededBias,
    gate: state.spec.variant === 'gru' ? 'z' : 'f',
    forgetBias: state.spec.forgetBias,
    before: halfLives(initial, lag),
    step: netOf(state, cell)?.step ?? 0,
    after: halfLives(present, lag),
    suggestions: [`set forget-bias ${suggested}`, 'set forget-bias chrono'],
  }
}

/** From mean ln f of each unit: half-life ln 2 / −ln f. */
function halfLives(meanLog: readonly number[], lag: number): HalfLives {
  const halfLife = meanLog.map((log) => (log >= 0 ? null : Math.LN2 / -log))
  const finite = halfLife.map((steps) => steps ?? Number.POSITIVE_INFINITY)
  const orNull = (steps: number) => (Number.isFinite(steps) ? steps : null)
  return {
    forget: meanLog.map((log) => Math.exp(log)),
    halfLife,
    median: orNull(median(finite)),
    longest: orNull(largest(finite)),
    longEnough: finite.filter((steps) => steps >= lag).length,
  }
}
