/** Zip archives for tests, well-formed or not. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly data: Uint8Array
  readonly deflated?: boolean
  /** Fields of its entry in the central directory that lie. */
  readonly lies?: Partial<Record<'size' | 'packed' | 'at' | 'method' | 'flags' | 'crc', number>>
  /** Where its name in the local header is another one. */
  readonly localName?: string
}

const u16 = (n: number) => [n & 255, (n >> 8) & 255]
const u32 = (n: number) => [...u16(n & 0xffff), ...u16((n >>> 16) & 0xffff)]
const u64 = (n: number) => [...u32(n % 2 ** 32), ...u32(Math.floor(n / 2 ** 32))]

/** @param wide whether sizes and places stand in zip64 fields, as PyTorch writes them */
export function zipFile(
  parts: readonly ZipPart[],
  { wide = false, comment = '' } = {},
): Uint8Array {
  const bytes: number[] = []
  const directory: number[] = []
  for (const { name, data, deflated = false, lies = {}, localName = name } of parts) {
    const packed = deflated ? deflateRawSync(data) : data
    const at = bytes.length
    const rawName = [...Buffer.from(name)]
    const local = [...Buffer.from(localName)]
    const method = lies.method ?? (deflated ? 8 : 0)
    const crc = lies.crc ?? crc32(data)
    const sizes = [lies.packed ?? packed.length, lies.size ?? data.length]
    bytes.push(...u32(0x04034b50), ...u16(20), ...u16(0), ...u16(method), ...u32(0), ...u32(crc))
    bytes.push(...sizes.flatMap(u32), ...u16(local.length), ...u16(0), ...local)
    for (const byte of packed) bytes.push(byte)
    const place = lies.at ?? at
    const extra = wide ? [...u16(1), ...u16(24), ...[sizes[1], sizes[0], place].flatMap(u64)] : []
    const narrow = (n: number) => u32(wide ? 0xffffffff : n)
    directory.push(...u32(0x02014b50), ...u16(20), ...u16(20), ...u16(lies.flags ?? 0))
    directory.push(...u16(method), ...u32(0), ...u32(crc), ...sizes.flatMap(narrow))
    directory.push(...u16(rawName.length), ...u16(extra.length), ...u16(0), ...u16(0), ...u16(0))
    directory.push(...u32(0), ...narrow(place), ...rawName, ...extra)
  }
  const at = bytes.length
  bytes.push(...directory)
  const [count, size] = [parts.length, directory.length]
  if (wide) {
    const end = bytes.length
    bytes.push(...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0))
    bytes.push(...u64(count), ...u64(count), ...u64(size), ...u64(at))
    bytes.push(...u32(0x07064b50), ...u32(0), ...u64(end), ...u32(1))
  }
  const narrow = (n: number) => u32(wide ? 0xffffffff : n)
  bytes.push(...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(wide ? 0xffff : count))
  bytes.push(...u16(wide ? 0xffff : count), ...narrow(size), ...narrow(at))
  bytes.push(...u16(comment.length), ...Buffer.from(comment))
  return Uint8Array.from(bytes)
}
