/**
 * What of MessagePack a file of Flax uses, read by ranges: maps, with arrays as extensions whose
 * bytes are passed over and not read. The specification is github.com/msgpack/msgpack/spec.md.
 */

import { decodeUtf8 } from '../../../io/json.ts'
import { InputError } from '../../../rules/input-error.ts'
import { refusalsOf } from '../../refusals.ts'
import type { Source } from '../../source.ts'

export const FORMAT = 'flax'

export const { broken: flaxBroken, refused: flaxRefused } = refusalsOf(FORMAT)

/** An element's beginning: what it is, and how many bytes or elements belong to it. */
export type Token =
  | { readonly is: 'map' | 'array'; readonly count: number }
  | { readonly is: 'text' | 'bytes'; readonly length: number }
  | { readonly is: 'extension'; readonly length: number; readonly type: number }
  | { readonly is: 'integer'; readonly value: number }
  /** nil, booleans and floats, which say nothing about a net. */
  | { readonly is: 'other' }

/** Bytes that are read at once. */
const WINDOW = 2 ** 16

/** The first byte of nil, false, true, floats and integers, with the bytes that follow. */
const SCALARS: ReadonlyMap<number, number> = new Map<number, number>([
  ...([
    [0xc0, 0],
    [0xc2, 0],
    [0xc3, 0],
    [0xca, 4],
    [0xcb, 8],
  ] as const),
  ...([
    [0xcc, 1],
    [0xcd, 2],
    [0xce, 4],
    [0xcf, 8],
    [0xd0, 1],
    [0xd1, 2],
    [0xd2, 4],
    [0xd3, 8],
  ] as const),
])

/** A place in a file that goes forward. */
export class MessageCursor {
  private window: Uint8Array = new Uint8Array(0)
  private begin = 0

  constructor(
    private readonly source: Source,
    public at = 0,
  ) {}

  async token(): Promise<Token> {
    const first = await this.unsigned(1)
    if (first < 0x80) return { is: 'integer', value: first }
    if (first < 0x90) return { is: 'map', count: first - 0x80 }
    if (first < 0xa0) return { is: 'array', count: first - 0x90 }
    if (first < 0xc0) return { is: 'text', length: first - 0xa0 }
    if (first >= 0xe0) return { is: 'integer', value: first - 0x100 }
    const scalar = SCALARS.get(first)
    if (scalar !== undefined) {
      // Signed and larger ones are no sides of a shape.
      if (first >= 0xcc && first <= 0xcf && scalar < 8)
        return { is: 'integer', value: await this.unsigned(scalar) }
      await this.take(scalar)
      return { is: 'other' }
    }
    if (first >= 0xc4 && first <= 0xc6)
      return { is: 'bytes', length: await this.unsigned(2 ** (first - 0xc4)) }
    if (first >= 0xc7 && first <= 0xc9) {
      const length = await this.unsigned(2 ** (first - 0xc7))
      return { is: 'extension', length, type: await this.unsigned(1) }
    }
    if (first >= 0xd4 && first <= 0xd8)
      return { is: 'extension', length: 2 ** (first - 0xd4), type: await this.unsigned(1) }
    if (first >= 0xd9 && first <= 0xdb)
      return { is: 'text', length: await this.unsigned(2 ** (first - 0xd9)) }
    if (first === 0xdc || first === 0xdd)
      return { is: 'array', count: await this.unsigned(2 * (first - 0xdb)) }
    if (first === 0xde || first === 0xdf)
      return { is: 'map', count: await this.unsigned(2 * (first - 0xdd)) }
    throw flaxBroken('bad-entry', '')
  }

  /** A text of so many bytes, which are few. */
  async text(length: number): Promise<string> {
    if (length > WINDOW / 2) throw flaxBroken('too-large', '')
    const text = decodeUtf8(await this.take(length))
    if (text === null) throw flaxBroken('bad-entry', '')
    return text
  }

  /** Goes on behind so many bytes, which must be there. */
  skip(length: number): void {
    if (this.at + length > this.source.size)
      throw new InputError('net-file-cut', { path: this.source.path, bytes: this.source.size })
    this.at += length
  }

  /** A big-endian number of 1, 2 or 4 bytes. */
  private async unsigned(length: number): Promise<number> {
    return (await this.take(length)).reduce((value, byte) => value * 256 + byte, 0)
  }

  private async take(length: number): Promise<Uint8Array> {
    const from = this.at
    this.skip(length)
    const inside = from >= this.begin && this.at <= this.begin + this.window.length
    if (!inside) {
      this.begin = from
      const more = Math.max(length, Math.min(WINDOW, this.source.size - from))
      this.window = await this.source.bytes(from, more)
    }
    return this.window.subarray(from - this.begin, this.at - this.begin)
  }
}
