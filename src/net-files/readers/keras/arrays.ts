/** Numbers of Keras' arrays, put where a stack has them. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { bytesOf, decodeNumbers } from '../../tensors/decode-numbers.ts'
import { refused } from './json.ts'
import type { NamedArray } from './weights.ts'

/** Where the number in a row and column of a file's matrix belongs. */
export type Places = (row: number, column: number) => number

/**
 * [columns, G·H] to [G·H, columns], with the blocks of H in the stack's order.
 * @param order block k of the stack is the file's block `order[k]`
 */
export function kerasPlaces(order: readonly number[], hidden: number, columns: number): Places {
  const own = order.map((_, block) => order.indexOf(block))
  return (row, column) => {
    const block = Math.floor(column / hidden)
    return (own[block] * hidden + (column % hidden)) * columns + row
  }
}

/**
 * The same of Keras 2's CuDNNLSTM and CuDNNGRU, which keep matrices as cuDNN wants them: what
 * stands in the H columns of a gate, read row by row, is [H, columns] already
 * (keras/saving/hdf5_format.py: _convert_rnn_weights). The recurrent matrix is one case of this.
 */
export function cudnnPlaces(order: readonly number[], hidden: number, columns: number): Places {
  const own = order.map((_, block) => order.indexOf(block))
  return (row, column) => {
    const block = Math.floor(column / hidden)
    return own[block] * hidden * columns + row * hidden + (column % hidden)
  }
}

/** Throws InputError net-file-refused for what are no floats, net-file-… for a broken file. */
export async function numbersOf(array: NamedArray): Promise<Numbers> {
  const [type, little] = await typeOf(array)
  return decodeNumbers(await array.dataset.bytes(), type, little)
}

/**
 * A matrix's numbers in other places. It is read row by row: the file's bytes and the result are
 * all that is in memory.
 * @throws InputError net-file-…
 */
export async function arrangedNumbers(array: NamedArray, places: Places): Promise<Numbers> {
  const [type, little] = await typeOf(array)
  const bytes = await array.dataset.bytes()
  const [rows = 0, columns = 0] = array.dataset.shape
  const length = columns * bytesOf(type)
  const numbers =
    type === 'f8' ? new Float64Array(rows * columns) : new Float32Array(rows * columns)
  for (let r = 0; r < rows; r++) {
    const row = decodeNumbers(bytes.subarray(r * length, (r + 1) * length), type, little)
    for (let c = 0; c < columns; c++) numbers[places(r, c)] = row[c]
  }
  return numbers
}

/** [I, O] as [O, I]. */
export const turned = (array: NamedArray): Promise<Numbers> => {
  const [rows = 0] = array.dataset.shape
  return arrangedNumbers(array, (row, column) => column * rows + row)
}

async function typeOf({ dataset: { type }, text, path }: NamedArray) {
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
