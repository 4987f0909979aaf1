/**
 * Cells under the names that Keras gives their arrays (kernel, recurrent_kernel, bias), wherever
 * somebody put them: gates i, f, c, o and z, r, h along the last axis.
 */
import { type LayerKind, USUAL_FORM } from '../../../engine/stack/types.ts'
import { type GatePlaces, rowOf } from '../../tensors/steps-of-tensors.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'
import type { FoundCell } from './found-cell.ts'
import type { Modules } from './modules.ts'

/** By columns of the recurrent kernel for each row; where r, z, n stand among z, r, h. */
const KINDS: ReadonlyMap<number, { readonly kind: LayerKind; readonly order: readonly number[] }> =
  new Map([
    [1, { kind: 'rnn', order: [0] }],
    [3, { kind: 'gru', order: [1, 0, 2] }],
    [4, { kind: 'lstm', order: [0, 1, 2, 3] }],
  ])

/** In the order of paths. */
export function findKerasCells(modules: Modules): FoundCell[] {
  return [...modules].flatMap(([path, module]) => {
    const [kernel, recurrent, bias] = ['kernel', 'recurrent_kernel', 'bias'].map((name) =>
      module.get(name),
    )
    const [hidden = 0, columns = 0] = recurrent?.shape ?? []
    const known = KINDS.get(columns / hidden)
    if (!kernel || !recurrent || !known) return []
    const { kind, order } = known
    const gates = (tensor: TensorOfFile): GatePlaces => ({
      ...{ tensors: [tensor], order, transposed: true },
    })
    // Of a GRU that resets behind the product, one bias for the input and one for the state.
    const both = bias?.shape.length === 2 && bias.shape[0] === 2
    const weights = {
      input: gates(kernel),
      recurrent: gates(recurrent),
      inputBias: bias ? gates(both ? rowOf(bias, 0) : bias) : null,
      recurrentBias: bias && both ? gates(rowOf(bias, 1)) : null,
    }
    const form = { ...USUAL_FORM, reset: both ? ('after' as const) : ('before' as const) }
    const places = { kind, input: kernel.shape[0] ?? 0, hidden, output: hidden, weights }
    return [{ path, places, form }]
  })
}
