/**
 * The wire format of protocol buffers, by ranges of a file: what is skipped is never read. See
 * protobuf.dev, "Encoding".
 */
import { InputError } from '../../../rules/input-error.ts'
import type { Source } from '../../source.ts'
import { broken } from './refusals.ts'

/** Bytes of the file, from `begin` to before `end`. */
export interface Range {
  readonly begin: number
  readonly end: number
}

/**
 * A message. Where a file has several under the number of a single one, protobuf makes one of them,
 * which is the same as reading them one after the other.
 */
export type Message = readonly Range[]

/** How a field's value stands there. */
export const VARINT = 0
const FIXED64 = 1
export const DELIMITED = 2
const FIXED32 = 5

export interface Field extends Range {
  readonly number: number
  readonly wire: number
  /** Of a varint: as a signed 64-bit integer, the nearest float64. Else 0. */
  readonly integer: number
}

/** Bytes that are read at once. */
const WINDOW = 1 << 18
/** A varint has ten bytes at most. */
const VARINT_BYTES = 10
/** Characters of a name, UTF-8 bytes. */
const LONGEST_TEXT = 1 << 16
/** Things that are kept of a file: this many, and one more for every 16 bytes that it has. */
const THINGS = 3 << 18

export class Wire {
  readonly #source: Source
  #window: Uint8Array = new Uint8Array(0)
  #begin = 0
  #left: number

  constructor(source: Source) {
    this.#source = source
    this.#left = THINGS + source.size / 16
  }

  /** The whole file as one message. */
  get whole(): Message {
    return [{ begin: 0, end: this.#source.size }]
  }

  /** Counts what is kept, so that a small file cannot become large in memory. */
  keep(things: number): void {
    this.#left -= things
    if (this.#left < 0) throw broken('too-large', '')
  }

  /**
   * Visits the fields of a message in order.
   * @throws InputError net-file-cut where the file ends too soon, net-file-broken where a field
   * does not end within its message or is of no known kind.
   */
  async fields(message: Message, visit: (field: Field) => void | Promise<void>): Promise<void> {
    for (const { begin, end } of message) {
      let at = begin
      while (at < end) {
        const field = await this.#field(at, end)
        at = field.end
        const done = visit(field)
        if (done) await done
      }
    }
  }

  async #field(at: number, end: number): Promise<Field> {
    const tag = await this.#varint(at, end)
    const number = Math.floor(tag.value / 8)
    if (!(number >= 1 && number < 1 << 29)) throw broken('bad-entry', '')
    const wire = tag.value % 8
    if (wire === VARINT) {
      const { value, next } = await this.#varint(tag.next, end)
      return { number, wire, integer: value, begin: tag.next, end: next }
    }
    let begin = tag.next
    let length = wire === FIXED64 ? 8 : 4
    if (wire === DELIMITED) {
      const size = await this.#varint(begin, end)
      begin = size.next
      length = size.value
    } else if (wire !== FIXED64 && wire !== FIXED32) throw broken('bad-entry', '')
    if (!(length >= 0 && begin + length <= end)) this.#short(end)
    return { number, wire, integer: 0, begin, end: begin + length }
  }

  async #varint(at: number, end: number): Promise<{ value: number; next: number }> {
    let low = 0
    let scale = 1
    let exact = 0n
    for (let k = 0; k < VARINT_BYTES; k++) {
      if (at + k >= end) this.#short(end)
      const byte = this.#seen(at + k) ?? (await this.#look(at + k))
      if (k < 7) {
        low += (byte & 127) * scale
        scale *= 128
      } else exact |= BigInt(byte & 127) << BigInt(7 * k)
      if (byte < 128) {
        const value = k < 7 ? low : Number(BigInt.asIntN(64, exact | BigInt(low)))
        return { value, next: at + k + 1 }
      }
    }
    throw broken('bad-entry', '')
  }

  #seen(at: number): number | undefined {
    return this.#window[at - this.#begin]
  }

  async #look(at: number): Promise<number> {
    const length = Math.min(WINDOW, this.#source.size - at)
    this.#window = await this.#source.bytes(at, length)
    this.#begin = at
    return this.#window[0]
  }

  /** What should be there goes beyond the end of the file, or only of its message. */
  #short(end: number): never {
    const { path, size } = this.#source
    if (end === size) throw new InputError('net-file-cut', { path, bytes: size })
    throw broken('too-large', '')
  }

  /** Throws InputError net-file-broken for a text that is too long for a name. */
  async text(range: Range): Promise<string> {
    if (range.end - range.begin > LONGEST_TEXT) throw broken('too-large', '')
    return range.begin === range.end ? '' : new TextDecoder().decode(await this.bytes(range))
  }

  /** May be part of what was read before: not to be written to. */
  async bytes({ begin, end }: Range): Promise<Uint8Array> {
    const from = begin - this.#begin
    const to = end - this.#begin
    if (from >= 0 && to <= this.#window.length) return this.#window.subarray(from, to)
    return this.#source.bytes(begin, end - begin)
  }

  /** The integers of a repeated field, packed or one by one. */
  async integers(field: Field, take: (integer: number) => void): Promise<void> {
    if (field.wire === VARINT) take(field.integer)
    if (field.wire !== DELIMITED) return
    for (let at = field.begin; at < field.end; ) {
      const { value, next } = await this.#varint(at, field.end)
      take(value)
      at = next
    }
  }

  /** The float32 of a repeated field likewise. */
  async floats(field: Field, take: (float: number) => void): Promise<void> {
    if (field.wire !== DELIMITED && field.wire !== FIXED32) return
    const view = await this.#view(field, 4)
    for (let at = 0; at < view.byteLength; at += 4) take(view.getFloat32(at, true))
  }

  /** The float64 of a repeated field likewise. */
  async doubles(field: Field, take: (double: number) => void): Promise<void> {
    if (field.wire !== DELIMITED && field.wire !== FIXED64) return
    const view = await this.#view(field, 8)
    for (let at = 0; at < view.byteLength; at += 8) take(view.getFloat64(at, true))
  }

  async #view(range: Range, width: number): Promise<DataView> {
    if ((range.end - range.begin) % width !== 0) throw broken('bad-entry', '')
    const bytes = await this.bytes(range)
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }
}
