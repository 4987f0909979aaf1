/**
 * Fields of HDF5's structures, one after the other (HDF5 File Format Specification 3.0): little
 * endian, with addresses and lengths of 8 bytes. Nothing is read behind the end of the structure.
 */
import { refusalsOf } from '../refusals.ts'

export const { broken, refused } = refusalsOf('HDF5')

const UTF8 = new TextDecoder()

/** Text up to its first NUL. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return UTF8.decode(end < 0 ? bytes : bytes.subarray(0, end))
}

export class Fields {
  #at = 0
  readonly #view: DataView

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  /** Bytes that are left. */
  get left(): number {
    return this.bytes.length - this.#at
  }

  u8(): number {
    return this.#view.getUint8(this.#next(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#next(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#next(4), true)
  }

  /** A size, a length or an offset. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#next(8), true)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('too-large')
    return Number(value)
  }

  /** A place in the file, or null for none (all ones). */
  address(): number | null {
    const begin = this.#at
    if (this.take(8).every((byte) => byte === 0xff)) return null
    this.#at = begin
    return this.u64()
  }

  /** An unsigned number of 2^power bytes. */
  sized(power: number): number {
    if (power === 0) return this.u8()
    if (power === 1) return this.u16()
    return power === 2 ? this.u32() : this.u64()
  }

  take(length: number): Uint8Array {
    const begin = this.#next(length)
    return this.bytes.subarray(begin, begin + length)
  }

  skip(length: number): this {
    this.#next(length)
    return this
  }

  /** Throws InputError where the structure is another one. */
  signature(letters: string): this {
    if (UTF8.decode(this.take(letters.length)) !== letters) throw broken('bad-header')
    return this
  }

  /** Throws InputError where a field has none of these values. */
  one<T extends number>(value: number, ...known: readonly T[]): T {
    for (const each of known) if (each === value) return each
    throw broken('bad-entry')
  }

  #next(length: number): number {
    if (!(length >= 0 && length <= this.left)) throw broken('bad-entry')
    const begin = this.#at
    this.#at += length
    return begin
  }
}
