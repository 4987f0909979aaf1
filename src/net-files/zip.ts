/**
 * The files inside a zip archive, read by ranges (PKWARE APPNOTE 6.3.10, with zip64). Nothing is
 * written anywhere and no name is taken for a path; what an archive says of itself is checked
 * before it is believed.
 */
import { constants, crc32, inflateRaw } from 'node:zlib'
import { sanitizeName } from '../io/sanitize.ts'
import type { NetFileProblem } from '../rules/errors/net-file-errors.ts'
import { InputError } from '../rules/input-error.ts'
import { broken as brokenFile } from './refusals.ts'
import { memorySource, type Source } from './source.ts'
import { readDirectory, type ZipRecord } from './zip-directory.ts'

/** Whether a file begins with a local header, or with the end of an archive of nothing. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))

export interface ZipEntry {
  /** As the archive has it: any text, to be cleaned for print. */
  readonly name: string
  /** Bytes once unpacked, as the archive says; no more are ever unpacked. */
  readonly size: number
  /** Whether it is not compressed, so that ranges of it can be read. */
  readonly stored: boolean
  /**
   * All of it. Throws InputError net-file-broken `too-large` beyond `limit` bytes (by default what
   * an archive of this size may unpack), `compressed` where it cannot be unpacked.
   */
  bytes(limit?: number): Promise<Uint8Array>
  /** Bytes of it; of a compressed one all is unpacked for that. */
  range(begin: number, length: number): Promise<Uint8Array>
  /**
   * Its first bytes, as many or fewer where it ends before, without unpacking the rest; so the
   * checksum is not looked at.
   */
  head(length: number): Promise<Uint8Array>
}

/** Entries by their names. The archive must stay open while they are read. */
export type Zip = ReadonlyMap<string, ZipEntry>

/** Bytes by which what is packed may be longer: tables of codes, heads of blocks. */
const DEFLATE_OVERHEAD = 1024

/** Bytes that any archive may unpack at once, beside twice its own size. */
const UNPACKED = 2 ** 25

/**
 * What is in an archive.
 * @param format in whose name a broken archive is refused
 * @throws InputError net-file-cut, net-file-broken
 */
export async function openZip(source: Source, format = 'zip'): Promise<Zip> {
  const records = await readDirectory(source, format)
  const last: Unpacked = { name: null, bytes: null }
  return new Map(records.map((record) => [record.name, entryOf(record, source, format, last)]))
}

/** An archive's entry as a file of its own: by ranges where it is stored, else unpacked once. */
export async function entrySource(entry: ZipEntry, archive: Source): Promise<Source> {
  const path = `${archive.path}/${sanitizeName(entry.name)}`
  if (!entry.stored) return memorySource(path, await entry.bytes())
  return {
    ...memorySource(path, new Uint8Array(0)),
    size: entry.size,
    bytes: (begin, length) => entry.range(begin, length),
  }
}

/** The entry that was last unpacked for a range, so that many ranges of it cost one unpacking. */
interface Unpacked {
  name: string | null
  bytes: Promise<Uint8Array> | null
}

function entryOf(record: ZipRecord, source: Source, format: string, last: Unpacked): ZipEntry {
  const { name, size, packed, stored } = record
  const broken = (problem: NetFileProblem) => brokenFile(format, problem, name)
  let begins: Promise<number> | null = null
  const begin = () => {
    begins ??= beginOfData(record, source, broken)
    return begins
  }
  const bytes = async (limit = 2 * source.size + UNPACKED) => {
    if (size > limit) throw broken('too-large')
    const raw = await source.bytes(await begin(), packed)
    return stored ? raw : unpack(raw, record, broken)
  }
  const range = async (from: number, length: number) => {
    if (!(from >= 0 && length >= 0 && from + length <= size))
      throw new InputError('net-file-cut', {
        path: `${source.path}/${sanitizeName(name)}`,
        bytes: size,
      })
    if (!stored) {
      if (last.name !== name || last.bytes === null) Object.assign(last, { name, bytes: bytes() })
      // A copy: what is decoded in place must not be another range's, too.
      return ((await last.bytes) ?? new Uint8Array(0)).slice(from, from + length)
    }
    return source.bytes((await begin()) + from, length)
  }
  const head = async (length: number) => {
    if (stored) return range(0, Math.min(length, size))
    const raw = await source.bytes(await begin(), Math.min(packed, length + DEFLATE_OVERHEAD))
    return (await unpackSome(raw, broken)).subarray(0, Math.min(length, size))
  }
  return { name, size, stored, bytes, range, head }
}

/** Behind the local header, which repeats the name and has an extra field of its own length. */
async function beginOfData(
  record: ZipRecord,
  source: Source,
  broken: (problem: NetFileProblem) => InputError,
): Promise<number> {
  if (record.encrypted || !(record.stored || record.deflated)) throw broken('compressed')
  const head = await source.bytes(record.at, 30 + record.rawName.length)
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const sameName =
    view.getUint16(26, true) === record.rawName.length &&
    record.rawName.every((byte, k) => byte === head[30 + k])
  if (view.getUint32(0, true) !== 0x04034b50 || !sameName) throw broken('bad-header')
  const begin = record.at + head.length + view.getUint16(28, true)
  if (begin + record.packed > record.end) throw broken('too-large')
  return begin
}

function unpack(
  raw: Uint8Array,
  { size, checksum }: ZipRecord,
  broken: (problem: NetFileProblem) => InputError,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // zlib wants a bound of at least 1, and ends as soon as there would be more. Into one chunk,
    // which is larger by a byte than what it is to hold: else there are two copies at the end.
    const bounds = { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) }
    inflateRaw(raw, bounds, (error, out) => {
      const whole = error === null && out.length === size && crc32(out) === checksum
      if (whole) resolve(new Uint8Array(out.buffer, out.byteOffset, out.length))
      else reject(broken('compressed'))
    })
  })
}

/** What a beginning unpacks to: at most a thousand times as much, which is bounded by its length. */
function unpackSome(
  raw: Uint8Array,
  broken: (problem: NetFileProblem) => InputError,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    inflateRaw(raw, { finishFlush: constants.Z_SYNC_FLUSH }, (error, out) => {
      if (error === null) resolve(new Uint8Array(out.buffer, out.byteOffset, out.length))
      else reject(broken('compressed'))
    })
  })
}
