/**
 * Files in a tar archive (POSIX ustar: blocks of 512 bytes, a header and then the file). Written
 * here since it is little, and since what unpacks archives elsewhere writes to disk, follows links,
 * or takes the sizes that an untrusted header names.
 */

import { gunzipSync } from 'node:zlib'

const BLOCK = 512
/** Places in a header. */
const NAME = [0, 100] as const
const SIZE = [124, 12] as const
const SUM = [148, 8] as const
const TYPE = 156
const PREFIX = [345, 155] as const

export interface TarFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * The regular files of an archive, in its order; links, devices and extended headers are passed
 * over. null where it is no archive, is cut off, or a header's sum is not that of its bytes.
 */
export function filesInTar(archive: Uint8Array): TarFile[] | null {
  const files: TarFile[] = []
  for (let at = 0; ; ) {
    const header = archive.subarray(at, at + BLOCK)
    if (header.length < BLOCK) return at > 0 && header.length === 0 ? files : null
    // Zeros end it.
    if (header.every((byte) => byte === 0)) return at > 0 ? files : null
    const size = octal(header, SIZE)
    if (size === null || octal(header, SUM) !== sumOf(header)) return null
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size)
    if (bytes.length < size) return null
    const name = [textAt(header, PREFIX), textAt(header, NAME)].filter((part) => part !== '')
    const type = String.fromCharCode(header[TYPE] ?? 0)
    if (type === '0' || type === '\0') files.push({ name: name.join('/'), bytes })
    at += BLOCK * (1 + Math.ceil(size / BLOCK))
  }
}

type Field = readonly [from: number, length: number]

/** Up to the first zero. */
function textAt(header: Uint8Array, [from, length]: Field): string {
  const field = header.subarray(from, from + length)
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

/** A whole number in octal digits; null for anything else, as for files beyond 8 GiB. */
function octal(header: Uint8Array, field: Field): number | null {
  const text = textAt(header, field).trim()
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : null
}

/** The sum of a header's bytes, with spaces in place of the sum itself. */
function sumOf(header: Uint8Array): number {
  const [from, length] = SUM
  return header.reduce((sum, byte, n) => sum + (n >= from && n < from + length ? 32 : byte), 0)
}

/**
 * The bytes of a gzip file, or those given where they are not one. Throws Error for a damaged file,
 * RangeError where more than `limit` bytes come of it.
 */
export function gunzipped(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  return gunzipSync(bytes, { maxOutputLength: limit })
}
