/** Messages in the wire format of protocol buffers, field by field. */

/** In two's complement where it is negative, as protobuf has it. */
function varint(value: number): number[] {
  let left = BigInt.asUintN(64, BigInt(value))
  const out: number[] = []
  for (; left >= 128n; left >>= 7n) out.push(Number(left & 127n) | 128)
  return [...out, Number(left)]
}

const tag = (field: number, wire: number): number[] => varint(field * 8 + wire)

export const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts))

export const integer = (field: number, value: number): Uint8Array =>
  Uint8Array.from([...tag(field, 0), ...varint(value)])

export const bytes = (field: number, content: Uint8Array): Uint8Array =>
  join(Uint8Array.from([...tag(field, 2), ...varint(content.length)]), content)

export const text = (field: number, content: string): Uint8Array =>
  bytes(field, new TextEncoder().encode(content))

export const float = (field: number, value: number): Uint8Array =>
  join(Uint8Array.from(tag(field, 5)), new Uint8Array(Float32Array.of(value).buffer))

export const packed = (field: number, values: Float32Array): Uint8Array =>
  bytes(field, new Uint8Array(values.slice().buffer))
