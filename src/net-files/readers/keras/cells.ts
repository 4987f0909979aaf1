/** Keras' cells: how their arrays become a stack's. */
import type { CellForm, Direction } from '../../../engine/stack/types.ts'
import { USUAL_FORM } from '../../../engine/stack/types.ts'
import type { Dataset } from '../../hdf5/datasets.ts'
import { arrangeGates } from '../../tensors/arrange-gates.ts'
import { activationOf } from './activations.ts'
import { arrangedNumbers, cudnnPlaces, kerasPlaces, numbersOf } from './arrays.ts'
import { broken, type Fields } from './json.ts'
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
  ...[['CuDNNLSTM', 'lstm'] as const, ['CuDNNGRU', 'gru'] as const],
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

/** How a cell's biases stand: one, one for W·x and one for U·h, both as cuDNN has them, or none. */
export type Biases = 'none' | 'one' | 'two' | 'cudnn'

/** A cell's arrays: [I, G·H], [H, G·H], and its biases. */
export interface Cell {
  readonly kind: CellKind
  readonly input: number
  readonly hidden: number
  readonly biases: Biases
  readonly direction: Direction
}

/** Throws InputError net-file-broken where arrays are missing or do not go together. */
export function cellOf(kind: CellKind, arrays: readonly NamedArray[], layer: string): Cell {
  const [kernel, recurrent, bias] = arrays
  if (kernel === undefined || recurrent === undefined) throw broken('missing', layer)
  const order = ORDER[kind]
  const [input = 0, rows = 0] = kernel.dataset.shape
  const [hidden = 0, own = 0] = recurrent.dataset.shape
  const columns = order.length * hidden
  const biases = biasesOf(bias?.dataset, columns)
  const deep = [kernel, recurrent].some(({ dataset }) => dataset.shape.length !== 2)
  const fit = rows === columns && own === columns && !(biases === 'two' && kind !== 'gru')
  if (deep || !fit || biases === null || input < 1 || hidden < 1) throw broken('bad-shape', layer)
  const places = biases === 'cudnn' ? cudnnPlaces : kerasPlaces
  const matrix = (array: NamedArray, size: number) =>
    arrangedNumbers(array, places(order, hidden, size))
  const load = async () => {
    const all = bias === undefined ? null : await numbersOf(bias)
    const part = (begin: number) =>
      all && all.length > begin
        ? arrangeGates(all.subarray(begin, begin + columns), {
            ...{ order, hidden, columns: 1, transposed: true },
          })
        : null
    return {
      input: await matrix(kernel, input),
      recurrent: await matrix(recurrent, hidden),
      ...{ inputBias: part(0), recurrentBias: part(columns) },
      ...{ peepholes: null, projection: null, h0: null, c0: null },
    }
  }
  const tensors = {
    ...{ input: kernel.path, recurrent: recurrent.path },
    ...(bias && { inputBias: bias.path }),
    ...(bias && biases !== 'one' && { recurrentBias: bias.path }),
  }
  return { kind, input, hidden, biases, direction: { tensors, load } }
}

/** [G·H], [2, G·H], or [2·G·H] of cuDNN; null of another shape. */
export function biasesOf(bias: Dataset | undefined, columns: number): Biases | null {
  if (bias === undefined) return 'none'
  const [size, second, more] = bias.shape
  if (more !== undefined) return null
  if (second !== undefined) return size === 2 && second === columns ? 'two' : null
  if (size === columns) return 'one'
  return size === 2 * columns ? 'cudnn' : null
}
