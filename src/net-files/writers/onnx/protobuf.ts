/** Protocol buffers' wire format, as far as onnx.proto needs it: varints, floats, delimited bytes. */

/** One field of a message: its number and what follows. */
export type Field = readonly Uint8Array[]

/** A whole number ≥ 0, seven bits a byte, the lowest first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Uint8Array.from([...bytes, rest])
}

const [VARINT, DELIMITED, FIXED_32] = [0, 2, 5]
const key = (field: number, wire: number) => varint(field * 8 + wire)

export const integer = (field: number, value: number): Field => [key(field, VARINT), varint(value)]

export function float(field: number, value: number): Field {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return [key(field, FIXED_32), bytes]
}

export const bytes = (field: number, value: Uint8Array): Field => [
  key(field, DELIMITED),
  varint(value.length),
  value,
]

export const text = (field: number, value: string): Field =>
  bytes(field, new TextEncoder().encode(value))

/** A message within a message. */
export const message = (field: number, fields: readonly Field[]): Field => {
  const length = fields.flat().reduce((sum, part) => sum + part.length, 0)
  return [key(field, DELIMITED), varint(length), ...fields.flat()]
}

/** A whole message. */
export function serialise(fields: readonly Field[]): Uint8Array {
  const parts = fields.flat()
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
