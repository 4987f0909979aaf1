/**
 * torch.save before 1.6: pickles one after the other (a magic number, a version, the machine, the
 * object, the storages' keys), then each storage: how many numbers, and the numbers.
 */
import { InputError } from '../../../rules/input-error.ts'
import { broken, refused } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import { Dict, type Storage, type Value } from './pickle-values.ts'
import { mostOpcodes, type Saved } from './saved.ts'
import { FORMAT } from './strided.ts'
import { type Unpickled, unpickle } from './unpickle.ts'

const MAGIC = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]
const VERSION = 1001

/** Whether the magic number is in the first pickle, in whatever protocol that is. */
export const isLegacy = (head: Uint8Array): boolean => {
  for (let at = 0; at < 32; at++)
    if (MAGIC.every((byte, k) => head[at + k] === byte)) return isPickle(head)
  return false
}

/** A pickle of protocol 2 to 5. */
export const isPickle = (head: Uint8Array): boolean =>
  head[0] === 0x80 && head[1] >= 2 && head[1] <= 5

/** Bytes that are read for a pickle at first. */
const FIRST = 2 ** 20

/** A pickle at a place of a file; how long it is only reading it shows. */
export async function readPickle(source: Source, begin: number): Promise<Unpickled> {
  for (let length = FIRST; ; length *= 4) {
    const bytes = await source.bytes(begin, Math.min(length, source.size - begin))
    const found = unpickle(bytes, mostOpcodes(source))
    if (found !== null && 'problem' in found) throw broken(FORMAT, found.problem, 'pickle')
    if (found !== null) return found
    if (begin + length >= source.size)
      throw new InputError('net-file-cut', { path: source.path, bytes: source.size })
  }
}

/** Bytes of one number by the class of a storage, as far as storages have to be passed over. */
const WIDTHS: Readonly<Record<string, number>> = {
  ...{ DoubleStorage: 8, FloatStorage: 4, HalfStorage: 2, BFloat16Storage: 2, LongStorage: 8 },
  ...{ IntStorage: 4, ShortStorage: 2, CharStorage: 1, ByteStorage: 1, BoolStorage: 1 },
  ...{ QInt8Storage: 1, QUInt8Storage: 1, QInt32Storage: 4, UntypedStorage: 1 },
  ...{ ComplexFloatStorage: 8, ComplexDoubleStorage: 16 },
}

/** @throws InputError net-file-broken, net-file-cut, net-file-refused for another version */
export async function readLegacy(source: Source): Promise<Saved> {
  let at = 0
  const next = async () => {
    const found = await readPickle(source, at)
    at += found.end
    return found
  }
  await next()
  const version = (await next()).value
  if (version !== VERSION) throw refused(FORMAT, 'other-version', String(version))
  const machine = (await next()).value
  const pickle = await next()
  const keys = (await next()).value
  const places = await findStorages(source, at, keys, pickle.storages)
  return {
    ...{ pickle, layout: 'before 1.6' },
    littleEndian: !(machine instanceof Dict && machine.get('little_endian') === false),
    size: (key) => places.get(key)?.size ?? null,
    async bytes(key, begin, length) {
      const place = places.get(key)
      if (place === undefined) throw broken(FORMAT, 'missing', key)
      return source.bytes(place.begin + begin, length)
    },
  }
}

async function findStorages(
  source: Source,
  from: number,
  keys: Value,
  storages: ReadonlyMap<string, Storage>,
): Promise<ReadonlyMap<string, { begin: number; size: number }>> {
  if (!Array.isArray(keys)) throw broken(FORMAT, 'bad-entry', 'storages')
  const places = new Map<string, { begin: number; size: number }>()
  let at = from
  for (const key of keys) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined
    if (storage === undefined) throw broken(FORMAT, 'missing', String(key))
    if (places.has(storage.key)) throw broken(FORMAT, 'repeated', storage.key)
    const width = WIDTHS[storage.type]
    if (width === undefined) throw refused(FORMAT, 'unknown-type', storage.type)
    const head = await source.bytes(at, 8)
    const count = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true))
    const size = count * width
    if (count !== storage.count) throw broken(FORMAT, 'bad-shape', storage.key)
    if (at + 8 + size > source.size)
      throw new InputError('net-file-cut', { path: source.path, bytes: source.size })
    places.set(storage.key, { begin: at + 8, size })
    at += 8 + size
  }
  return places
}
