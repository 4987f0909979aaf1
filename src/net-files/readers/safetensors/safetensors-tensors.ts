/** The tensors of a safetensors file, by ranges. */
import { readHeader } from '../../../io/safetensors/safetensors-header.ts'
import { InputError } from '../../../rules/input-error.ts'
import { refused } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import { decodeNumbers, type NumberType } from '../../tensors/decode-numbers.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'

export interface SafetensorsFile {
  readonly tensors: TensorDirectory
  readonly metadata: Readonly<Record<string, string>>
}

/** The longest header that the format's own reader takes, bytes. */
const HEADER_LIMIT = 100_000_000

const TYPES: Readonly<Record<string, NumberType>> = { F16: 'f2', BF16: 'bf2', F32: 'f4', F64: 'f8' }

/** A length that a header may have, and a JSON object behind it. */
export function isSafetensors(head: Uint8Array): boolean {
  if (head.length < 9 || head[8] !== 0x7b) return false
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true)
  return length <= BigInt(HEADER_LIMIT)
}

/**
 * Numbers are read when they are asked for; those of types that are no floats are then refused.
 * @throws InputError safetensors-…
 */
export async function readSafetensors(source: Source): Promise<SafetensorsFile> {
  const first = await source.bytes(0, 8)
  const claimed = new DataView(first.buffer, first.byteOffset).getBigUint64(0, true)
  const limit = Math.min(HEADER_LIMIT, source.size - 8)
  if (claimed > BigInt(limit))
    throw new InputError('safetensors-header-length', { claimed: String(claimed), limit })
  const start = 8 + Number(claimed)
  const header = readHeader(await source.bytes(8, start - 8), source.size - start, true)
  const load = async (type: NumberType, begin: number, end: number) => {
    return decodeNumbers(await source.bytes(start + begin, end - begin), type)
  }
  const tensors = header.entries.map(({ name, dtype, shape, begin, end }) => ({
    ...{ name, dtype, shape },
    load: async () => {
      if (!Object.hasOwn(TYPES, dtype)) throw refused('safetensors', 'unknown-type', dtype)
      return load(TYPES[dtype], begin, end)
    },
  }))
  return { tensors: new Map(tensors.map((one) => [one.name, one])), metadata: header.metadata }
}
