/** Cases of named arrays: a lone .npy (x), .npz and safetensors. Told by content. */
import { readHeader } from '../../io/safetensors/safetensors-header.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { readNpy } from '../../net-files/readers/numpy/npy.ts'
import { isNpy } from '../../net-files/readers/numpy/npy-header.ts'
import { isSafetensors } from '../../net-files/readers/safetensors/safetensors-tensors.ts'
import { memorySource } from '../../net-files/source.ts'
import { decodeNumbers, type NumberType } from '../../net-files/tensors/decode-numbers.ts'
import { isZip, openZip } from '../../net-files/zip.ts'
import { InputError } from '../../rules/input-error.ts'
import { CASE_FIELDS } from '../../rules/known-case-fields.ts'
import { GivenArray } from './case-array.ts'

type Fields = Readonly<Record<string, unknown>>

const KNOWN: readonly string[] = CASE_FIELDS

/**
 * The fields of a case; of those that are none the names alone. Null for a file of another kind.
 * @throws InputError case-broken, case-type
 */
export async function tensorCase(bytes: Uint8Array): Promise<Fields | null> {
  if (isNpy(bytes)) return whole('NumPy', async () => ({ x: npy(bytes, 'x') }))
  if (isZip(bytes)) return whole('NumPy', () => npz(bytes))
  if (isSafetensors(bytes)) return whole('safetensors', async () => safetensors(bytes))
  return null
}

/** The readers of nets refuse in the name of a file of weights. */
async function whole(format: string, read: () => Promise<Fields>): Promise<Fields> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof InputError) || error.code.startsWith('case-')) throw error
    throw new InputError('case-broken', { format })
  }
}

function npy(bytes: Uint8Array, key: string): GivenArray {
  try {
    const { shape, numbers } = readNpy(bytes, key)
    return new GivenArray(numbers, shape)
  } catch (error) {
    if (!(error instanceof InputError) || error.code !== 'net-file-refused') throw error
    const { name } = error.details as { readonly name: string }
    throw new InputError('case-type', { key, type: sanitizeName(name) })
  }
}

const ENDING = /\.npy$/

async function npz(bytes: Uint8Array): Promise<Fields> {
  const entries = [...(await openZip(memorySource('case', bytes), 'NumPy')).values()]
  const fields: [string, unknown][] = []
  for (const entry of entries) {
    const key = entry.name.replace(ENDING, '')
    const isKnown = KNOWN.includes(key) && ENDING.test(entry.name)
    fields.push([key, isKnown ? npy(await entry.bytes(), key) : true])
  }
  return Object.fromEntries(fields)
}

const TYPES = new Map<string, NumberType>([
  ...([['F16', 'f2'] as const, ['BF16', 'bf2'] as const] as const),
  ...([['F32', 'f4'] as const, ['F64', 'f8'] as const] as const),
  ...([1, 2, 4, 8] as const).flatMap((width) => [
    [`I${8 * width}`, `i${width}`] as const,
    [`U${8 * width}`, `u${width}`] as const,
  ]),
  ['BOOL', 'b1'],
])

function safetensors(bytes: Uint8Array): Fields {
  const claimed = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)
  if (claimed > BigInt(bytes.length - 8))
    throw new InputError('case-broken', { format: 'safetensors' })
  const start = 8 + Number(claimed)
  const { entries } = readHeader(bytes.subarray(8, start), bytes.length - start, true)
  return Object.fromEntries(
    entries.map(({ name, dtype, shape, begin, end }) => {
      if (!KNOWN.includes(name)) return [name, true]
      const type = TYPES.get(dtype)
      if (!type) throw new InputError('case-type', { key: name, type: sanitizeName(dtype) })
      const data = decodeNumbers(bytes.subarray(start + begin, start + end), type)
      return [name, new GivenArray(data, shape)]
    }),
  )
}
