/** gradient --by-lag: how much of an answer's gradient reaches the state k time steps before it. */
import type { ByCell } from '../../results/lab-results.ts'
import { largest } from '../../rules/extremes.ts'
import type { Job } from '../workers/job.ts'
import type { NetSubject } from '../workers/worker-messages.ts'
import { cellsOption, type Probe } from './probe.ts'

interface ByLagFacts {
  readonly gru?: true
  /** Optimiser updates that the net has behind it. */
  readonly step: number
  /**
   * log10 of the mean of ‖∂L_s/∂h_{s−k}‖ over all answers s that have k time steps before them, by
   * k = 0, 1, …; null where all are 0.
   */
  readonly log10: readonly (number | null)[]
  /** The largest k at which a thousandth of what stands at k = 0 is left; null where nothing is. */
  readonly reach: number | null
}

export interface ByLagResult {
  readonly kind: 'by-lag'
  readonly length: number
  /** Held-out sequences that were asked. */
  readonly sequences: number
  /** How many answers have k time steps before them, by k. */
  readonly answers: readonly number[]
  readonly cells: ByCell<ByLagFacts>
}

interface Found {
  readonly answers: readonly number[]
  readonly log10: readonly (number | null)[]
}

/** Held-out sequences that are asked, from the first on. */
const SEQUENCES = 16
/** A thousandth, as log10; a waterfall's "reaches back to" has the same. */
const THOUSANDTH = -3

const job: Job<NetSubject, Found> = {
  name: 'by-lag',
  async run(context, subject) {
    const { measuredRun, roundedLog } = await import('../backward-run.ts')
    const { byAnswer } = await import('../../engine/reference/by-answer.ts')
    const { log10Norm } = await import('../../engine/reference/scaled-vector.ts')
    const { askedSteps } = await import('../../training/example.ts')
    const { task, sequences } = context
    const logs: (number | null)[][] = []
    for (let sequence = 1; sequence <= SEQUENCES && !context.cancelled(); sequence++) {
      const asked = askedSteps(task, sequences(sequence, sequence)[0])
      const { parts } = byAnswer(measuredRun(context, { ...subject, sequence }), asked)
      for (const [n, s] of asked.entries())
        for (let k = 0; k <= s; k++) {
          logs[k] ??= []
          logs[k].push(log10Norm(parts[n][s - k]))
        }
    }
    return {
      answers: logs.map((all) => all.length),
      log10: logs.map((all) => roundedLog(log10Mean(all))),
    }
  },
}

/** log10 of the mean of what is given as log10, whatever its exponents; null is 0. */
export function log10Mean(logs: readonly (number | null)[]): number | null {
  const known = logs.filter((one) => one !== null)
  if (known.length === 0) return null
  const top = largest(known)
  return top + Math.log10(known.reduce((sum, one) => sum + 10 ** (one - top), 0) / logs.length)
}

/** Multiplications that the reference does in a second. */
const PER_SECOND = 4e8

export const byLag: Probe<ByLagResult, 'chart' | 'table'> = {
  commands: [
    {
      name: 'gradient',
      flag: 'by-lag',
      options: ['cells'],
      examples: [
        'task parity-each-step --length 8; gradient --by-lag',
        'task sonnets --length 10; gradient --by-lag --cells lstm',
      ],
    },
  ],
  inLessons: true,
  job,
  async seconds(bench, { cells }) {
    const { hidden: H } = bench.spec
    const { timeSteps: T, answerSteps: L } = bench.task
    // As of by-loss, of each sequence.
    const steps = L * (T - L / 2) + 4 * T
    const each = bench.cells(cells).map((cell) => (cell === 'rnn' ? 1 : 2))
    return (SEQUENCES * steps * H ** 2 * largest(each)) / PER_SECOND
  },
  async answer(bench, { cells: asked }) {
    const cells = bench.cells(asked)
    const found = await Promise.all(
      cells.map(async (cell) => {
        const gru = cell === 'lstm' && bench.spec.variant === 'gru' ? { gru: true as const } : {}
        const { answers, log10 } = await bench.ask(cell, job, bench.subject(cell))
        const facts = { ...gru, step: bench.stepOf(cell), log10, reach: reachOf(log10) }
        return { cell, answers, facts }
      }),
    )
    return {
      kind: 'by-lag',
      length: bench.task.timeSteps,
      sequences: SEQUENCES,
      answers: found[0].answers,
      cells: Object.fromEntries(found.map(({ cell, facts }) => [cell, facts])),
    }
  },
  receipt: {
    question: ({ result, state }) => `gradient --by-lag${cellsOption(result.cells, state)}`,
    equations: () => ['L = Σ_s L_s', 'mean_s ‖∂L_s/∂h_{s−k}‖,  s > k'],
    operands: ({ result: { cells } }, sizes) => [
      ...sizes,
      ...(['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = cells[cell]
        const last = one?.log10.at(-1)
        const name = `log10 mean ‖∂L_s/∂h_{s−${(one?.log10.length ?? 1) - 1}}‖`
        return last == null ? [] : [{ name: `${name} ${one?.gru ? 'gru' : cell}`, value: last }]
      }),
    ],
  },
  parts: () => ['chart', 'table'],
}

function reachOf(log10: readonly (number | null)[]): number | null {
  const [first] = log10
  if (first == null) return null
  return log10.findLastIndex((one) => one !== null && one >= first + THOUSANDTH)
}
