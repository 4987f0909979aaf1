/** Tensors whose numbers are known without running the model, and are read when asked for. */
import type { Numbers } from '../../../engine/stack/types.ts'
import type { Source } from '../../source.ts'
import { bytesOf, decodeNumbers, type NumberType } from '../../tensors/decode-numbers.ts'
import type { StoredTensor } from './graph-types.ts'
import { broken } from './refusals.ts'
import { typedNumbers, typeOf } from './stored-tensor.ts'
import type { Range, Wire } from './wire.ts'

export interface Tensor {
  readonly dims: readonly number[]
  /** Whether its numbers are floating-point ones. */
  readonly real: boolean
  /** Names of the file's tensors that it is made of, in order. */
  readonly roots: readonly string[]
  /** Numbers that are moved to make it. */
  readonly cost: number
  /** All numbers, row-major. Throws InputError net-file-…. */
  numbers(): Promise<Numbers>
}

export const sizeOf = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1)

const REAL: ReadonlySet<NumberType> = new Set(['f2', 'bf2', 'f4', 'f8'])

/** Bytes of the model's tensors: in its own file and in those beside it. */
export class TensorStore {
  readonly #wire: Wire
  readonly #source: Source
  /** Sizes of the files beside the model, by name. */
  readonly #beside = new Map<string, number>()

  constructor(wire: Wire, source: Source) {
    this.#wire = wire
    this.#source = source
  }

  /** Bytes that there are. */
  get size(): number {
    return [...this.#beside.values()].reduce((a, b) => a + b, this.#source.size)
  }

  /**
   * @throws InputError net-file-broken where the shape does not go with the bytes, or they are said
   * to be outside the model's folder; cannot-read for a file that is not there
   */
  async tensor(stored: StoredTensor, alias: string): Promise<Tensor> {
    const type = typeOf(stored)
    const name = stored.name || alias
    const { dims } = stored
    const count = sizeOf(dims)
    const external = stored.external ? await this.#place(stored.external, name) : null
    const held = external ?? stored.raw
    const length = count * bytesOf(type)
    if (held && held.end - held.begin !== length) throw broken('bad-shape', name)
    const numbers = async () => {
      if (!held) return typedNumbers(this.#wire, { ...stored, name }, count)
      const bytes = external
        ? await this.#read(external)
        : await this.#source.bytes(held.begin, length)
      return decodeNumbers(bytes, type)
    }
    return { dims, real: REAL.has(type), roots: [name], cost: count, numbers }
  }

  async #place(
    entries: ReadonlyMap<string, string>,
    name: string,
  ): Promise<Range & { readonly file: string }> {
    const file = (entries.get('location') ?? '').replace(/^\.\//, '')
    if (file === '') throw broken('bad-entry', name)
    if (/[/\\:\0]/.test(file) || file === '.' || file === '..') throw broken('outside', file)
    const size = await this.#sizeBeside(file)
    const begin = whole(entries.get('offset') ?? '0', name)
    const end = begin + whole(entries.get('length') ?? String(Math.max(0, size - begin)), name)
    if (end > size) throw broken('too-large', name)
    return { file, begin, end }
  }

  async #sizeBeside(file: string): Promise<number> {
    const known = this.#beside.get(file)
    if (known !== undefined) return known
    const source = await this.#source.openBeside(file)
    await source.close()
    this.#beside.set(file, source.size)
    return source.size
  }

  /** Opened for each tensor, so that no file stays open whose model is forgotten. */
  async #read({ file, begin, end }: Range & { readonly file: string }): Promise<Uint8Array> {
    const source = await this.#source.openBeside(file)
    try {
      return await source.bytes(begin, end - begin)
    } finally {
      await source.close()
    }
  }
}

function whole(text: string, name: string): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(value)) throw broken('bad-entry', name)
  return value
}
