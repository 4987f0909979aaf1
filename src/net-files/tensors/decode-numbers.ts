/** Bytes of a tensor to numbers. */
import type { Numbers } from '../../engine/stack/types.ts'
import { DTYPES } from '../../io/safetensors/dtypes.ts'

/** Kinds of number by their bytes: IEEE 754 floats, bfloat16, integers, booleans of one byte. */
export type NumberType = 'f2' | 'bf2' | 'f4' | 'f8' | `${'i' | 'u'}${1 | 2 | 4 | 8}` | 'b1'

const WIDTHS = /\d$/

/** Bytes of one number. */
export const bytesOf = (type: NumberType): number => Number(WIDTHS.exec(type)?.[0])

const half = DTYPES.get('F16')?.read ?? (() => NaN)

type Read = (view: DataView, at: number, little: boolean) => number

/** bfloat16 is the upper half of a binary32; 64 bit integers become the nearest float64. */
const READ: Readonly<Record<NumberType, Read>> = {
  f2: (view, at, little) => {
    if (little) return half(view, at)
    const swapped = new DataView(new ArrayBuffer(2))
    swapped.setUint16(0, view.getUint16(at), true)
    return half(swapped, 0)
  },
  bf2: (view, at, little) => {
    const wide = new DataView(new ArrayBuffer(4))
    wide.setUint32(0, view.getUint16(at, little) * 0x10000)
    return wide.getFloat32(0)
  },
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
}

/** Kinds that float32 does not hold exactly. */
const WIDE: ReadonlySet<NumberType> = new Set(['f8', 'i4', 'i8', 'u4', 'u8'])

const LITTLE_HOST = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/**
 * The numbers of `bytes`, whose length is a multiple of the width: float32 where that holds every
 * number of the type, else float64. May share the bytes' memory.
 */
export function decodeNumbers(bytes: Uint8Array, type: NumberType, little = true): Numbers {
  const width = bytesOf(type)
  const count = bytes.length / width
  // What already stands there as this machine has it is not copied: a file may be large.
  if (LITTLE_HOST && little && bytes.byteOffset % width === 0) {
    if (type === 'f4') return new Float32Array(bytes.buffer, bytes.byteOffset, count)
    if (type === 'f8') return new Float64Array(bytes.buffer, bytes.byteOffset, count)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const numbers = WIDE.has(type) ? new Float64Array(count) : new Float32Array(count)
  const read = READ[type]
  for (let k = 0; k < count; k++) numbers[k] = read(view, k * width, little)
  return numbers
}
