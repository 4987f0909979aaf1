/** Whether a file begins as an ONNX model does. */
import type { Source } from '../../source.ts'

/** Fields of ModelProto that may stand before the graph, by number: the kind of value they have. */
const KNOWN: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [2, 2],
  [3, 2],
  [4, 2],
  [5, 0],
  [6, 2],
  [8, 2],
  [14, 2],
  [25, 2],
])
const GRAPH = 7
/** Versions of the format, of which there are 13 so far. */
const IR_VERSIONS = 1000

/** Fields that are looked at. */
const FIELDS = 64
/** Bytes that hold a tag and a length. */
const BEGINNING = 16

/**
 * A model has no magic number. Its fields are few, and the graph stands early: nothing but known
 * fields comes before it, the version of the format among them.
 */
export async function looksLikeModel(head: Uint8Array, source: Source): Promise<boolean> {
  let version = 0
  for (let at = 0, fields = 0; at < source.size && fields < FIELDS; fields++) {
    const length = Math.min(BEGINNING, source.size - at)
    const seen = at + length <= head.length
    const bytes = seen ? head.subarray(at, at + length) : await source.bytes(at, length)
    const tag = varint(bytes, 0)
    const value = tag && varint(bytes, tag.next)
    if (!tag || !value) return false
    const [number, wire] = [tag.value >> 3, tag.value & 7]
    if (number === GRAPH && wire === 2) return version > 0
    if (KNOWN.get(number) !== wire) return false
    if (number === 1) version = value.value
    if (version > IR_VERSIONS) return false
    at += value.next + (wire === 2 ? value.value : 0)
  }
  return false
}

/** Five bytes are enough for lengths that may be skipped here. */
function varint(bytes: Uint8Array, begin: number): { value: number; next: number } | null {
  let value = 0
  for (let k = 0; k < 5 && begin + k < bytes.length; k++) {
    const byte = bytes[begin + k]
    value += (byte & 127) * 128 ** k
    if (byte < 128) return { value, next: begin + k + 1 }
  }
  return null
}
