/** Each gate's bias and recurrent matrix, measured. */

import { squash } from '../../../engine/stack/activations.ts'
import type { MatrixProducts } from '../../../engine/stack/matrix-products.ts'
import type {
  Activation,
  CellForm,
  DirectionWeights,
  LayerKind,
} from '../../../engine/stack/types.ts'
import { atRest, BLOCKS, type BlockName, idleGates, isGate, rowsOf } from './gate-blocks.ts'
import { known } from './known.ts'
import {
  type Gram,
  gramOf,
  type Matrix,
  singularValues,
  spectralRadius,
  stacked,
} from './spectra.ts'

/** Part of a function's range at either end within which a value counts as saturated. */
const SATURATED = 0.05

export interface LayerSizes {
  readonly kind: LayerKind
  /** H, and R: the size of h_t. */
  readonly hidden: number
  readonly output: number
  readonly form: CellForm
}

interface MeasuredBlock extends ReturnType<typeof biasOf> {
  readonly norm: number | null
  readonly radius: number | null
  readonly spread: number | null
}

/**
 * Of each block that means something: mean and deviation of its bias; units saturated at rest,
 * |σ(b) − 0.5| > 0.45 and alike for tanh, where the function has bounds; ‖U‖₂, ρ(U) and the spread
 * of U's singular values. `recurrent` is of all those blocks one above the other. With a projection
 * P (h_t = P·m_t) the radius is that of P·U, which has U·P's eigenvalues but 0.
 * @param onBlock called when one is through
 */
export function measureBlocks(
  sizes: LayerSizes,
  weights: DirectionWeights,
  products: MatrixProducts,
  onBlock: () => void,
) {
  const idle = idleGates(sizes.form)
  let all: Gram | null = null
  // One is held for all blocks, and one for that which is measured.
  let room: Float64Array | undefined
  const blocks: MeasuredBlock[] = []
  for (const [index, gate] of BLOCKS[sizes.kind].entries()) {
    if (idle.includes(gate)) continue
    const U = rowsOf(weights.recurrent, sizes.hidden, sizes.output, index)
    const radius = known(spectralRadius(squared(U, weights, sizes.output)))
    const gram = gramOf(U, products, room)
    const { norm, spread } = singularValues(gram)
    if (all) room = gram.gram
    all = stacked(all, gram)
    blocks.push({
      ...biasOf(gate, index, sizes, weights),
      ...{ norm: known(norm), radius, spread: known(spread) },
    })
    onBlock()
  }
  if (!all) throw new RangeError('a cell without a block')
  const { norm, spread } = singularValues(all)
  return { blocks, recurrent: { norm: known(norm), spread: known(spread) } }
}

function biasOf(gate: BlockName, index: number, sizes: LayerSizes, weights: DirectionWeights) {
  const { hidden: H, form } = sizes
  const rest = atRest(weights, H, index, form, gate)
  const activation = isGate(gate) ? form.gate : form.candidate
  return {
    gate,
    bias: spreadOfBias(rest, weights),
    saturated: saturatedAt(rest, activation, form.clip),
  }
}

function spreadOfBias(rest: Float64Array, { inputBias, recurrentBias }: DirectionWeights) {
  if (inputBias === null && recurrentBias === null) return null
  const mean = rest.reduce((sum, one) => sum + one / rest.length, 0)
  const square = rest.reduce((sum, one) => sum + (one - mean) ** 2 / rest.length, 0)
  return Number.isFinite(square)
    ? { mean: known(mean) ?? 0, deviation: known(Math.sqrt(square)) ?? 0 }
    : null
}

/** Where a function's values lie; null where it has no two bounds. */
function rangeOf({ is }: Activation): readonly [number, number] | null {
  if (is === 'sigmoid' || is === 'hard-sigmoid') return [0, 1]
  return is === 'tanh' || is === 'softsign' ? [-1, 1] : null
}

function saturatedAt(rest: Float64Array, activation: Activation, clip: number | null) {
  const range = rangeOf(activation)
  if (range === null) return null
  const [low, high] = range
  const edge = SATURATED * (high - low)
  const isSaturated = (value: number) => value < low + edge || value > high - edge
  return squash(activation, rest.length, clip).value(rest).filter(isSaturated).length
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

export type Blocks = ReturnType<typeof measureBlocks>['blocks']
