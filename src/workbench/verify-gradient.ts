/** verify gradient, cell by cell. */
import { type Cell, isBackwardOnly } from '../engine/types.ts'
import type { VerificationResult } from '../results/lab-results.ts'
import { InputError } from '../rules/input-error.ts'
import type { Workbench } from './workbench.ts'

const SEQUENCES = 2
const EPSILON = 1e-5

export async function verification(
  bench: Workbench,
  cells: readonly Cell[],
): Promise<VerificationResult> {
  const found = await Promise.all(
    cells.map(async (cell) => {
      const ask = { ...bench.subject(cell), sequences: SEQUENCES, epsilon: EPSILON }
      const tensors = await bench.ask(cell, 'verify', ask)
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
}
