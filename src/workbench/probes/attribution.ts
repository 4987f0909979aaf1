/** attribution: which inputs the answer depends on, by ∂L/∂x_t. */
import type { ByCell, SequenceFacts } from '../../results/lab-results.ts'
import type { Job } from '../workers/job.ts'
import type { NetSubject } from '../workers/worker-messages.ts'
import { cellsOption, type Probe } from './probe.ts'

export interface AttributionResult {
  readonly kind: 'attribution'
  readonly sequence: SequenceFacts
  /** Sequences that the share is a mean over. */
  readonly sequences: number
  readonly cells: ByCell<{
    /** log10 ‖∂L/∂x_t‖ of the sequence, t = 1..T. */
    readonly log10: readonly (number | null)[]
    /**
     * Part of Σ_t ‖∂L/∂x_t‖ that stands at the cue steps: of the sequence, and the mean
     * over all.
     */
    readonly share: number
    readonly meanShare: number
  }>
  /** What the mean share would be if every time step counted alike. */
  readonly chance: number
}

/** Held-out sequences that the mean share is taken over. */
const SEQUENCES = 16

interface InputNorms {
  readonly log10: readonly (number | null)[]
  readonly marks: readonly number[]
}

/** log10 ‖∂L/∂x_t‖ and the marks of each of these held-out sequences. */
const job: Job<NetSubject & { readonly from: number; readonly to: number }, InputNorms[]> = {
  name: 'attribution',
  run({ nets, task, sequences }, { from, to, ...subject }) {
    const net = nets.of(subject, 1)
    return sequences(from, to).map((batch) => {
      net.work.setBatch(batch)
      return { log10: net.profile().input, marks: task.marks(batch, 1, 0).map((t) => t + 1) }
    })
  },
}

export const attribution: Probe<AttributionResult, 'inputs' | 'table'> = {
  commands: [
    {
      name: 'attribution',
      options: ['cells', 'sequence'],
      examples: ['attribution', 'attribution --sequence 3'],
    },
  ],
  inLessons: true,
  job,
  async answer(bench, values) {
    const { answerOf, sequenceFacts, sequenceOf, sequencesFor } = await import(
      '../sequence-activations.ts'
    )
    const { task } = bench
    const sequences = sequencesFor(bench, SEQUENCES)
    const cells = bench.cells(values.cells)
    const number = sequenceOf(bench, values.sequence)
    const found = await Promise.all(
      cells.map(async (cell) => {
        const subject = bench.subject(cell)
        const many = await bench.ask(cell, job, { ...subject, from: 1, to: sequences })
        const one =
          many[number - 1] ??
          (await bench.ask(cell, job, { ...subject, from: number, to: number }))[0]
        const shares = many.map(shareOf)
        const meanShare = shares.reduce((sum, share) => sum + share / shares.length, 0)
        return [cell, { log10: one.log10, share: shareOf(one), meanShare }] as const
      }),
    )
    const answer = await answerOf(bench, cells[cells.length - 1], number)
    const sequence = sequenceFacts(bench, number, cells[cells.length - 1], answer)
    const chance = new Set(sequence.marks).size / task.timeSteps
    return {
      kind: 'attribution',
      sequence,
      sequences,
      cells: Object.fromEntries(found),
      chance,
    }
  },
  receipt: {
    question: ({ result, state }) =>
      `attribution${cellsOption(result.cells, state)} --sequence ${result.sequence.number}`,
    equations: () => ['share = Σ_{t marked} ‖∂L/∂x_t‖ / Σ_t ‖∂L/∂x_t‖'],
  },
  parts: () => ['inputs', 'table'],
}

/**
 * Part of Σ_t ‖∂L/∂x_t‖ at the marks. Norms relative to the largest, so that nothing underflows; 0
 * where all are zero.
 */
function shareOf({ log10, marks }: InputNorms): number {
  const known = log10.filter((value) => value !== null)
  if (known.length === 0) return 0
  const top = known.reduce((a, b) => Math.max(a, b))
  const norms = log10.map((value) => (value === null ? 0 : 10 ** (value - top)))
  const total = norms.reduce((sum, norm) => sum + norm, 0)
  return [...new Set(marks)].reduce((sum, t) => sum + norms[t - 1], 0) / total
}
