/** verify gradient, cell by cell. */
import { isBackwardOnly } from '../../engine/types.ts'
import type { ByCell } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import type { VerifiedTensor, VerifyAsk } from '../finite-differences.ts'
import type { Job } from '../workers/job.ts'
import { cellsOption, type Probe } from './probe.ts'

export type { VerifiedTensor } from '../finite-differences.ts'

/** verify gradient: central differences of the float64 textbook against both backward passes. */
export interface VerificationResult {
  readonly kind: 'verification'
  /** Sequences that the loss was taken over, and the step of the differences. */
  readonly sequences: number
  readonly epsilon: number
  /**
   * Surgery severs a way back alone: what is read there was held at its value while the weights
   * moved.
   */
  readonly heldConstants: boolean
  readonly cells: ByCell<{
    readonly tensors: readonly VerifiedTensor[]
    readonly largest: VerifiedTensor
  }>
}

const SEQUENCES = 2
const EPSILON = 1e-5

/** No tensors where it was cancelled. */
const job: Job<VerifyAsk, readonly VerifiedTensor[]> = {
  name: 'verify',
  run: async (context, ask) => (await import('../finite-differences.ts')).verify(context, ask),
}

export const verification: Probe<VerificationResult> = {
  commands: [
    {
      name: 'verify',
      positionals: [
        { name: 'what', required: true, kind: { is: 'choice', choices: ['gradient'] } },
      ],
      options: ['cells'],
      examples: ['task adding --length 10 --hidden 8; verify gradient'],
    },
  ],
  inLessons: true,
  job,
  async answer(bench, values) {
    const cells = bench.cells(values.cells)
    const found = await Promise.all(
      cells.map(async (cell) => {
        const ask = { ...bench.subject(cell), sequences: SEQUENCES, epsilon: EPSILON }
        const tensors = await bench.ask(cell, job, ask)
        if (tensors.length === 0) throw new InputError('stopped', {})
        const largest = tensors.reduce((a, b) => (b.engine > a.engine ? b : a))
        return [cell, { tensors, largest }] as const
      }),
    )
    return {
      kind: 'verification',
      sequences: SEQUENCES,
      epsilon: EPSILON,
      heldConstants: cells.includes('lstm') && bench.state.operations.some(isBackwardOnly),
      cells: Object.fromEntries(found),
    }
  },
  receipt: {
    question: ({ result, state }) => `verify gradient${cellsOption(result.cells, state)}`,
    equations: () => ['∂L/∂w ≈ (L(w + ε) − L(w − ε)) / 2ε'],
    operands: ({ result }, sizes) => [...sizes, { name: 'ε', value: result.epsilon }],
  },
}
