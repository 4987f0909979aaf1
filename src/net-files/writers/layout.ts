/** Bytes of a file, one field after the other. */

/** A little-endian unsigned number of so many bytes, or bytes as they are. */
export type Field = Uint8Array | readonly [size: 1 | 2 | 4 | 8, value: number]

/** A place that is none, in HDF5: all ones. */
export const NOWHERE = new Uint8Array(8).fill(0xff)

const sizeOf = (field: Field) => (field instanceof Uint8Array ? field.length : field[0])

export class Layout {
  readonly #fields: Field[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Gives the place of the first of them. */
  add(...fields: readonly Field[]): number {
    return this.addAll(fields)
  }

  addAll(fields: readonly Field[]): number {
    const at = this.#length
    for (const field of fields) {
      this.#fields.push(field)
      this.#length += sizeOf(field)
    }
    return at
  }

  /** Zeros up to the next multiple of 8. */
  align(): this {
    this.add(new Uint8Array(-this.#length & 7))
    return this
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length)
    const view = new DataView(all.buffer)
    let at = 0
    for (const field of this.#fields) {
      if (field instanceof Uint8Array) all.set(field, at)
      else write(view, at, field)
      at += sizeOf(field)
    }
    return all
  }
}

function write(view: DataView, at: number, [size, value]: readonly [number, number]): void {
  if (size === 1) view.setUint8(at, value)
  else if (size === 2) view.setUint16(at, value, true)
  else if (size === 4) view.setUint32(at, value, true)
  else view.setBigUint64(at, BigInt(value), true)
}
