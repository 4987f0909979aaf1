/**
 * The arrays of a file that flax.serialization.to_bytes wrote: nested maps, whose leaves are
 * extensions of type 1 that hold (shape, name of the dtype, bytes). A library for MessagePack would
 * build all of it in memory first; this reads names and shapes alone.
 */

import { sanitizeName } from '../../../io/sanitize.ts'
import type { Source } from '../../source.ts'
import { bytesOf, decodeNumbers, type NumberType } from '../../tensors/decode-numbers.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'
import { flaxBroken, flaxRefused, MessageCursor, type Token } from './msgpack.ts'

const LIMITS = { depth: 32, elements: 200_000, sides: 32 }

const TYPES: ReadonlyMap<string, NumberType> = new Map([
  ['float16', 'f2'],
  ['bfloat16', 'bf2'],
  ['float32', 'f4'],
  ['float64', 'f8'],
  ...(['int', 'uint'] as const).flatMap((kind) =>
    ([1, 2, 4, 8] as const).map((width): [string, NumberType] => [
      `${kind}${8 * width}`,
      `${kind === 'int' ? 'i' : 'u'}${width}`,
    ]),
  ),
])

/** A numpy array, and a numpy number, which is an array without sides. */
const ARRAYS = new Set([1, 3])

/**
 * Arrays by their paths, joined with slashes.
 * @throws InputError net-file-broken, net-file-cut
 */
export async function openArrays(source: Source): Promise<TensorDirectory> {
  const cursor = new MessageCursor(source)
  const directory = new Map<string, TensorOfFile>()
  let elements = 0
  const walk = async (token: Token, path: readonly string[]): Promise<void> => {
    const place = sanitizeName(path.join('/'))
    if (++elements > LIMITS.elements) throw flaxBroken('too-large', place)
    if (token.is === 'map' || token.is === 'array') {
      if (path.length >= LIMITS.depth) throw flaxBroken('too-deep', place)
      for (let k = 0; k < token.count; k++) {
        const key = token.is === 'map' ? await readKey(cursor) : String(k)
        await walk(await cursor.token(), [...path, key])
      }
    } else if (token.is === 'extension' && ARRAYS.has(token.type)) {
      const name = path.join('/')
      if (directory.has(name)) throw flaxBroken('repeated', place)
      directory.set(name, await readArray(cursor, token.length, name, source))
    } else if ('length' in token) cursor.skip(token.length)
  }
  await walk(await cursor.token(), [])
  if (cursor.at !== source.size) throw flaxBroken('bad-entry', '')
  return directory
}

async function readKey(cursor: MessageCursor): Promise<string> {
  const token = await cursor.token()
  if (token.is === 'text') return cursor.text(token.length)
  if (token.is === 'integer') return String(token.value)
  throw flaxBroken('bad-entry', '')
}

async function readArray(
  cursor: MessageCursor,
  length: number,
  name: string,
  source: Source,
): Promise<TensorOfFile> {
  const place = sanitizeName(name)
  const end = cursor.at + length
  const parts = await cursor.token()
  const sides = await cursor.token()
  if (parts.is !== 'array' || parts.count !== 3 || sides.is !== 'array')
    throw flaxBroken('bad-entry', place)
  if (sides.count > LIMITS.sides) throw flaxBroken('bad-shape', place)
  const shape: number[] = []
  for (let k = 0; k < sides.count; k++) {
    const side = await cursor.token()
    if (side.is !== 'integer' || side.value < 0) throw flaxBroken('bad-shape', place)
    shape.push(side.value)
  }
  const label = await cursor.token()
  if (label.is !== 'text') throw flaxBroken('bad-entry', place)
  const dtype = await cursor.text(label.length)
  const data = await cursor.token()
  if (data.is !== 'bytes') throw flaxBroken('bad-entry', place)
  const begin = cursor.at
  cursor.skip(data.length)
  if (cursor.at !== end) throw flaxBroken('bad-entry', place)
  const type = TYPES.get(dtype)
  const count = shape.includes(0) ? 0 : shape.reduce((product, side) => product * side, 1)
  if (type && count * bytesOf(type) !== data.length) throw flaxBroken('bad-shape', place)
  const load = async () => {
    if (!type) throw flaxRefused('unknown-type', dtype)
    return decodeNumbers(await source.bytes(begin, data.length), type)
  }
  return { name, shape, dtype, load }
}
