/** safetensors files: made by hand, so that they can lie, and stored ones. */
import { readFileSync } from 'node:fs'

/**
 * 8 bytes of length, the header as it is, the data; `claimed` replaces the header's true length.
 */
export function file(
  header: string | Uint8Array | object,
  data: Uint8Array = new Uint8Array(0),
  claimed?: bigint,
): Uint8Array {
  const json =
    header instanceof Uint8Array
      ? header
      : Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(claimed ?? BigInt(json.length))
  return new Uint8Array(Buffer.concat([length, json, data]))
}

/** The entry of a float32 tensor that lies from `begin` on. */
export function entry(shape: number[], begin: number, dtype = 'F32', bytes = 4): object {
  const end = begin + bytes * shape.reduce((product, n) => product * n, 1)
  return { dtype, shape, data_offsets: [begin, end] }
}

/** The bytes of a stored file of tensors. */
export const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}.safetensors`, import.meta.url))
