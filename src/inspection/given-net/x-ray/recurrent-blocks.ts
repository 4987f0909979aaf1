/** Each gate's bias and recurrent matrix, measured. */
import type { CellForm, DirectionWeights, LayerKind } from '../../../engine/stack/types.ts'
import { atRest, BLOCKS, type BlockName, isGate, rowsOf } from './gate-blocks.ts'
import { activated, rangeOf } from './scalar-activation.ts'
import { type Matrix, singularValues, spectralRadius } from './spectra.ts'

/** Part of a function's range at either end within which a value counts as saturated. */
const SATURATED = 0.05

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

export interface LayerSizes {
  readonly kind: LayerKind
  /** H, and R: the size of h_t. */
  readonly hidden: number
  readonly output: number
  readonly form: CellForm
}

/**
 * Of each block: mean and deviation of its bias; units saturated at rest, |σ(b) − 0.5| > 0.45 and
 * alike for tanh, where the function has bounds; ‖U‖₂, ρ(U) and the spread of U's singular values.
 * With a projection P (h_t = P·m_t) the radius is that of P·U, which has U·P's eigenvalues but 0.
 */
export function blocksOf(sizes: LayerSizes, weights: DirectionWeights) {
  return BLOCKS[sizes.kind].map((gate, index) => blockOf(gate, index, sizes, weights))
}

function blockOf(gate: BlockName, index: number, sizes: LayerSizes, weights: DirectionWeights) {
  const { hidden: H, output: R, form } = sizes
  const rest = atRest(weights, H, index, form, gate)
  const U = rowsOf(weights.recurrent, H, R, index)
  const { norm, spread } = singularValues(U)
  return {
    gate,
    bias: spreadOfBias(rest, weights),
    saturated: saturatedAt(rest, isGate(gate) ? form.gate : form.candidate),
    norm: finite(norm),
    radius: finite(spectralRadius(squared(U, weights, R))),
    spread: finite(spread),
  }
}

function spreadOfBias(rest: Float64Array, { inputBias, recurrentBias }: DirectionWeights) {
  if (inputBias === null && recurrentBias === null) return null
  const mean = rest.reduce((sum, one) => sum + one / rest.length, 0)
  const square = rest.reduce((sum, one) => sum + (one - mean) ** 2 / rest.length, 0)
  return Number.isFinite(square) ? { mean, deviation: Math.sqrt(square) } : null
}

function saturatedAt(rest: Float64Array, activation: CellForm['gate']): number | null {
  const range = rangeOf(activation)
  if (range === null) return null
  const [low, high] = range
  const edge = SATURATED * (high - low)
  const isSaturated = (value: number) => value < low + edge || value > high - edge
  return rest.filter((z) => isSaturated(activated(activation, z))).length
}

/** What h_{t−1} goes through on its way to the next, [R, R]. */
function squared(U: Matrix, { projection }: DirectionWeights, R: number): Matrix {
  if (projection === null) return U
  const data = new Float64Array(R * R)
  for (let r = 0; r < R; r++)
    for (let k = 0; k < U.rows; k++)
      for (let j = 0; j < R; j++) data[r * R + j] += projection[r * U.rows + k] * U.data[k * R + j]
  return { rows: R, columns: R, data }
}
