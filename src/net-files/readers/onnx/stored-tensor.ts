/** TensorProto: where a tensor's numbers stand, and the numbers once they are asked for. */

import type { Numbers } from '../../../engine/stack/types.ts'
import { bytesOf, decodeNumbers, type NumberType } from '../../tensors/decode-numbers.ts'
import { parseEntry } from './entry.ts'
import type { StoredTensor } from './graph-types.ts'
import { broken, notReadable } from './refusals.ts'
import { DELIMITED, type Message, type Range, VARINT, type Wire } from './wire.ts'

/** Dimensions of a tensor. */
const RANK = 16
/** Entries of external_data. */
const ENTRIES = 16
const EXTERNAL = 1

/** Throws InputError net-file-…. */
export async function parseTensor(wire: Wire, message: Message): Promise<StoredTensor> {
  wire.keep(16)
  const dims: number[] = []
  const entries: [string, string][] = []
  let name = ''
  let type = 0
  let raw: Range | null = null
  let external = false
  await wire.fields(message, async (field) => {
    if (field.number === 1)
      await wire.integers(field, (size) => {
        if (!(size >= 0 && size < 2 ** 40) || dims.length === RANK) throw broken('bad-shape', name)
        dims.push(size)
      })
    else if (field.number === 2 && field.wire === VARINT) type = field.integer
    else if (field.number === 8 && field.wire === DELIMITED) name = await wire.text(field)
    else if (field.number === 9 && field.wire === DELIMITED) raw = field
    else if (field.number === 13 && field.wire === DELIMITED) {
      if (entries.length < ENTRIES) entries.push(await parseEntry(wire, [field]))
    } else if (field.number === 14 && field.wire === VARINT) external = field.integer === EXTERNAL
  })
  return { name, dims, type, message, raw, external: external ? new Map(entries) : null }
}

/** TensorProto.DataType. */
const TYPES: ReadonlyMap<number, NumberType> = new Map([
  [1, 'f4'],
  [2, 'u1'],
  [3, 'i1'],
  [4, 'u2'],
  [5, 'i2'],
  [6, 'i4'],
  [7, 'i8'],
  [9, 'b1'],
  [10, 'f2'],
  [11, 'f8'],
  [12, 'u4'],
  [13, 'u8'],
  [16, 'bf2'],
])

/** What the bytes of a number may be at the least, where numbers stand in typed fields. */
const FIELD_OF: Readonly<Partial<Record<NumberType, number>>> = {
  f4: 4,
  f8: 10,
  i8: 7,
  u4: 11,
  u8: 11,
}
const INTEGER_FIELD = 5

export const typeOf = ({ type, name }: StoredTensor): NumberType => {
  const known = TYPES.get(type)
  if (known === undefined) throw notReadable('unknown-type', `${name}: ${type}`)
  return known
}

/** Integers are indices and sizes: nobody needs many. */
const INTEGERS = 1 << 16

/**
 * Numbers in fields of their own kind and not as raw bytes.
 * @throws InputError net-file-broken where there are more or fewer than `count`
 */
export async function typedNumbers(
  wire: Wire,
  tensor: StoredTensor,
  count: number,
): Promise<Numbers> {
  const type = typeOf(tensor)
  const bits = type === 'f2' || type === 'bf2'
  const real = bits || type === 'f4' || type === 'f8'
  const held = tensor.message.reduce((sum, { begin, end }) => sum + end - begin, 0)
  const least = real && !bits ? bytesOf(type) : 1
  if (count * least > held || (!real && count > INTEGERS)) throw broken('bad-shape', tensor.name)
  const numbers = bits
    ? new Uint16Array(count)
    : new (type === 'f4' ? Float32Array : Float64Array)(count)
  let at = 0
  const take = (value: number) => {
    if (at < count) numbers[at] = value
    at++
  }
  const wanted = FIELD_OF[type] ?? INTEGER_FIELD
  await wire.fields(tensor.message, async (field) => {
    if (field.number !== wanted) return
    if (type === 'f4') await wire.floats(field, take)
    else if (type === 'f8') await wire.doubles(field, take)
    else await wire.integers(field, take)
  })
  if (at !== count) throw broken('bad-shape', tensor.name)
  if (!(numbers instanceof Uint16Array)) return numbers
  return decodeNumbers(new Uint8Array(numbers.buffer), type)
}
