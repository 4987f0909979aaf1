/** The numbers of a tensor that is a view of a storage. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { broken, refused } from '../../refusals.ts'
import { numbersLike } from '../../tensors/arrange-gates.ts'
import { bytesOf, decodeNumbers, type NumberType } from '../../tensors/decode-numbers.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'
import type { Tensor } from './pickle-values.ts'

export const FORMAT = 'PyTorch'

/** Where a file has its numbers. */
export interface StoredNumbers {
  readonly littleEndian: boolean
  /** Bytes of a storage; null where it is not there. */
  size(key: string): number | null
  /** Bytes `begin` to `begin + length` of a storage. */
  bytes(key: string, begin: number, length: number): Promise<Uint8Array>
}

/** By PyTorch's names of types and of storages' classes, in small letters. */
const TYPES: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['float16', 'f2'],
  ['half', 'f2'],
  ['bfloat16', 'bf2'],
  ['float32', 'f4'],
  ['float', 'f4'],
  ['float64', 'f8'],
  ['double', 'f8'],
])

/** A view of more numbers than its storage has, beyond these, is taken for a trap. */
const EXPANDED = 2 ** 20

/** @throws InputError net-file-broken for a view that goes beyond its storage */
export function tensorOfFile(name: string, tensor: Tensor, stored: StoredNumbers): TensorOfFile {
  const { storage, offset, shape, strides } = tensor
  const dtype = tensor.dtype ?? storage.type.replace(/Storage$/u, '').toLowerCase()
  const type = TYPES.get(dtype)
  const count = shape.includes(0) ? 0 : shape.reduce((product, n) => product * n, 1)
  const span =
    count === 0 ? 0 : 1 + shape.reduce((sum, n, side) => sum + (n - 1) * strides[side], 0)
  const load = async (): Promise<Numbers> => {
    if (type === undefined) throw refused(FORMAT, 'unknown-type', dtype)
    const width = bytesOf(type)
    const begin = offset * width
    const raw =
      span === 0 ? new Uint8Array(0) : await stored.bytes(storage.key, begin, span * width)
    const numbers = decodeNumbers(raw, type, stored.littleEndian)
    return isContiguous(shape, strides) ? numbers : gathered(numbers, shape, strides, count)
  }
  if (type !== undefined) {
    const size = stored.size(storage.key)
    if (size === null) throw broken(FORMAT, 'missing', name)
    const width = bytesOf(type)
    const said = storage.type === 'UntypedStorage' ? storage.count / width : storage.count
    const room = Math.min(said, size / width)
    const fits = said <= room && offset + span <= room && count <= Math.max(room, EXPANDED)
    if (!fits) throw broken(FORMAT, 'bad-shape', name)
  }
  return { name, shape, dtype, load }
}

/** Whether the numbers stand there one after the other, row-major. */
function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1
  for (let side = shape.length - 1; side >= 0; side--) {
    if (shape[side] !== 1 && strides[side] !== expected) return false
    expected *= shape[side]
  }
  return true
}

function gathered(
  from: Numbers,
  shape: readonly number[],
  strides: readonly number[],
  count: number,
): Numbers {
  const numbers = numbersLike(from, count)
  const place = shape.map(() => 0)
  let at = 0
  for (let k = 0; k < count; k++) {
    numbers[k] = from[at]
    for (let side = shape.length - 1; side >= 0; side--) {
      at += strides[side]
      if (++place[side] < shape[side]) break
      at -= strides[side] * shape[side]
      place[side] = 0
    }
  }
  return numbers
}
