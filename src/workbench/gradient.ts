/** gradient: the profile at this point of training, and what it says. */
import type { Cell, Log10Profile } from '../engine/types.ts'
import type { GradientFacts, GradientResult } from '../results/lab-results.ts'
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

/**
 * Bounds as log10: a millionth; float32's least normal number; half its least number, which rounds
 * to zero.
 */
const MILLIONTH = -6
const NORMAL = -126 * Math.log10(2)
const ZERO = -150 * Math.log10(2)
/** A profile whose line changes less than a factor of two over its whole length keeps its size. */
const FLAT = Math.log10(2)

/** What ∂L/∂h_t says. */
export function readProfile({ hidden }: Log10Profile) {
  const below = (bound: number) => {
    const above = hidden.findIndex((value) => value !== null && value >= bound)
    return above < 0 ? hidden.length || null : above || null
  }
  return {
    stepsPerDecade: stepsPerDecade(hidden),
    belowMillionth: below(MILLIONTH),
    below1e38: below(NORMAL),
    float32Zero: below(ZERO),
  }
}

/**
 * By least squares over the entries that are not zero; null for one that keeps its size or has
 * fewer than two.
 */
export function stepsPerDecade(log10: readonly (number | null)[]): number | null {
  const points = log10.flatMap((value, t) => (value === null ? [] : [{ t, value }]))
  if (points.length < 2) return null
  const meanT = points.reduce((sum, { t }) => sum + t, 0) / points.length
  const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length
  const covariance = points.reduce((sum, { t, value }) => sum + (t - meanT) * (value - mean), 0)
  const variance = points.reduce((sum, { t }) => sum + (t - meanT) ** 2, 0)
  const slope = covariance / variance
  const span = points[points.length - 1].t - points[0].t
  return Math.abs(slope) * span < FLAT ? null : 1 / slope
}
