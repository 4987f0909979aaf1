/** A dataset: its shape and type at once, its bytes when they are asked for. */
import { readChunks } from './chunks.ts'
import { broken, type Fields, refused } from './fields.ts'
import { type Filter, readFilters } from './filters.ts'
import { MESSAGE, type Message } from './object-header.ts'
import type { Pages } from './pages.ts'
import { countOf, type ElementType, messageOf, readShape, readType } from './types.ts'

export interface Dataset {
  readonly shape: readonly number[]
  readonly type: ElementType
  /**
   * All of it, row by row. Throws InputError net-file-… where the file cannot hold as much, or was
   * packed in a way that is not known.
   */
  bytes(): Promise<Uint8Array>
}

/**
 * What a dataset may have beyond the file's own size, as compressed data do: trained weights hardly
 * shrink. To unpack a chunk takes three times a dataset's size at most.
 */
const UNPACKED = 2 ** 23

/** Null of an object that is no dataset. Throws InputError net-file-…. */
export function readDataset(pages: Pages, messages: readonly Message[]): Dataset | null {
  const layout = messageOf(messages, MESSAGE.layout)
  const space = messageOf(messages, MESSAGE.dataspace)
  const kind = messageOf(messages, MESSAGE.datatype)
  if (layout === null || space === null || kind === null) return null
  const [shape, type] = [readShape(space), readType(kind)]
  const length = countOf(shape) * type.size
  if (!(length <= pages.source.size + UNPACKED)) throw broken('too-large')
  const bytes = async () => {
    if (messages.some((message) => message.type === MESSAGE.external)) throw broken('outside')
    const packing = messageOf(messages, MESSAGE.filters)
    const filters = packing === null ? [] : readFilters(packing)
    const given = { pages, shape, size: type.size, length, filters }
    const all = await readLayout(messageOf(messages, MESSAGE.layout) ?? layout, given)
    if (all.length !== length) throw broken('bad-shape')
    return all
  }
  return { shape, type, bytes }
}

interface Given {
  readonly pages: Pages
  readonly shape: readonly number[]
  readonly size: number
  readonly length: number
  readonly filters: readonly Filter[]
}

async function readLayout(layout: Fields, given: Given): Promise<Uint8Array> {
  const { pages, shape, size, length, filters } = given
  const version = layout.u8()
  if (version !== 3 && version !== 4) throw refused('other-version', `layout ${version}`)
  const kind = layout.u8()
  if (kind === 0) return layout.take(layout.u16())
  if (kind === 1) {
    const [address, stored] = [layout.address(), layout.u64()]
    // Space that was never written to: zeros, as the library gives them.
    if (address === null) return new Uint8Array(length)
    if (stored !== length) throw broken('bad-shape')
    return pages.source.bytes(address, length)
  }
  if (kind !== 2 || version !== 3) throw refused('other-version', `layout ${version}.${kind}`)
  const rank = layout.u8() - 1
  const tree = layout.address()
  if (rank !== shape.length) throw broken('bad-shape')
  const chunk = Array.from({ length: rank }, () => layout.u32())
  return readChunks(pages, { tree, chunk, shape, size, filters })
}
