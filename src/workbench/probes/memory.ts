/** memory: the forget gate of an LSTM, or the update gate of a GRU, as a length of time. */

import { median } from 'simple-statistics'
import { isBeltSevered } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import { halfLifeOf, logOfGate } from '../../rules/half-life.ts'
import type { Spec } from '../../specs/spec.ts'
import type { BenchState } from '../state.ts'
import type { Workbench } from '../workbench.ts'
import type { Job } from '../workers/job.ts'
import type { NetSubject } from '../workers/worker-messages.ts'
import type { Probe } from './probe.ts'

/** Half-lives of the forget gates, in time steps; null for a gate that is 1 throughout. */
export interface HalfLives {
  /**
   * Geometric mean of |f| (in a GRU of z, which keeps as f does) over time steps and sequences, and
   * half-life, unit by unit.
   */
  readonly forget: readonly number[]
  readonly halfLife: readonly (number | null)[]
  readonly median: number | null
  readonly longest: number | null
  /** Units whose half-life is at least the lag. */
  readonly longEnough: number
}

export interface MemoryResult {
  readonly kind: 'memory'
  /** Time steps over which the task must remember. */
  readonly lag: number
  /** 2^(−1/lag), and ln(f/(1−f)) of it. */
  readonly neededForget: number
  readonly neededBias: number
  /** The gate that keeps: f of an LSTM; z of a GRU, where h_t = (1 − z)⊙n + z⊙h_{t−1}. */
  readonly gate?: 'f' | 'z'
  /** At the start; null of a net from a file. */
  readonly forgetBias: Spec['forgetBias'] | null
  readonly before: HalfLives
  /** After so many steps. */
  readonly step: number
  readonly after: HalfLives
  /** Lines that would set what is needed. */
  readonly suggestions: readonly string[]
}

/** Held-out sequences that the means are taken over. */
const SEQUENCES = 8

/** Mean ln |f| of each unit over time steps 2..T and so many held-out sequences. */
const job: Job<NetSubject & { readonly sequences: number }, readonly number[]> = {
  name: 'forgetting',
  run({ nets, task, sequences }, { sequences: count, ...subject }) {
    const H = subject.spec.hidden
    const net = nets.of(subject, 1, { record: true })
    const sums = new Float64Array(H)
    let terms = 0
    for (const batch of sequences(1, count)) {
      net.work.setBatch(batch)
      const { gates } = net.states()
      const forget = gates?.f ?? gates?.z ?? new Float32Array(task.timeSteps * H).fill(1)
      // c_0 = 0, so what the gate does at t = 1 matters to nobody.
      const first = task.timeSteps > 1 ? H : 0
      for (let n = first; n < forget.length; n++) {
        const severed = isBeltSevered(subject.operations, Math.floor(n / H) + 1, (n % H) + 1)
        sums[n % H] += severed ? Number.NEGATIVE_INFINITY : logOfGate(forget[n])
      }
      terms += (forget.length - first) / H
    }
    return [...sums].map((sum) => sum / terms)
  },
}

export const memory: Probe<MemoryResult, 'table'> = {
  commands: [{ name: 'memory', examples: ['memory', 'train 20; memory'] }],
  inLessons: true,
  job,
  /**
   * Half-lives of the gates that keep (f; z of a GRU) before training and now, and what the task's
   * lag asks of them.
   */
  async answer(bench) {
    const { spec } = bench
    const cell = bench.gatedCell()
    const lag = bench.task.timeSteps
    const step = bench.stepOf(cell)
    const { sequencesFor } = await import('../sequence-activations.ts')
    const now = { ...bench.subject(cell), sequences: sequencesFor(bench, SEQUENCES) }
    const first = bench.given?.state
    // What is compared with: the nets of the seed, or the file's.
    const original = first ? bench.subject(cell, first).weights : null
    const [initial, present] = await Promise.all([
      bench.ask('rnn', job, { ...now, weights: original, operations: [] }),
      bench.ask('lstm', job, now),
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
      gate: spec.variant === 'gru' ? 'z' : 'f',
      forgetBias: first ? null : spec.forgetBias,
      before: halfLives(initial, lag),
      step,
      after: halfLives(present, lag),
      suggestions: first ? [] : [`set forget-bias ${suggested}`, 'set forget-bias chrono'],
    }
  },
  receipt: {
    question: () => 'memory',
    equations: () => ['f ≥ 2^(−1/T)', 'b ≥ ln(f / (1 − f))', 'half-life = ln 2 / −ln f'],
    operands: ({ result }, sizes) => [
      ...sizes,
      { name: 'f', value: result.neededForget },
      { name: 'b', value: result.neededBias },
    ],
  },
  parts: () => ['table'],
}

/** The half-lives in a state of the workbench, of which `lag` is the task's. */
export async function halfLivesIn(
  bench: Workbench,
  state: BenchState,
  lag: number,
): Promise<HalfLives> {
  const { sequencesFor } = await import('../sequence-activations.ts')
  const sequences = sequencesFor(bench, SEQUENCES)
  const meanLog = await bench.ask('lstm', job, { ...bench.subject('lstm', state), sequences })
  return halfLives(meanLog, lag)
}

/** From mean ln |f| of each unit: half-life ln 2 / −ln |f|. */
function halfLives(meanLog: readonly number[], lag: number): HalfLives {
  const halfLife = meanLog.map(halfLifeOf)
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
