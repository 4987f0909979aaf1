/** What a group's links lead to. Soft and external links are never followed. */
import { broken, Fields, refused, textOf } from './fields.ts'
import { MESSAGE, type Message } from './object-header.ts'
import type { Pages } from './pages.ts'

export interface Link {
  readonly name: string
  readonly address: number
}

/** A tree of symbols is at most this high, and its nodes are no larger than this. */
const HIGHEST = 32
const NODE = 24
const KEY = 8
const ENTRY = 40

/** The group's links, or null of an object that is no group. Throws InputError net-file-…. */
export async function readLinks(
  pages: Pages,
  messages: readonly Message[],
): Promise<Link[] | null> {
  const info = messages.find(({ type }) => type === MESSAGE.linkInfo)
  const table = messages.find(({ type }) => type === MESSAGE.symbolTable)
  if (table !== undefined) return readTable(pages, new Fields(table.bytes))
  if (info === undefined) return null
  const fields = new Fields(info.bytes)
  fields.one(fields.u8(), 0)
  fields.skip(fields.u8() & 1 ? 8 : 0)
  // Many links are kept in a heap of their own when a program asks for it; Keras never does.
  if (fields.address() !== null) throw refused('other-version', 'dense groups')
  const links = messages.filter(({ type }) => type === MESSAGE.link)
  return links.flatMap(({ bytes }) => linkOf(new Fields(bytes)) ?? [])
}

function linkOf(fields: Fields): Link | null {
  fields.one(fields.u8(), 1)
  const flags = fields.u8()
  const type = flags & 8 ? fields.u8() : 0
  fields.skip((flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0))
  const name = textOf(fields.take(fields.sized(flags & 3)))
  if (type !== 0) return null
  const address = fields.address()
  return address === null ? null : { name, address }
}

/** A tree of nodes that hold up to some symbols each, with their names in a heap. */
async function readTable(pages: Pages, table: Fields): Promise<Link[]> {
  const [tree, heap] = [table.address(), table.address()]
  const names = await readLocalHeap(pages, heap)
  const links: Link[] = []
  for (const leaf of await leaves(pages, tree)) {
    const count = (await pages.fields(leaf, 8)).signature('SNOD').skip(2).u16()
    const entries = await pages.fields(leaf + 8, count * ENTRY)
    for (let k = 0; k < count; k++) {
      const [offset, address, kind] = [entries.u64(), entries.address(), entries.u32()]
      entries.skip(20)
      if (offset >= names.length) throw broken('bad-entry')
      // Kind 2 is a soft link.
      if (address !== null && kind !== 2)
        links.push({ name: textOf(names.subarray(offset)), address })
    }
  }
  return links
}

async function readLocalHeap(pages: Pages, heap: number | null): Promise<Uint8Array> {
  const fields = (await pages.fields(heap, 32)).signature('HEAP').skip(4)
  const size = fields.u64()
  return pages.bytes(fields.skip(8).address(), size)
}

/** Addresses of a tree's leaves, in order. Levels go down and no node is met twice. */
async function leaves(pages: Pages, root: number | null): Promise<number[]> {
  const seen = new Set<number>()
  const walk = async (node: number | null, above: number): Promise<number[]> => {
    if (node === null || seen.has(node)) throw broken('repeated')
    seen.add(node)
    const { level, children } = await childrenOf(pages, node)
    if (level >= above) throw broken('bad-entry')
    if (level === 0) return children
    const below: number[] = []
    for (const child of children) for (const leaf of await walk(child, level)) below.push(leaf)
    return below
  }
  return walk(root, HIGHEST)
}

async function childrenOf(pages: Pages, node: number) {
  const fields = (await pages.fields(node, NODE)).signature('TREE')
  fields.one(fields.u8(), 0)
  const [level, count] = [fields.u8(), fields.u16()]
  const entries = await pages.fields(node + NODE, count * (KEY + 8))
  const children: number[] = []
  for (let k = 0; k < count; k++) {
    const child = entries.skip(KEY).address()
    if (child === null) throw broken('missing')
    children.push(child)
  }
  return { level, children }
}
