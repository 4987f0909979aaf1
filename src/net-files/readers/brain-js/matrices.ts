/** Matrices as brain.js writes them: rows, columns and weights. */

import { isObject } from '../../../io/json.ts'
import { refusalsOf } from '../../refusals.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'

export const FORMAT = 'brain.js'

export const { broken: brainBroken } = refusalsOf(FORMAT)

/**
 * A matrix by its JSON. Its weights are an array or, since JSON.stringify makes that of a
 * Float32Array, an object with the keys "0", "1", ….
 * @param name where it stands, of names that are known: it may be printed
 * @throws InputError net-file-broken; also for null, which NaN becomes in JSON
 */
export function matrixOf(value: unknown, name: string): TensorOfFile {
  if (!isObject(value)) throw brainBroken('missing', name)
  const { rows, columns, weights } = value
  if (!isSide(rows) || !isSide(columns)) throw brainBroken('bad-shape', name)
  const given = numbersOf(weights)
  if (given === null) throw brainBroken('bad-entry', name)
  if (given.length !== rows * columns) throw brainBroken('bad-shape', name)
  if (given.includes(null)) throw brainBroken('not-finite', name)
  const numbers = Float32Array.from(given as number[])
  return { name, shape: [rows, columns], dtype: 'float32', load: async () => numbers.slice() }
}

const isSide = (side: unknown): side is number =>
  typeof side === 'number' && Number.isInteger(side) && side >= 1 && side < 2 ** 26

function numbersOf(weights: unknown): (number | null)[] | null {
  if (Array.isArray(weights)) return weights.every(isEntry) ? weights : null
  if (!isObject(weights)) return null
  const keys = Object.keys(weights)
  // Keys that are whole numbers come first and in their order, whatever the file's order was.
  return keys.every((key, place) => key === String(place) && isEntry(weights[key]))
    ? (Object.values(weights) as (number | null)[])
    : null
}

const isEntry = (entry: unknown): entry is number | null =>
  entry === null || typeof entry === 'number'
