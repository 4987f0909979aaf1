/** gradient --by-loss: how much of ∂L/∂h_t comes from each later answer. */
import type { ByCell, SequenceFacts } from '../../results/lab-results.ts'
import { largest } from '../../rules/extremes.ts'
import type { SequenceAsk } from '../backward-run.ts'
import type { Job } from '../workers/job.ts'
import { cellsOption, type Probe } from './probe.ts'

/** log10 of norms; null for 0. */
interface ByLossFacts {
  readonly gru?: true
  /** ‖∂L_s/∂h_t‖: a row for each time step s that is asked, in their order; in it t = 1..s. */
  readonly parts: readonly (readonly (number | null)[])[]
  /** ‖Σ_s ∂L_s/∂h_t‖, the norm of the parts' sum, t = 1..T. */
  readonly sum: readonly (number | null)[]
  /** ‖∂L/∂h_t‖ as the engine measures it, t = 1..T. */
  readonly measured: readonly (number | null)[]
}

export interface ByLossResult {
  readonly kind: 'by-loss'
  readonly sequence: SequenceFacts
  /** The time steps s at which the loss asks; L = Σ_s L_s. */
  readonly asked: readonly number[]
  readonly cells: ByCell<ByLossFacts>
}

interface Found {
  readonly asked: readonly number[]
  readonly facts: ByLossFacts
}

const job: Job<SequenceAsk, Found> = {
  name: 'by-loss',
  async run(context, ask) {
    const { measuredRun, roundedLog } = await import('../backward-run.ts')
    const { byAnswer } = await import('../../engine/reference/by-answer.ts')
    const { log10Norm } = await import('../../engine/reference/scaled-vector.ts')
    const { askedSteps } = await import('../../training/example.ts')
    const { task, sequences } = context
    const asked = askedSteps(task, sequences(ask.sequence, ask.sequence)[0])
    const { measured, ...run } = measuredRun(context, ask)
    const { parts, sums } = byAnswer(run, asked)
    const logs = (list: typeof sums) => list.map((one) => roundedLog(log10Norm(one)))
    return {
      asked: asked.map((s) => s + 1),
      facts: { parts: parts.map(logs), sum: logs(sums), measured: measured.hidden },
    }
  },
}

/** Multiplications that the reference does in a second. */
const PER_SECOND = 4e8

export const byLoss: Probe<ByLossResult, 'triangle'> = {
  commands: [
    {
      name: 'gradient',
      flag: 'by-loss',
      options: ['cells', 'sequence'],
      examples: ['task copy --length 5; gradient --by-loss', 'gradient --by-loss --sequence 2'],
    },
  ],
  inLessons: true,
  job,
  async seconds(bench, { cells }) {
    const { hidden: H } = bench.spec
    const { timeSteps: T, answerSteps: L } = bench.task
    // A step back of one answer takes H² of the RNN and 2 H² of the LSTM; a Jacobian 4 H².
    const steps = L * (T - L / 2)
    const each = bench.cells(cells).map((cell) => (cell === 'rnn' ? 1 : 2))
    return ((steps + 4 * T) * H ** 2 * largest(each)) / PER_SECOND
  },
  async answer(bench, values) {
    const { besideAnswer, checkShown, sequenceFacts, sequenceOf } = await import(
      '../sequence-activations.ts'
    )
    const cells = bench.cells(values.cells)
    const sequence = sequenceOf(bench, values.sequence)
    checkShown(bench.task.answerSteps * bench.task.timeSteps * cells.length)
    const { answer, found } = await besideAnswer(bench, cells, sequence, async (cell) => {
      const gru = cell === 'lstm' && bench.spec.variant === 'gru' ? { gru: true as const } : {}
      const { asked, facts } = await bench.ask(cell, job, { ...bench.subject(cell), sequence })
      return { cell, asked, facts: { ...gru, ...facts } }
    })
    return {
      kind: 'by-loss',
      sequence: sequenceFacts(bench, sequence, cells[cells.length - 1], answer),
      asked: found[0].asked,
      cells: Object.fromEntries(found.map(({ cell, facts }) => [cell, facts])),
    }
  },
  receipt: {
    question: ({ result, state }) =>
      `gradient --by-loss${cellsOption(result.cells, state)} --sequence ${result.sequence.number}`,
    equations: () => ['L = Σ_s L_s', '∂L/∂h_t = Σ_{s ≥ t} ∂L_s/∂h_t'],
    operands: ({ result: { asked, cells } }, sizes) => [
      ...sizes,
      ...(['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = cells[cell]
        const last = one?.parts.at(-1)?.[0]
        const name = `log10 ‖∂L_${asked.at(-1)}/∂h_1‖ ${one?.gru ? 'gru' : cell}`
        return last == null ? [] : [{ name, value: last }]
      }),
    ],
  },
  parts: () => ['triangle'],
}
