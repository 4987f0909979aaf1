/** What was done to a chunk before it was written, undone: deflate, shuffle, Fletcher's sum. */
import { inflateSync } from 'node:zlib'
import { broken, type Fields } from './fields.ts'

export interface Filter {
  readonly is: 'deflate' | 'shuffle' | 'fletcher32'
}

const FILTERS = { 1: 'deflate', 2: 'shuffle', 3: 'fletcher32' } as const
const MOST = 32

/** Throws InputError net-file-broken `compressed` for another filter. */
export function readFilters(fields: Fields): Filter[] {
  const version = fields.one(fields.u8(), 1, 2)
  const count = fields.u8()
  if (count > MOST) throw broken('bad-entry')
  if (version === 1) fields.skip(6)
  return Array.from({ length: count }, () => {
    const id = fields.u16()
    const named = version === 1 || id >= 256
    const name = named ? fields.u16() : 0
    const values = fields.skip(2).u16()
    fields.skip(version === 1 ? 8 * Math.ceil(name / 8) : name)
    fields.skip(4 * values + (version === 1 && values % 2 === 1 ? 4 : 0))
    if (id !== 1 && id !== 2 && id !== 3) throw broken('compressed', `filter ${id}`)
    return { is: FILTERS[id] }
  })
}

/**
 * The chunk's `length` bytes. A set bit of the mask says that its filter was left out.
 * @throws InputError net-file-broken
 */
export function undoFilters(
  packed: Uint8Array,
  filters: readonly Filter[],
  mask: number,
  { length, size }: { length: number; size: number },
): Uint8Array {
  let bytes = packed
  for (let k = filters.length - 1; k >= 0; k--) {
    if ((mask >>> k) & 1) continue
    const filter = filters[k]?.is
    if (filter === 'deflate') bytes = inflated(bytes, length)
    else if (filter === 'shuffle') bytes = unshuffled(bytes, size)
    else bytes = bytes.subarray(0, Math.max(0, bytes.length - 4))
  }
  if (bytes.length !== length) throw broken('bad-shape')
  return bytes
}

function inflated(bytes: Uint8Array, length: number): Uint8Array {
  try {
    // Four bytes more: a sum may be inside.
    return inflateSync(bytes, { maxOutputLength: length + 4 })
  } catch {
    throw broken('compressed')
  }
}

/** All first bytes of the elements stand first, then all second ones. */
function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size)
  // A rest that makes no element stays where it is. (Of what zlib gives, slice would be no copy.)
  const out = new Uint8Array(bytes)
  for (let k = 0; k < count; k++)
    for (let b = 0; b < size; b++) out[k * size + b] = bytes[b * count + k] ?? 0
  return out
}
