/**
 * The safetensors format (Hugging Face): 8 bytes, the header's length as a little-endian integer; a
 * JSON header; the tensors' numbers, one after the other. Written for files that nobody vouches
 * for.
 */

import { InputError } from '../../rules/input-error.ts'
import { jsonText } from '../sanitize.ts'
import { DTYPES, readNumbers } from './dtypes.ts'
import { readHeader } from './safetensors-header.ts'

/** A tensor, row-major. Whatever its dtype was, its numbers are here as float32. */
export interface Tensor {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data: Float32Array
}

export type Tensors = ReadonlyMap<string, Tensor>

/** The longest header that the format's own reader takes, bytes. */
const HEADER_LIMIT = 100_000_000

/**
 * Reads a whole file. Numbers beyond float32 become infinities, which readNet refuses.
 * @throws InputError safetensors-… for anything that is not a well-formed file of F16, BF16, F32 or
 * F64 tensors.
 */
export function parseSafetensors(bytes: Uint8Array): {
  tensors: Tensors
  metadata: Record<string, string>
} {
  if (bytes.length < 8) throw new InputError('safetensors-too-short', { bytes: bytes.length })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const claimed = view.getBigUint64(0, true)
  const limit = Math.min(HEADER_LIMIT, bytes.length - 8)
  if (claimed > BigInt(limit))
    throw new InputError('safetensors-header-length', { claimed: String(claimed), limit })
  const dataStart = 8 + Number(claimed)
  const header = readHeader(bytes.subarray(8, dataStart), bytes.length - dataStart)
  const tensors = new Map<string, Tensor>()
  for (const { name, dtype, shape, count, begin } of header.entries) {
    const kind = DTYPES.get(dtype)
    if (kind !== undefined)
      tensors.set(name, { dtype, shape, data: readNumbers(kind, view, dataStart + begin, count) })
  }
  return { tensors, metadata: header.metadata }
}

/** A name, a shape, and as many numbers as the shape says. */
export type NamedTensor = readonly [name: string, shape: readonly number[], data: Float32Array]

/**
 * Writes float32 tensors in the given order, under distinct names; the header is padded with spaces
 * so that the numbers start at a multiple of 8 bytes.
 * @throws RangeError when data and shape disagree (a mistake of the caller's, never of input).
 */
export function serialiseSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const fields: [string, unknown][] = [['__metadata__', metadata]]
  let end = 0
  for (const [name, shape, data] of tensors) {
    if (shape.reduce((product, n) => product * n, 1) !== data.length)
      throw new RangeError(`${name} is not [${shape}]`)
    const begin = end
    end += 4 * data.length
    fields.push([name, { dtype: 'F32', shape, data_offsets: [begin, end] }])
  }
  const json = new TextEncoder().encode(jsonText(Object.fromEntries(fields)))
  const dataStart = 8 + Math.ceil(json.length / 8) * 8
  const bytes = new Uint8Array(dataStart + end)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(dataStart - 8), true)
  bytes.fill(0x20, 8, dataStart)
  bytes.set(json, 8)
  let at = dataStart
  for (const [, , data] of tensors) {
    for (const number of data) {
      view.setFloat32(at, number, true)
      at += 4
    }
  }
  return bytes
}
