/** context: how much of a text a net uses, by how many characters it has seen. */

import type { ByCell } from '../../results/lab-results.ts'
import type { NGrams } from '../../tasks/shared/task.ts'
import type { Job, NetJobContext } from '../workers/job.ts'
import type { NetSubject } from '../workers/worker-messages.ts'
import { cellsOption, type Probe } from './probe.ts'

interface ContextFacts {
  readonly gru?: true
  /** Optimiser updates that the net has behind it. */
  readonly step: number
  /**
   * Cross-entropy in bits a character of a net that begins with an empty state k characters before
   * the one that is asked, k = 1..T. The characters asked are the same for every k.
   */
  readonly bits: readonly number[]
  /** The smallest k from which on more context changes less than 0.02 bits. */
  readonly reach: number
}

export interface ContextResult {
  readonly kind: 'context'
  /** T, and how many characters were asked. */
  readonly length: number
  readonly characters: number
  /** All V symbols alike: log2 V bits. */
  readonly symbols: number
  readonly uniform: number
  /** Tables that know the last 0, 1, 2, … characters, on the same ones, in bits a character. */
  readonly tables: readonly number[]
  readonly cells: ByCell<ContextFacts>
}

/** Bits that more context must save at least. */
const WORTH = 0.02

interface ContextAsk extends NetSubject {
  /** Whether this thread counts the tables, too: of a long text that takes seconds. */
  readonly counts: boolean
}

interface ContextAnswer {
  readonly bits: readonly number[]
  readonly counted: NGrams | null
}

const job: Job<ContextAsk, ContextAnswer> = {
  name: 'context',
  run: async (context, ask) => ({
    bits: await bitsByContext(context, ask),
    counted: ask.counts ? (context.task.sliding?.tables() ?? null) : null,
  }),
}

/**
 * Window n asks character n + k at time step k with k characters known; the characters T to the
 * number of windows are asked by a window at every k.
 */
async function bitsByContext(
  { nets, task, cancelled }: NetJobContext,
  subject: NetSubject,
): Promise<number[]> {
  const { emptyBatch } = await import('../../training/held-out.ts')
  const { evaluationRows } = await import('../../training/setup/net-sizes.ts')
  const { softmax } = await import('../../tasks/shared/softmax.ts')
  const { timeSteps: T, outputSize: V, sliding } = task
  const sums = new Float64Array(T)
  const B = evaluationRows(task)
  const net = nets.of(subject, subject.spec.batch, { evaluation: true })
  const work = net.evaluation
  if (!sliding || !work) return [...sums]
  const { log } = net.kernels
  const batch = emptyBatch(task, B)
  const row = new Float64Array(V)
  for (let first = 0; first < sliding.count && !cancelled(); first += B) {
    sliding.fill(batch, B, first)
    work.setBatch(batch)
    net.evaluate()
    const logits = work.logits()
    for (let n = first; n < Math.min(first + B, sliding.count); n++) {
      for (let k = Math.max(1, T - n); k <= T && n + k <= sliding.count; k++) {
        const at = ((k - 1) * B + n - first) * V
        let asked = 0
        for (let v = 0; v < V; v++) {
          row[v] = logits[at + v]
          if (batch.y[at + v] === 1) asked = v
        }
        const own = row[asked]
        sums[k - 1] += softmax(row, log) - own
      }
    }
  }
  const characters = sliding.count - T + 1
  return Array.from(sums, (sum) => sum / characters / Math.LN2)
}

export const context: Probe<ContextResult, 'chart' | 'table'> = {
  commands: [
    {
      name: 'context',
      options: ['cells'],
      examples: [
        'task sonnets --length 20; train 20; context',
        'task analects; context --cells lstm',
      ],
    },
  ],
  inLessons: true,
  job,
  async answer(bench, { cells: asked }) {
    const { InputError } = await import('../../rules/input-error.ts')
    const { task, spec } = bench
    const { sliding, timeSteps: T } = task
    if (!sliding) throw new InputError('text-needed', { task: task.name })
    if (sliding.count < T) throw new InputError('text-context-too-long', { length: T })
    const cells = bench.cells(asked)
    const answers = await Promise.all(
      cells.map((cell, n) => bench.ask(cell, job, { ...bench.subject(cell), counts: n === 0 })),
    )
    const found = cells.map((cell, n) => {
      const { bits } = answers[n]
      const gru = cell === 'lstm' && spec.variant === 'gru' ? { gru: true as const } : {}
      return [cell, { ...gru, step: bench.stepOf(cell), bits, reach: reachOf(bits) }] as const
    })
    const [{ counted }] = answers
    if (!counted) throw new Error('nothing was counted')
    const { uniform, tables } = counted
    return {
      kind: 'context',
      length: T,
      characters: sliding.count - T + 1,
      symbols: task.outputSize,
      uniform,
      tables,
      cells: Object.fromEntries(found),
    }
  },
  receipt: {
    question: ({ result, state }) => `context${cellsOption(result.cells, state)}`,
    equations: () => ['L_k = −mean_n log2 p(x_{n+1} | x_{n−k+1} … x_n)'],
    operands: ({ result: { cells, tables } }, sizes) => [
      ...sizes,
      ...(['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = cells[cell]
        const name = `L_T ${one?.gru ? 'gru' : cell}`
        return one ? [{ name, value: one.bits[one.bits.length - 1] }] : []
      }),
      ...tables.map((value, known) => ({ name: `table ${known}`, value })),
    ],
  },
  parts: () => ['chart', 'table'],
}

/** The smallest k from which on all values are within WORTH of the last one. */
function reachOf(bits: readonly number[]): number {
  const last = bits[bits.length - 1]
  return bits.findLastIndex((one) => !(Math.abs(one - last) <= WORTH)) + 2
}
