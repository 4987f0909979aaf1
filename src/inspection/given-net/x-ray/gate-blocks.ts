/** The blocks of a direction's matrices, one an affine map inside the cell, under their names. */
import type { CellForm, DirectionWeights, LayerKind, Numbers } from '../../../engine/stack/types.ts'
import type { Matrix } from './spectra.ts'

export type BlockName = 'h' | 'i' | 'f' | 'g' | 'o' | 'r' | 'z' | 'n'

/** In the order of the rows: src/engine/stack/types.ts. */
export const BLOCKS: Readonly<Record<LayerKind, readonly BlockName[]>> = {
  rnn: ['h'],
  lstm: ['i', 'f', 'g', 'o'],
  gru: ['r', 'z', 'n'],
  'brain-lstm': ['i', 'f', 'g', 'o'],
}

/** Those that are gates, and not what is let in. */
export const isGate = (block: BlockName): boolean => !['h', 'g', 'n'].includes(block)

/** Which gate keeps what was there. */
export const keepingGate = (kind: LayerKind): 'f' | 'z' | null =>
  kind === 'lstm' ? 'f' : kind === 'gru' ? 'z' : null

/** Gates whose rows mean nothing: one that is 1 always, and one of two that are coupled. */
export const idleGates = ({ coupled, coupledFrom, leftOut }: CellForm): readonly BlockName[] => [
  ...(leftOut ? [leftOut] : []),
  ...(coupled ? [coupledFrom === 'f' ? ('i' as const) : ('f' as const)] : []),
]

/** The blocks that mean something. */
export const measuredBlocks = ({
  kind,
  form,
}: {
  readonly kind: LayerKind
  readonly form: CellForm
}): readonly BlockName[] => BLOCKS[kind].filter((block) => !idleGates(form).includes(block))

/**
 * z of block `index` at x = 0 and h = c = 0, [H]: the biases' sum, and what the form adds; before
 * it is clipped. Of a GRU's n it is that of r = 1.
 */
export function atRest(
  { inputBias, recurrentBias }: DirectionWeights,
  H: number,
  index: number,
  { forgetBias }: CellForm,
  block: BlockName,
): Float64Array {
  const added = block === 'f' ? forgetBias : 0
  return Float64Array.from({ length: H }, (_, unit) => {
    const row = index * H + unit
    return (inputBias?.[row] ?? 0) + (recurrentBias?.[row] ?? 0) + added
  })
}

/** Rows of block `index` of a matrix [G·H, columns], where they stand. */
export const rowsOf = (all: Numbers, H: number, columns: number, index: number): Matrix => ({
  ...{ rows: H, columns },
  data: all.subarray(index * H * columns, (index + 1) * H * columns),
})
