/**
 * The header of a safetensors file: JSON that names each tensor's dtype, shape and place. Every
 * number in it is checked before it is used, so that nothing is allocated on a file's word alone.
 */
import { InputError } from '../../rules/input-error.ts'
import { decodeUtf8, isObject, type JsonProblem, parseJson, repeatedKey } from '../json.ts'
import { sanitizeName } from '../sanitize.ts'
import { DTYPES, OTHER_BYTES } from './dtypes.ts'

/**
 * A tensor as the header describes it; begin and end are byte offsets into the data after the
 * header.
 */
interface TensorEntry {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  /** Product of the shape: how many numbers there are. */
  readonly count: number
  readonly begin: number
  readonly end: number
}

export interface Header {
  readonly entries: readonly TensorEntry[]
  readonly metadata: Record<string, string>
}

/** A tensor takes three levels and seven parts; this leaves room for a hundred thousand of them. */
const LIMITS = { depth: 8, parts: 1_000_000 }

/** PyTorch's own limit on the dimensions of a tensor. */
const MOST_SIDES = 64

/**
 * Reads the header's bytes; `dataBytes` is how many bytes follow them. Tensors of integers and of
 * 8 bit floats are refused unless `others` are wanted, too.
 * @throws InputError safetensors-…
 */
export function readHeader(bytes: Uint8Array, dataBytes: number, others = false): Header {
  const text = decodeUtf8(bytes)
  if (text === null) throw badHeader('utf-8')
  if (text[0] !== '{') throw badHeader('not-an-object')
  const parsed = parseJson(text, LIMITS)
  if ('problem' in parsed) throw badHeader(parsed.problem)
  const repeated = repeatedKey(text)
  if (repeated !== null)
    throw new InputError('safetensors-repeated-name', { name: sanitizeName(repeated) })
  const fields = Object.entries(parsed.value as Record<string, unknown>)
  const entries = fields
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readEntry(name, value, others))
  checkPlaces(entries, dataBytes)
  return { entries, metadata: readMetadata(fields.find(([name]) => name === '__metadata__')?.[1]) }
}

const badHeader = (problem: JsonProblem | 'not-an-object') =>
  new InputError('safetensors-header', { problem })

function readMetadata(value: unknown): Record<string, string> {
  // Some writers leave null where there is no metadata.
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw new InputError('safetensors-metadata', { key: null })
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__') throw new InputError('safetensors-name', { name: key })
    if (typeof entry !== 'string')
      throw new InputError('safetensors-metadata', { key: sanitizeName(key) })
  }
  return value as Record<string, string>
}

function readEntry(name: string, value: unknown, others: boolean): TensorEntry {
  if (name === '__proto__') throw new InputError('safetensors-name', { name })
  const tensor = sanitizeName(name)
  const bad = (field: 'entry' | 'dtype' | 'shape' | 'data_offsets') =>
    new InputError('safetensors-entry', { tensor, field })
  if (!isObject(value)) throw bad('entry')
  const { dtype, shape, data_offsets: offsets } = value
  if (typeof dtype !== 'string') throw bad('dtype')
  if (!isCounts(shape) || shape.length > MOST_SIDES) throw bad('shape')
  if (!isCounts(offsets) || offsets.length !== 2) throw bad('data_offsets')
  const width = DTYPES.get(dtype)?.bytes ?? (others ? OTHER_BYTES.get(dtype) : undefined)
  if (width === undefined)
    throw new InputError('safetensors-dtype', {
      tensor,
      dtype: sanitizeName(dtype),
      known: [...DTYPES.keys()],
    })
  const count = shape.includes(0) ? 0 : shape.reduce((product, n) => product * n, 1)
  const [begin, end] = offsets
  const needed = count * width
  if (!Number.isSafeInteger(needed)) throw bad('shape')
  if (end >= begin && end - begin !== needed)
    throw new InputError('safetensors-size', { tensor, needed, bytes: end - begin })
  return { name, dtype, shape, count, begin, end }
}

/** Tensors must tile the data: within it, without overlaps, holes, or a rest. */
function checkPlaces(entries: readonly TensorEntry[], dataBytes: number): void {
  for (const { name, begin, end } of entries) {
    if (begin > end || end > dataBytes)
      throw new InputError('safetensors-offsets', {
        tensor: sanitizeName(name),
        begin,
        end,
        bytes: dataBytes,
      })
  }
  let last: TensorEntry | null = null
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const free = last?.end ?? 0
    const tensor = sanitizeName(entry.name)
    if (entry.begin < free)
      throw new InputError('safetensors-overlap', { tensor, other: sanitizeName(last?.name ?? '') })
    if (entry.begin > free)
      throw new InputError('safetensors-hole', { tensor, count: entry.begin - free })
    last = entry
  }
  const rest = dataBytes - (last?.end ?? 0)
  if (rest > 0) throw new InputError('safetensors-trailing', { count: rest })
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0)
}
