/**
 * The number formats that a tensor of a safetensors file may have here. All are stored
 * little-endian.
 */

export interface Dtype {
  /** Bytes of one number. */
  readonly bytes: number
  /** The number that begins at byte `at`. */
  read(view: DataView, at: number): number
}

/**
 * binary16, bfloat16 (the upper half of a binary32), binary32 and binary64; IEEE 754 as in
 * safetensors' own names.
 */
export const DTYPES: ReadonlyMap<string, Dtype> = new Map<string, Dtype>([
  ['F16', { bytes: 2, read: (view, at) => half(view.getUint16(at, true)) }],
  ['BF16', { bytes: 2, read: (view, at) => brain(view.getUint16(at, true)) }],
  ['F32', { bytes: 4, read: (view, at) => view.getFloat32(at, true) }],
  ['F64', { bytes: 8, read: (view, at) => view.getFloat64(at, true) }],
])

/** Bytes of one number of the format's other types, which may stand beside a net's weights. */
export const OTHER_BYTES: ReadonlyMap<string, number> = new Map(
  [
    ['BOOL', 'U8', 'I8', 'F8_E5M2', 'F8_E4M3', 'F8_E8M0', 'F8_E4M3FNUZ', 'F8_E5M2FNUZ'],
    ['I16', 'U16'],
    ['I32', 'U32'],
    ['I64', 'U64', 'C64'],
  ].flatMap((names, power) => names.map((name) => [name, 2 ** power])),
)

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

const scratch = new DataView(new ArrayBuffer(4))

function brain(bits: number): number {
  scratch.setUint32(0, bits * 0x10000)
  return scratch.getFloat32(0)
}

/** `count` numbers of a kind from byte `at` on, each rounded to the nearest float32. */
export function readNumbers(dtype: Dtype, view: DataView, at: number, count: number): Float32Array {
  const numbers = new Float32Array(count)
  for (let k = 0; k < count; k++) numbers[k] = dtype.read(view, at + k * dtype.bytes)
  return numbers
}
