/** attribution: which inputs the answer depends on, by ∂L/∂x_t. */
import type { Cell } from '../engine/types.ts'
import type { AttributionResult } from '../results/lab-results.ts'
import { taskOf } from '../training/resolve-spec.ts'
import { activationsOf, factsOf, type SequenceChoice, sequenceOf } from './activations.ts'
import type { Workbench } from './workbench.ts'

/** Held-out sequences that the mean share is taken over. */
const SEQUENCES = 16

export async function attribution(
  bench: Workbench,
  cells: readonly Cell[],
  choice: SequenceChoice | undefined,
): Promise<AttributionResult> {
  const task = taskOf(bench.spec)
  const number = sequenceOf(task, choice)
  const found = await Promise.all(
    cells.map(async (cell) => {
      const subject = bench.subject(cell)
      const many = await bench.ask(cell, 'attribution', { ...subject, from: 1, to: SEQUENCES })
      const one =
        many[number - 1] ??
        (await bench.ask(cell, 'attribution', { ...subject, from: number, to: number }))[0]
      const shares = many.map(shareOf)
      const meanShare = shares.reduce((sum, share) => sum + share / shares.length, 0)
      return [cell, { log10: one.log10, share: shareOf(one), meanShare }] as const
    }),
  )
  const inside = await activationsOf(bench, cells[cells.length - 1], number)
  const sequence = factsOf(task, number, inside)
  const chance = new Set(sequence.marks).size / task.timeSteps
  return {
    kind: 'attribution',
    sequence,
    sequences: SEQUENCES,
    cells: Object.fromEntries(found),
    chance,
  }
}

/**
 * Part of Σ_t ‖∂L/∂x_t‖ at the marks. Norms relative to the largest, so that nothing underflows; 0
 * where all are zero.
 */
function shareOf({
  log10,
  marks,
}: {
  log10: readonly (number | null)[]
  marks: readonly number[]
}): number {
  const known = log10.filter((value) => value !== null)
  if (known.length === 0) return 0
  const top = known.reduce((a, b) => Math.max(a, b))
  const norms = log10.map((value) => (value === null ? 0 : 10 ** (value - top)))
  const total = norms.reduce((sum, norm) => sum + norm, 0)
  return [...new Set(marks)].reduce((sum, t) => sum + norms[t - 1], 0) / total
}
