/** Datasets that stand in chunks, found by a tree (version 1). */
import { broken, type Fields } from './fields.ts'
import { type Filter, undoFilters } from './filters.ts'
import type { Pages } from './pages.ts'
import { countOf } from './types.ts'

export interface Chunked {
  readonly tree: number | null
  /** Elements of a chunk along each dimension. */
  readonly chunk: readonly number[]
  readonly shape: readonly number[]
  /** Bytes of an element. */
  readonly size: number
  readonly filters: readonly Filter[]
}

interface Chunk {
  readonly packed: number
  readonly mask: number
  /** The first element's place in the dataset. */
  readonly at: readonly number[]
  readonly address: number
}

const HIGHEST = 32
const SLACK = 1024
const NODE = 24

/** All bytes of the dataset; what no chunk holds is 0. Throws InputError net-file-…. */
export async function readChunks(pages: Pages, given: Chunked): Promise<Uint8Array> {
  const { chunk, shape, size, filters } = given
  const length = countOf(chunk) * size
  const out = new Uint8Array(countOf(shape) * size)
  // No program makes chunks larger than what they are of: HDF5 itself refuses.
  if (chunk.length !== shape.length || chunk.some((n, k) => n < 1 || n > (shape[k] ?? 0)))
    throw broken('bad-shape')
  if (given.tree === null) return out
  const seen = new Set<string>()
  let unpacked = 0
  for await (const { packed, mask, at, address } of chunksOf(pages, given)) {
    const inside = at.every((n, k) => n < (shape[k] ?? 0) && n % (chunk[k] ?? 1) === 0)
    if (!inside || seen.has(at.join())) throw broken('bad-entry')
    seen.add(at.join())
    // Chunks over the edges make the whole a little more; packing never makes one much larger.
    unpacked += length
    if (unpacked > 4 * out.length || packed > 2 * length + SLACK) throw broken('too-large')
    const bytes = await pages.source.bytes(address, packed)
    place(undoFilters(bytes, filters, mask, { length, size }), at, given, out)
  }
  return out
}

async function* chunksOf(pages: Pages, given: Chunked): AsyncGenerator<Chunk> {
  const seen = new Set<number>()
  const open = [{ node: given.tree, above: HIGHEST }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.node === null || seen.has(next.node)) throw broken('repeated')
    seen.add(next.node)
    const fields = (await pages.fields(next.node, NODE)).signature('TREE')
    fields.one(fields.u8(), 1)
    const [level, count] = [fields.u8(), fields.u16()]
    if (level >= next.above) throw broken('bad-entry')
    const key = 8 + 8 * (given.shape.length + 1)
    const entries = await pages.fields(next.node + NODE, count * (key + 8))
    for (let k = 0; k < count; k++) {
      const chunk = entryOf(entries, given.shape.length)
      if (level === 0) yield chunk
      else open.push({ node: chunk.address, above: level })
    }
  }
}

function entryOf(entries: Fields, rank: number): Chunk {
  const [packed, mask] = [entries.u32(), entries.u32()]
  const at = Array.from({ length: rank }, () => entries.u64())
  // The last offset is that within an element.
  const address = entries.skip(8).address()
  if (address === null) throw broken('missing')
  return { packed, mask, at, address }
}

/** Copies a chunk's rows to where they belong; what stands over the dataset's edge is left out. */
function place(
  bytes: Uint8Array,
  at: readonly number[],
  { chunk, shape, size }: Chunked,
  out: Uint8Array,
): void {
  const last = shape.length - 1
  const run = size * Math.min(chunk[last] ?? 1, (shape[last] ?? 1) - (at[last] ?? 0))
  const copy = (dimension: number, from: number, to: number): void => {
    const begin = at[dimension] ?? 0
    if (dimension >= last) {
      out.set(bytes.subarray(from * size, from * size + run), (to + begin) * size)
      return
    }
    const inner = { of: chunk[dimension + 1] ?? 1, to: shape[dimension + 1] ?? 1 }
    const rows = Math.min(chunk[dimension] ?? 1, (shape[dimension] ?? 1) - begin)
    for (let k = 0; k < rows; k++)
      copy(dimension + 1, (from + k) * inner.of, (to + begin + k) * inner.to)
  }
  copy(0, 0, 0)
}
