/** Arrays of NumPy's .npy format. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { numbersLike } from '../../tensors/arrange-gates.ts'
import { bytesOf, decodeNumbers } from '../../tensors/decode-numbers.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'
import { NPY_HEAD, type NpyHeader, numpyBroken, readNpyHeader } from './npy-header.ts'

export interface NpyArray {
  readonly shape: readonly number[]
  /** Row-major, whatever the order in the file is. */
  readonly numbers: Numbers
}

/** Bytes by ranges: of a file, or of a file within an archive. */
export interface Ranges {
  readonly size: number
  bytes(begin: number, length: number): Promise<Uint8Array>
}

/**
 * The array of a .npy file; `place` is its name for messages, cleaned for print.
 * @throws InputError net-file-broken; net-file-refused for numbers of a type that is not read
 */
export function readNpy(bytes: Uint8Array, place: string): NpyArray {
  const header = readNpyHeader(bytes.subarray(0, NPY_HEAD), place)
  const data = bytes.subarray(header.begin)
  checkSize(header, data.length, place)
  return { shape: header.shape, numbers: readNumbers(data, header) }
}

/** The same by ranges: its numbers are read when it is loaded. */
export async function openNpy(source: Ranges, name: string, place: string): Promise<TensorOfFile> {
  const head = await source.bytes(0, Math.min(NPY_HEAD, source.size))
  const header = readNpyHeader(head, place)
  const length = source.size - header.begin
  checkSize(header, length, place)
  const load = async () => readNumbers(await source.bytes(header.begin, length), header)
  return { name, shape: header.shape, dtype: header.descr, load }
}

/** A file with more arrays than one, or with fewer numbers, is not what it says. */
function checkSize({ count, type }: NpyHeader, bytes: number, place: string): void {
  if (count * bytesOf(type) !== bytes) throw numpyBroken('bad-shape', place)
}

function readNumbers(data: Uint8Array, header: NpyHeader): Numbers {
  const numbers = decodeNumbers(data, header.type, header.littleEndian)
  return header.fortranOrder && header.shape.length > 1 ? rowMajor(numbers, header.shape) : numbers
}

/** Numbers whose first index runs fastest, with the last one running fastest. */
function rowMajor(numbers: Numbers, shape: readonly number[]): Numbers {
  const turned = numbersLike(numbers, numbers.length)
  const index = new Uint32Array(shape.length)
  const strides = shape.map((_, side) => shape.slice(0, side).reduce((a, b) => a * b, 1))
  let from = 0
  for (let to = 0; to < turned.length; to++) {
    turned[to] = numbers[from]
    for (let side = shape.length - 1; side >= 0; side--) {
      from += strides[side]
      if (++index[side] < shape[side]) break
      from -= strides[side] * shape[side]
      index[side] = 0
    }
  }
  return turned
}
