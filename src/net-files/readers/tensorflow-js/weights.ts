/** The tensors of a model.json: their numbers stand in files beside it, one after the other. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { isObject } from '../../../io/json.ts'
import { refusalsOf } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import { bytesOf, decodeNumbers, type NumberType } from '../../tensors/decode-numbers.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'

export const FORMAT = 'tensorflow.js'

export const { broken: modelBroken, refused: modelRefused } = refusalsOf(FORMAT)

const TYPES: ReadonlyMap<unknown, NumberType> = new Map([
  ['float32', 'f4'],
  ['float16', 'f2'],
  ['int32', 'i4'],
  ['uint16', 'u2'],
  ['uint8', 'u1'],
  ['bool', 'b1'],
])

/** A file of weights: all of a group's, joined, hold its tensors. */
interface Shard {
  readonly name: string
  readonly size: number
}

/**
 * Named tensors in the manifest's order.
 * @throws InputError net-file-broken; cannot-read where a file of weights is not there or elsewhere
 */
export async function openWeights(manifest: unknown, source: Source): Promise<TensorDirectory> {
  if (!Array.isArray(manifest)) throw modelBroken('missing', 'weightsManifest')
  const directory = new Map<string, TensorOfFile>()
  for (const group of manifest) {
    const { paths, weights } = isObject(group) ? group : {}
    if (!Array.isArray(paths) || !Array.isArray(weights))
      throw modelBroken('bad-entry', 'weightsManifest')
    const shards = await openShards(paths, source)
    const whole = shards.reduce((sum, { size }) => sum + size, 0)
    let begin = 0
    for (const spec of weights) {
      const entry = readSpec(spec)
      if (directory.has(entry.name)) throw modelBroken('repeated', entry.name)
      if (begin + entry.bytes > whole) throw modelBroken('bad-shape', entry.name)
      directory.set(entry.name, tensorOf(entry, begin, shards, source))
      begin += entry.bytes
    }
    if (begin !== whole) throw modelBroken('bad-shape', 'weightsManifest')
  }
  return directory
}

async function openShards(paths: readonly unknown[], source: Source): Promise<Shard[]> {
  const shards: Shard[] = []
  for (const path of paths) {
    if (typeof path !== 'string') throw modelBroken('bad-entry', 'weightsManifest')
    // Browsers' downloads are named as in ./model.weights.bin.
    const name = path.replace(/^\.\//, '')
    if (/[\\/\0]/.test(name) || name === '' || name === '..') throw modelBroken('outside', name)
    const opened = await source.openBeside(name)
    await opened.close()
    shards.push({ name, size: opened.size })
  }
  return shards
}

interface Entry {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
  readonly type: NumberType
  readonly bytes: number
  /** Numbers are q·scale + min; null where they stand as they are. */
  readonly steps: { readonly scale: number; readonly min: number } | null
}

function readSpec(spec: unknown): Entry {
  if (!isObject(spec)) throw modelBroken('bad-entry', 'weightsManifest')
  const { name, shape, dtype, quantization } = spec
  if (typeof name !== 'string') throw modelBroken('bad-entry', 'weightsManifest')
  if (!Array.isArray(shape) || shape.length > 64 || !shape.every(isSide))
    throw modelBroken('bad-shape', name)
  const { dtype: stored = dtype, scale, min } = isObject(quantization) ? quantization : {}
  const type = TYPES.get(stored)
  if (type === undefined || typeof dtype !== 'string') throw modelBroken('bad-type', name)
  const integers = type === 'u1' || type === 'u2'
  if (integers && !(Number.isFinite(scale) && Number.isFinite(min)))
    throw modelBroken('bad-entry', name)
  const count = shape.includes(0) ? 0 : shape.reduce((product, side) => product * side, 1)
  const bytes = count * bytesOf(type)
  if (!Number.isSafeInteger(bytes)) throw modelBroken('bad-shape', name)
  const steps = integers ? { scale: scale as number, min: min as number } : null
  return { name, shape, dtype: steps ? `${stored}` : dtype, type, bytes, steps }
}

const isSide = (side: unknown): side is number => Number.isSafeInteger(side) && Number(side) >= 0

function tensorOf(
  entry: Entry,
  begin: number,
  shards: readonly Shard[],
  source: Source,
): TensorOfFile {
  const { name, shape, dtype, type, bytes, steps } = entry
  const load = async (): Promise<Numbers> => {
    const numbers = decodeNumbers(await readAcross(shards, begin, bytes, source), type)
    return steps ? numbers.map((value) => value * steps.scale + steps.min) : numbers
  }
  return { name, shape, dtype, load }
}

/** Bytes of the files as if they were one. */
async function readAcross(
  shards: readonly Shard[],
  begin: number,
  length: number,
  source: Source,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let start = 0
  for (const { name, size } of shards) {
    const from = Math.max(begin, start)
    const to = Math.min(begin + length, start + size)
    if (from < to) {
      const file = await source.openBeside(name)
      try {
        bytes.set(await file.bytes(from - start, to - from), from - begin)
      } finally {
        await file.close()
      }
    }
    start += size
  }
  return bytes
}
