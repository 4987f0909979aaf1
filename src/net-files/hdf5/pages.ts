/** An HDF5 file's structures, which are small and lie anywhere, read through a few windows. */
import type { Source } from '../source.ts'
import { broken, Fields } from './fields.ts'

const WINDOW = 2 ** 14
const WINDOWS = 8
/**
 * Bytes that structures may have together, beside twice the file: each is needed about once, and a
 * file in which structures overlap must not take time or memory without end.
 */
const STRUCTURES = 2 ** 22

export class Pages {
  #spent = 0
  #windows: { readonly begin: number; readonly bytes: Uint8Array }[] = []

  constructor(readonly source: Source) {}

  /** The structure of `length` bytes at an address. Throws InputError net-file-cut, -broken. */
  async fields(address: number | null, length: number): Promise<Fields> {
    return new Fields(await this.bytes(address, length))
  }

  async bytes(address: number | null, length: number): Promise<Uint8Array> {
    if (address === null) throw broken('missing')
    this.#spent += length
    if (this.#spent > 2 * this.source.size + STRUCTURES) throw broken('too-large')
    if (length > WINDOW) return this.source.bytes(address, length)
    const window = await this.#window(address, length)
    return window.bytes.subarray(address - window.begin, address - window.begin + length)
  }

  async #window(begin: number, length: number) {
    const found = this.#windows.find(
      (each) => begin >= each.begin && begin + length <= each.begin + each.bytes.length,
    )
    if (found !== undefined) return found
    const room = Math.max(length, Math.min(WINDOW, this.source.size - begin))
    const window = { begin, bytes: await this.source.bytes(begin, room) }
    this.#windows = [window, ...this.#windows.slice(0, WINDOWS - 1)]
    return window
  }
}
