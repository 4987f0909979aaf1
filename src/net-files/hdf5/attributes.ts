/** Attributes of text: what Keras says of a file, its model, its layers and their weights. */
import { broken, Fields, refused, textOf } from './fields.ts'
import { MESSAGE, type Message } from './object-header.ts'
import type { Pages } from './pages.ts'
import { countOf, type ElementType, readShape, readType } from './types.ts'

/**
 * The text or texts of an attribute by its name; null where there is none or it is no text.
 * @throws InputError net-file-…
 */
export async function readText(
  pages: Pages,
  messages: readonly Message[],
  wanted: string,
): Promise<string[] | null> {
  const info = messages.find(({ type }) => type === MESSAGE.attributeInfo)
  if (info !== undefined) {
    const fields = new Fields(info.bytes).skip(1)
    if (fields.skip(fields.u8() & 1 ? 2 : 0).address() !== null)
      throw refused('other-version', 'dense attributes')
  }
  for (const { type, bytes } of messages) {
    if (type !== MESSAGE.attribute) continue
    const { name, rest } = headOf(new Fields(bytes))
    if (name === wanted) return valuesOf(pages, rest())
  }
  return null
}

interface Value {
  readonly type: ElementType
  readonly shape: readonly number[]
  readonly data: Fields
}

function headOf(fields: Fields): { name: string; rest: () => Value } {
  const version = fields.one(fields.u8(), 1, 2, 3)
  const flags = fields.u8()
  const [nameSize, typeSize, shapeSize] = [fields.u16(), fields.u16(), fields.u16()]
  if (version === 3) fields.skip(1)
  // The first version fills each part up to a multiple of 8.
  const take = (size: number) => fields.take(version === 1 ? 8 * Math.ceil(size / 8) : size)
  const name = textOf(take(nameSize))
  const rest = () => {
    if (version !== 1 && (flags & 3) !== 0) throw broken('bad-type', 'attribute')
    const type = readType(new Fields(take(typeSize)))
    return { type, shape: readShape(new Fields(take(shapeSize))), data: fields }
  }
  return { name, rest }
}

async function valuesOf(pages: Pages, { type, shape, data }: Value): Promise<string[] | null> {
  const count = countOf(shape)
  if (type.is !== 'text' && type.is !== 'heap-text') return null
  if (count * type.size > data.left) throw broken('too-large')
  const texts: string[] = []
  const heaps: Heaps = new Map()
  for (let k = 0; k < count; k++) {
    if (type.is === 'text') texts.push(textOf(data.take(type.size)))
    else texts.push(await heapText(pages, data, heaps))
  }
  return texts
}

/** By a heap's address and an object's index in it: where its bytes are. */
type Heaps = Map<number, ReadonlyMap<number, { readonly at: number; readonly room: number }>>

/** A length, and the heap's address and the index in it where the text is. */
async function heapText(pages: Pages, data: Fields, heaps: Heaps): Promise<string> {
  const [length, heap, index] = [data.u32(), data.address(), data.u32()]
  if (length === 0) return ''
  if (heap === null) throw broken('missing')
  const known = heaps.get(heap) ?? (await readHeap(pages, heap))
  heaps.set(heap, known)
  const found = known.get(index)
  if (found === undefined) throw broken('missing')
  if (length > found.room) throw broken('bad-entry')
  return textOf(await pages.bytes(found.at, length))
}

/** Where the heap's objects are; what is in them is read when it is wanted. */
async function readHeap(pages: Pages, heap: number) {
  const size = (await pages.fields(heap, 16)).signature('GCOL').skip(4).u64()
  if (size < 16 || heap + size > pages.source.size) throw broken('too-large')
  const found = new Map<number, { at: number; room: number }>()
  for (let at = heap + 16; at + 16 <= heap + size; ) {
    const fields = await pages.fields(at, 16)
    const index = fields.u16()
    const room = fields.skip(6).u64()
    // The rest is free.
    if (index === 0) break
    found.set(index, { at: at + 16, room })
    at += 16 + 8 * Math.ceil(room / 8)
  }
  return found
}
