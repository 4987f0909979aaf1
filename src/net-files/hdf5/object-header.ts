/** An object's header: the messages that say what it is. */
import { broken, Fields } from './fields.ts'
import type { Pages } from './pages.ts'

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  external: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const

export interface Message {
  readonly type: number
  /** Whether it only says where the message is: never with what Keras writes. */
  readonly shared: boolean
  readonly bytes: Uint8Array
}

interface Block {
  readonly address: number | null
  readonly length: number
}

/** All messages of the object at an address. Throws InputError net-file-…. */
export async function readMessages(pages: Pages, address: number): Promise<Message[]> {
  const first = (await pages.fields(address, 1)).u8()
  return first === 1 ? readFirstVersion(pages, address) : readSecondVersion(pages, address)
}

async function readFirstVersion(pages: Pages, address: number): Promise<Message[]> {
  const length = (await pages.fields(address, 16)).skip(8).u32()
  const next = (fields: Fields) => {
    const [type, size, flags] = [fields.u16(), fields.u16(), fields.u8()]
    return message(type, flags, fields.skip(3).take(size))
  }
  return readBlocks(pages, { address: address + 16, length }, 8, next, (bytes) => new Fields(bytes))
}

async function readSecondVersion(pages: Pages, address: number): Promise<Message[]> {
  const start = (await pages.fields(address, 6)).signature('OHDR')
  start.one(start.u8(), 2)
  const flags = start.u8()
  // Times of access and change, then bounds of how attributes are kept.
  const skipped = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0)
  const power = flags & 3
  const length = (await pages.fields(address + skipped, 2 ** power)).sized(power)
  const next = (fields: Fields) => {
    const [type, size, own] = [fields.u8(), fields.u16(), fields.u8()]
    return message(type, own, fields.skip(flags & 4 ? 2 : 0).take(size))
  }
  const begin = { address: address + skipped + 2 ** power, length }
  const within = (bytes: Uint8Array) =>
    new Fields(bytes.subarray(0, Math.max(0, bytes.length - 4))).signature('OCHK')
  return readBlocks(pages, begin, flags & 4 ? 6 : 4, next, within)
}

const message = (type: number, flags: number, bytes: Uint8Array): Message => ({
  ...{ type, bytes },
  shared: (flags & 2) !== 0,
})

/** The first block and those that it says go on from it, each once. */
async function readBlocks(
  pages: Pages,
  first: Block,
  smallest: number,
  next: (fields: Fields) => Message,
  within: (bytes: Uint8Array) => Fields,
): Promise<Message[]> {
  const messages: Message[] = []
  const blocks = [first]
  const seen = new Set<number | null>()
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
    if (seen.has(block.address)) throw broken('repeated')
    seen.add(block.address)
    const bytes = await pages.bytes(block.address, block.length)
    const fields = block === first ? new Fields(bytes) : within(bytes)
    while (fields.left >= smallest) {
      const found = next(fields)
      if (found.type === MESSAGE.continuation) {
        const where = new Fields(found.bytes)
        blocks.push({ address: where.address(), length: where.u64() })
      } else messages.push(found)
    }
  }
  return messages
}
