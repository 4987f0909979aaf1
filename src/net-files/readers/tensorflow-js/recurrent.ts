/**
 * Recurrent layers of TensorFlow.js: gates i, f, c, o and z, r, h along the last axis, one bias,
 * the GRU's reset before the product, hard sigmoid unless the config names another function.
 */
import {
  type CellForm,
  type Direction,
  LAYER_BLOCKS,
  type LayerKind,
  type RecurrentLayer,
  TANH,
  USUAL_FORM,
} from '../../../engine/stack/types.ts'
import { type CellPlaces, directionOf, rowOf } from '../../tensors/steps-of-tensors.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'
import { activationOf, HARD_SIGMOID } from './activations.ts'
import { FORMAT, modelBroken } from './weights.ts'

export type Config = Readonly<Record<string, unknown>>

const KINDS: ReadonlyMap<string, LayerKind> = new Map<string, LayerKind>([
  ['SimpleRNN', 'rnn'],
  ['LSTM', 'lstm'],
  ['GRU', 'gru'],
])

/** The kind of a layer or cell by its class; undefined for another one. */
export const kindOf = (className: string): LayerKind | undefined =>
  KINDS.get(className.replace(/Cell$/, ''))

/** Where our blocks stand in the file: i, f, g, o in i, f, c, o; r, z, n in z, r, h. */
const ORDERS: Readonly<Record<LayerKind, readonly number[]>> = {
  rnn: [0],
  lstm: [0, 1, 2, 3],
  gru: [1, 0, 2],
  'brain-lstm': [],
}

/** The weights of one cell, by the last part of their names. */
export type CellWeights = ReadonlyMap<string, TensorOfFile>

/** Cells under a layer's name, in the file's order, each with the rest of its path. */
export function cellsUnder(layer: string, directory: TensorDirectory): [string, CellWeights][] {
  const cells = new Map<string, Map<string, TensorOfFile>>()
  for (const [name, tensor] of directory) {
    if (!name.startsWith(`${layer}/`)) continue
    const end = name.lastIndexOf('/')
    const path = name.slice(layer.length + 1, Math.max(end, layer.length + 1))
    const cell = cells.get(path) ?? new Map<string, TensorOfFile>()
    cell.set(name.slice(end + 1), tensor)
    cells.set(path, cell)
  }
  return [...cells]
}

function formOf(kind: LayerKind, config: Config): CellForm {
  const activation = activationOf(config.activation, TANH)
  return {
    ...USUAL_FORM,
    gate:
      kind === 'rnn' ? USUAL_FORM.gate : activationOf(config.recurrent_activation, HARD_SIGMOID),
    candidate: activation,
    // One function for both: the candidate and c on its way out.
    output: activation,
    reset: config.reset_after === true ? 'after' : 'before',
  }
}

/**
 * A layer of one cell in each direction that is given.
 * @throws InputError net-file-broken, net-file-refused
 */
export function recurrentOf(
  name: string,
  kind: LayerKind,
  config: Config,
  cells: { readonly forward: CellWeights | null; readonly backward: CellWeights | null },
  more: Pick<RecurrentLayer, 'merge' | 'returns' | 'asMade'>,
): RecurrentLayer {
  const kernel = (cells.forward ?? cells.backward)?.get('kernel')
  const [input = 0, columns = 0] = kernel?.shape ?? []
  const hidden = columns / LAYER_BLOCKS[kind]
  if (config.units !== hidden) throw modelBroken('bad-shape', kernel?.name ?? name)
  const sizes = { kind, input, hidden, output: hidden }
  const direction = (cell: CellWeights | null) => cell && cellOf(name, sizes, config, cell)
  return {
    ...{ is: 'recurrent', name, ...sizes, form: formOf(kind, config), ...more },
    forward: direction(cells.forward),
    backward: direction(cells.backward),
  }
}

function cellOf(
  layer: string,
  sizes: Omit<CellPlaces, 'weights'>,
  config: Config,
  cell: CellWeights,
): Direction {
  const gates = (tensor: TensorOfFile) => ({
    ...{ tensors: [tensor], order: ORDERS[sizes.kind], transposed: true },
  })
  const [kernel, recurrent] = [cell.get('kernel'), cell.get('recurrent_kernel')]
  if (!kernel || !recurrent) throw modelBroken('missing', layer)
  const bias = config.use_bias === false ? undefined : cell.get('bias')
  if (config.use_bias !== false && !bias) throw modelBroken('missing', `${layer}/bias`)
  // Keras's GRU that resets behind the product has a bias for the input and one for the state.
  const both = bias?.shape.length === 2
  const weights = {
    input: gates(kernel),
    recurrent: gates(recurrent),
    inputBias: bias ? gates(both ? rowOf(bias, 0) : bias) : null,
    recurrentBias: bias && both ? gates(rowOf(bias, 1)) : null,
  }
  return directionOf({ ...sizes, weights }, FORMAT)
}
