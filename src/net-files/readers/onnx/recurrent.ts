/** LSTM, GRU and RNN nodes: their weights by position, and what their attributes say. */
import {
  type CellForm,
  type Direction,
  LAYER_BLOCKS,
  type LayerKind,
} from '../../../engine/stack/types.ts'
import type { Constants } from './constants.ts'
import { directionOf } from './direction.ts'
import { formOf } from './form.ts'
import { broken, notReadable } from './refusals.ts'
import type { Value } from './scope.ts'
import { firstState } from './states.ts'
import type { Tensor } from './tensor.ts'
import type { Place } from './walk.ts'

/** A node that can be read. */
export interface RecurrentNode {
  readonly place: Place
  readonly kind: LayerKind
  readonly input: number
  readonly hidden: number
  readonly form: CellForm
  readonly forward: Direction | null
  readonly backward: Direction | null
  /** X and Y have the batch first: [B, T, I] and [B, T, directions, H]. */
  readonly batchFirst: boolean
  /** A state before the first step is computed from something else in the model. */
  readonly stateElsewhere: boolean
  /** The file itself says how long each sequence of a batch is. */
  readonly ownLengths: boolean
  /** Its exporter left a projection out (PyTorch: proj_size). */
  readonly withoutProjection: boolean
}

const KINDS: ReadonlyMap<string, LayerKind> = new Map([
  ['LSTM', 'lstm'],
  ['GRU', 'gru'],
  ['RNN', 'rnn'],
])

/** Block k of the stack's order is this block of ONNX's: i, o, f, c in an LSTM; z, r, h in a GRU. */
const ORDER: Readonly<Record<string, readonly number[]>> = {
  lstm: [0, 2, 3, 1],
  gru: [1, 0, 2],
  rnn: [0],
}

/** Inputs by position; X is 0. */
const [W, R, B, LENGTHS, H0, C0, P] = [1, 2, 3, 4, 5, 6, 7]

/** Null for a node of another operator. */
export const kindOf = ({ node }: Place): LayerKind | null =>
  node.domain === '' ? (KINDS.get(node.op) ?? null) : null

/**
 * @throws InputError net-file-refused where its weights are not in the file or it computes what is
 * not known here; net-file-broken where the shapes do not go with one another
 */
export async function readNode(place: Place, constants: Constants): Promise<RecurrentNode> {
  const { node, scope, path } = place
  const kind = kindOf(place) ?? 'rnn'
  const attribute = (name: string) => scope.attribute(node, name)
  const way = attribute('direction')?.text || 'forward'
  if (!['forward', 'reverse', 'bidirectional'].includes(way)) throw broken('bad-entry', path)
  const directions = way === 'bidirectional' ? 2 : 1
  const batchFirst = attribute('layout')?.integer === 1
  const matrix = (k: number) => numbersAt(place, constants, k)
  const w = await matrix(W)
  const r = await matrix(R)
  if (!w || !r) throw notReadable('weights-computed', path)
  const size = attribute('hidden_size')?.integer ?? 0
  const { input, hidden } = sizesOf(path, kind, directions, { w, r, size })
  const b = await matrix(B)
  const p = kind === 'lstm' ? await matrix(P) : null
  fits(b, [directions, 2 * LAYER_BLOCKS[kind] * hidden], path)
  fits(p, [directions, 3 * hidden], path)
  const state = (k: number) =>
    firstState(constants, scope.input(node, k), { directions, batchFirst }, path)
  const h0 = await state(H0)
  const c0 = kind === 'lstm' ? await state(C0) : null
  const direction = (k: number) =>
    directionOf({ order: ORDER[kind], hidden, input, directions, w, r, b, p, h0, c0 }, k)
  const lost = c0 !== null && c0.size !== null && c0.size !== hidden
  if (!lost && h0.size !== null && h0.size !== hidden) throw broken('bad-shape', path)
  return {
    ...{ place, kind, input, hidden, batchFirst },
    form: formOf(path, kind, directions, attribute),
    forward: way === 'reverse' ? null : direction(0),
    backward: way === 'forward' ? null : direction(directions - 1),
    stateElsewhere: h0.elsewhere || c0?.elsewhere === true,
    ownLengths: (await constants.tensor(scope.input(node, LENGTHS))) !== null,
    withoutProjection: lost,
  }
}

/** Null where the node has no such input. */
async function numbersAt(place: Place, constants: Constants, k: number): Promise<Tensor | null> {
  const { node, scope, path } = place
  const name = node.inputs[k] ?? ''
  if (name === '') return null
  const value = scope.input(node, k)
  if (!value) throw broken('missing', name)
  const tensor = await constants.tensor(value)
  if (!tensor && (await isMisfit(value, constants))) throw notReadable('projection-lost', path)
  if (!tensor)
    throw value.node && /quant/i.test(value.node.op)
      ? notReadable('quantised', path)
      : notReadable('weights-computed', path)
  if (!tensor.real) throw notReadable('unknown-type', tensor.roots.join(' + '))
  return tensor
}

/** Whether known tensors are joined that cannot be: the two directions, with proj_size. */
async function isMisfit({ node, scope }: Value, constants: Constants): Promise<boolean> {
  if (node?.op !== 'Concat') return false
  for (const k of node.inputs.keys()) {
    const part = scope.input(node, k)
    if (!part || !(await constants.tensor(part))) return false
  }
  return true
}

interface Shapes {
  readonly w: Tensor
  readonly r: Tensor
  /** hidden_size; 0 where the node does not say. */
  readonly size: number
}

function sizesOf(path: string, kind: LayerKind, directions: number, { w, r, size }: Shapes) {
  const [, rows, input] = w.dims
  const hidden = size > 0 ? size : r.dims[2]
  const expected = LAYER_BLOCKS[kind] * hidden
  if (w.dims.length !== 3 || r.dims.length !== 3 || w.dims[0] !== directions)
    throw broken('bad-shape', path)
  if (rows !== expected || r.dims[1] !== expected || r.dims[2] !== hidden)
    // What PyTorch's exporters make of proj_size: H in one place is its size in another.
    throw kind === 'lstm' ? notReadable('projection-lost', path) : broken('bad-shape', path)
  if (r.dims[0] !== directions || !(hidden >= 1 && input >= 1)) throw broken('bad-shape', path)
  return { input, hidden }
}

function fits(tensor: Tensor | null, dims: readonly number[], path: string): void {
  if (tensor && tensor.dims.join() !== dims.join()) throw broken('bad-shape', path)
}
