/** Keras' cells: how their arrays become a stack's. */
import type { CellForm, Direction, Numbers } from '../../../engine/stack/types.ts'
import { USUAL_FORM } from '../../../engine/stack/types.ts'
import type { Dataset } from '../../hdf5/datasets.ts'
import { arrangeGates, transpose } from '../../tensors/arrange-gates.ts'
import { decodeNumbers } from '../../tensors/decode-numbers.ts'
import { activationOf } from './activations.ts'
import { broken, type Fields, refused } from './json.ts'
import type { NamedArray } from './weights.ts'

export type CellKind = 'rnn' | 'lstm' | 'gru'

/**
 * Block k of a stack's order is this block in Keras: i, f, c, o is that of i, f, g, o; z, r, h
 * becomes r, z, n.
 */
const ORDER: Readonly<Record<CellKind, readonly number[]>> = {
  rnn: [0],
  lstm: [0, 1, 2, 3],
  gru: [1, 0, 2],
}

const KINDS: ReadonlyMap<string, CellKind> = new Map([
  ...[['SimpleRNN', 'rnn'] as const, ['SimpleRNNCell', 'rnn'] as const],
  ...[['LSTM', 'lstm'] as const, ['LSTMCell', 'lstm'] as const],
  ...[['GRU', 'gru'] as const, ['GRUCell', 'gru'] as const],
])

/** The cell of a layer's or a cell's class; null of another class. */
export const cellKind = (className: string): CellKind | null => KINDS.get(className) ?? null

/** What the configuration says of a cell. Throws InputError net-file-refused. */
export function formOf(kind: CellKind, config: Fields, version: string): CellForm {
  const named = (name: string) => {
    // Null is written, and means none; every version wrote every cell's functions.
    if (config[name] === undefined) throw broken('bad-entry', name)
    return activationOf(config[name], version)
  }
  const own = named('activation')
  const gate = kind === 'rnn' ? USUAL_FORM.gate : named('recurrent_activation')
  return {
    ...{ ...USUAL_FORM, gate, candidate: own },
    output: kind === 'lstm' ? own : USUAL_FORM.output,
    // Before Keras 2.1 there was no other form, and no word for it.
    reset: kind === 'gru' && config.reset_after === true ? 'after' : 'before',
  }
}

/** A cell's arrays: [I, G·H], [H, G·H], and a bias [G·H] or [2, G·H], or none. */
export interface Cell {
  readonly kind: CellKind
  readonly input: number
  readonly hidden: number
  readonly direction: Direction
}

/** Throws InputError net-file-broken where arrays are missing or do not go together. */
export function cellOf(kind: CellKind, arrays: readonly NamedArray[], layer: string): Cell {
  const [kernel, recurrent, bias] = arrays
  if (kernel === undefined || recurrent === undefined) throw broken('missing', layer)
  const order = ORDER[kind]
  const [input = 0, rows = 0] = kernel.dataset.shape
  const [hidden = 0] = recurrent.dataset.shape
  const columns = order.length * hidden
  const fit =
    [kernel, recurrent].every(({ dataset }) => dataset.shape.length === 2) &&
    input > 0 &&
    hidden > 0 &&
    rows === columns &&
    recurrent.dataset.shape[1] === columns
  if (!fit || !(bias === undefined || isBias(bias.dataset, columns, kind)))
    throw broken('bad-shape', layer)
  const block = { order, hidden, transposed: true }
  const load = async () => {
    const biases = bias === undefined ? null : await numbersOf(bias)
    const part = (begin: number) =>
      biases && biases.length >= begin + columns
        ? arrangeGates(biases.subarray(begin, begin + columns), { ...block, columns: 1 })
        : null
    return {
      input: arrangeGates(await numbersOf(kernel), { ...block, columns: input }),
      recurrent: arrangeGates(await numbersOf(recurrent), { ...block, columns: hidden }),
      ...{ inputBias: part(0), recurrentBias: part(columns) },
      ...{ peepholes: null, projection: null, h0: null, c0: null },
    }
  }
  const tensors = {
    ...{ input: kernel.path, recurrent: recurrent.path },
    ...(bias && { inputBias: bias.path }),
    ...(bias && isDouble(bias.dataset) && { recurrentBias: bias.path }),
  }
  return { kind, input, hidden, direction: { tensors, load } }
}

export const isDouble = ({ shape }: Dataset): boolean => shape.length === 2

/** [G·H]; of a GRU that resets behind the product one more for U·h. */
const isBias = ({ shape }: Dataset, columns: number, kind: CellKind) =>
  shape.at(-1) === columns &&
  (shape.length === 1 || (shape.length === 2 && shape[0] === 2 && kind === 'gru'))

/** Throws InputError net-file-refused for what are no floats. */
export async function numbersOf(array: NamedArray): Promise<Numbers> {
  const { dataset, path } = array
  return decodeNumbers(await dataset.bytes(), ...(await typeOf(array, path)))
}

async function typeOf({ dataset: { type }, text }: NamedArray, path: string) {
  if (type.is === 'float') {
    const name = type.size === 2 ? (type.brain ? 'bf2' : 'f2') : (`f${type.size}` as const)
    return [name, type.little] as const
  }
  const what = type.is === 'other' ? type.what : type.is
  // HDF5 had no bfloat16: Keras writes its bits, and says so beside them.
  if (what === 'opaque' && type.size === 2 && (await text('dtype'))?.[0] === 'bfloat16')
    return ['bf2', true] as const
  throw refused('unknown-type', `${what} ${path}`)
}

/** [I, O] as [O, I]. */
export async function turned(array: NamedArray): Promise<Numbers> {
  const [input = 0, output = 0] = array.dataset.shape
  return transpose(await numbersOf(array), output, input)
}
