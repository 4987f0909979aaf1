/** HDF5 files for tests, built byte by byte (superblock 0, headers 1), well-formed or not. */

const SIZE = 2 ** 14
const NONE = 2n ** 64n - 1n

/** A file that is written into at any place; all else is zeros. */
export class Hdf5Draft {
  readonly bytes: Uint8Array
  readonly #view: DataView

  constructor(size = SIZE) {
    this.bytes = new Uint8Array(size)
    this.#view = new DataView(this.bytes.buffer)
    this.put(0, [0x89, 'HDF\r\n\x1a\n', 0, 0, 0, 0, 0, 8, 8, 0])
    this.u64(56, 96).u64(64, 96)
  }

  /** Bytes and text. */
  put(at: number, parts: readonly (number | string)[]): this {
    let next = at
    for (const part of parts)
      for (const byte of typeof part === 'string' ? Buffer.from(part, 'latin1') : [part])
        this.bytes[next++] = byte
    return this
  }

  u16(at: number, value: number): this {
    this.#view.setUint16(at, value, true)
    return this
  }

  u32(at: number, value: number): this {
    this.#view.setUint32(at, value, true)
    return this
  }

  /** Null for no address. */
  u64(at: number, value: number | bigint | null): this {
    this.#view.setBigUint64(at, value === null ? NONE : BigInt(value), true)
    return this
  }

  /** An object header with room for messages; gives where the next message begins. */
  header(at: number, length = 512): number {
    this.put(at, [1]).u32(at + 8, length)
    return at + 16
  }

  message(at: number, type: number, size: number): number {
    this.u16(at, type).u16(at + 2, size)
    return at + 8
  }

  /** A group's header whose one message names a tree and a heap. */
  group(at: number, tree: number, heap: number): this {
    const inside = this.message(this.header(at, 24), 0x11, 16)
    return this.u64(inside, tree).u64(inside + 8, heap)
  }

  /** A heap of names at `at`, its text behind it. */
  heap(at: number, names: string): this {
    return this.put(at, ['HEAP'])
      .u64(at + 8, names.length)
      .u64(at + 24, at + 32)
      .put(at + 32, [names])
  }

  /** A node of a tree of kind 0 (groups) with children. */
  tree(at: number, level: number, children: readonly number[]): this {
    this.put(at, ['TREE', 0, level]).u16(at + 6, children.length)
    for (const [k, child] of children.entries()) this.u64(at + 24 + 16 * k + 8, child)
    return this
  }

  /** Symbols: where each name is in the heap, and the object. */
  symbols(at: number, entries: readonly (readonly [number, number])[]): this {
    this.put(at, ['SNOD', 1, 0]).u16(at + 6, entries.length)
    for (const [k, [name, object]] of entries.entries())
      this.u64(at + 8 + 40 * k, name).u64(at + 16 + 40 * k, object)
    return this
  }
}
