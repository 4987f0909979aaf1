/** The central directory of a zip archive: what its entries are called and where they lie. */

import type { NetFileProblem } from '../rules/errors/net-file-errors.ts'
import type { InputError } from '../rules/input-error.ts'
import { refusalsOf } from './refusals.ts'
import type { Source } from './source.ts'

export interface ZipRecord {
  readonly name: string
  readonly rawName: Uint8Array
  readonly encrypted: boolean
  readonly stored: boolean
  readonly deflated: boolean
  readonly checksum: number
  /** Bytes in the archive, and unpacked. */
  readonly packed: number
  readonly size: number
  /** Where its local header begins, and what it may not go beyond. */
  readonly at: number
  readonly end: number
}

/** Far more than a net has tensors; each costs a kilobyte of memory. */
const MOST_ENTRIES = 30_000
const ENTRY = 46
const END = 22
/** Of the end record: a comment of 65,535 bytes may stand behind it. */
const END_AT_MOST = END + 0xffff

/**
 * In the order of the directory. Entries that overlap, repeat a name or lie outside are refused.
 * @throws InputError net-file-broken, net-file-cut
 */
export async function readDirectory(source: Source, format: string): Promise<readonly ZipRecord[]> {
  const { broken } = refusalsOf(format)
  const { count, at, bytes } = await findDirectory(source, broken)
  if (count > MOST_ENTRIES || count * ENTRY > bytes) throw broken('too-large')
  const raw = await source.bytes(at, bytes)
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const records: ZipRecord[] = []
  let next = 0
  for (let k = 0; k < count; k++) {
    if (next + ENTRY > bytes || view.getUint32(next, true) !== 0x02014b50) throw broken('bad-entry')
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((o) =>
      view.getUint16(next + o, true),
    )
    const extraAt = next + ENTRY + nameBytes
    if (extraAt + extraBytes + noteBytes > bytes) throw broken('bad-entry')
    const rawName = raw.subarray(next + ENTRY, extraAt)
    const name = new TextDecoder().decode(rawName)
    const wide = wideSizes(view, next, extraAt, extraAt + extraBytes)
    if (wide === null) throw broken('bad-entry', name)
    const method = view.getUint16(next + 10, true)
    const stored = method === 0
    if (stored && wide.packed !== wide.size) throw broken('bad-entry', name)
    records.push({
      ...{ name, rawName, stored, deflated: method === 8, ...wide, end: at },
      encrypted: (view.getUint16(next + 8, true) & 1) === 1,
      checksum: view.getUint32(next + 16, true),
    })
    next = extraAt + extraBytes + noteBytes
  }
  return withoutOverlap(records, broken)
}

type Broken = (problem: NetFileProblem, place?: string) => InputError

/** Two entries that share bytes are how a small archive claims to unpack to a large one. */
function withoutOverlap(records: readonly ZipRecord[], broken: Broken): readonly ZipRecord[] {
  const names = new Set<string>()
  for (const { name } of records) {
    if (names.has(name)) throw broken('repeated', name)
    names.add(name)
  }
  const ends = new Map<ZipRecord, number>()
  const byPlace = [...records].sort((a, b) => a.at - b.at)
  byPlace.forEach((record, k) => {
    const end = byPlace[k + 1]?.at ?? record.end
    if (record.at + 30 + record.rawName.length + record.packed > end)
      throw broken('too-large', record.name)
    ends.set(record, end)
  })
  return records.map((record) => ({ ...record, end: ends.get(record) ?? record.end }))
}

/** The sizes and the place; in zip64 those that are all ones stand in an extra field. */
function wideSizes(
  view: DataView,
  entry: number,
  extra: number,
  extraEnd: number,
): { size: number; packed: number; at: number } | null {
  const narrow = [24, 20, 42].map((offset) => view.getUint32(entry + offset, true))
  let [from, to] = [extra, extra]
  for (let at = extra; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    from = at + 4
    to = Math.min(from + view.getUint16(at + 2, true), extraEnd)
    break
  }
  const wide = narrow.map((value) => {
    if (value !== 0xffffffff) return value
    from += 8
    return from <= to ? readWide(view, from - 8) : Number.NaN
  })
  const [size, packed, at] = wide
  return wide.every(Number.isSafeInteger) ? { size, packed, at } : null
}

const readWide = (view: DataView, at: number) =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32

interface Place {
  readonly count: number
  readonly at: number
  readonly bytes: number
}

/** By the end record, which is the last thing of the file but for a comment. */
async function findDirectory(source: Source, broken: Broken): Promise<Place> {
  const length = Math.min(source.size, END_AT_MOST)
  const tail = await source.bytes(source.size - length, length)
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  let end = length - END
  while (end >= 0 && !endsHere(view, end)) end--
  if (end < 0) throw broken('bad-header')
  const place = (await wideEnd(source, view, end)) ?? {
    count: view.getUint16(end + 10, true),
    at: view.getUint32(end + 16, true),
    bytes: view.getUint32(end + 12, true),
  }
  const otherDisks = view.getUint16(end + 8, true) !== view.getUint16(end + 10, true)
  const limit = source.size - length + end
  if (otherDisks || !(place.at + place.bytes <= limit)) throw broken('bad-header')
  return place
}

const endsHere = (view: DataView, at: number) =>
  view.getUint32(at, true) === 0x06054b50 &&
  at + END + view.getUint16(at + 20, true) === view.byteLength

/** The zip64 end record, where a locator stands right before the end record. */
async function wideEnd(source: Source, tail: DataView, end: number): Promise<Place | null> {
  if (end < 20 || tail.getUint32(end - 20, true) !== 0x07064b50) return null
  const at = readWide(tail, end - 12)
  if (at + 56 > source.size) return null
  const record = await source.bytes(at, 56)
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  if (view.getUint32(0, true) !== 0x06064b50) return null
  return { count: readWide(view, 32), bytes: readWide(view, 40), at: readWide(view, 48) }
}
