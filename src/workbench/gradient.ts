/** gradient: the profile at this point of training, and what it says. */
import type { Cell, Log10Profile } from '../engine/types.ts'
import type { GradientFacts, GradientResult } from '../results/lab-results.ts'
import { FLOAT32_NORMAL, FLOAT32_ZERO, MILLIONTH, stepsPerDecade } from '../rules/profile-trend.ts'
import { taskOf } from '../training/resolve-spec.ts'
import { type BenchState, netOf } from './state.ts'
import type { Workbench } from './workbench.ts'

/** The profiles of these cells, on the first held-out sequences, as many as a batch has. */
export async function gradient(bench: Workbench, cells: readonly Cell[]): Promise<GradientResult> {
  const { state } = bench
  const found = await Promise.all(
    cells.map(async (cell) => [cell, await factsOf(bench, cell, state)] as const),
  )
  const length = taskOf(state.spec).timeSteps
  return { kind: 'gradient', length, batch: state.spec.batch, ...Object.fromEntries(found) }
}

async function factsOf(bench: Workbench, cell: Cell, state: BenchState): Promise<GradientFacts> {
  const { loss, profile } = await bench.ask(cell, 'gradient', bench.subject(cell))
  const gru = cell === 'lstm' && state.spec.variant === 'gru' ? { gru: true as const } : {}
  return {
    ...gru,
    step: netOf(state, cell)?.step ?? 0,
    loss,
    log10: profile,
    ...readProfile(profile),
  }
}

/** What ∂L/∂h_t says. */
export function readProfile({ hidden }: Log10Profile) {
  const below = (bound: number) => {
    const above = hidden.findIndex((value) => value !== null && value >= bound)
    return above < 0 ? hidden.length || null : above || null
  }
  return {
    stepsPerDecade: stepsPerDecade(hidden),
    belowMillionth: below(MILLIONTH),
    below1e38: below(FLOAT32_NORMAL),
    float32Zero: below(FLOAT32_ZERO),
  }
}
