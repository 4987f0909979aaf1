/** Broken copies of a file, the same ones in every run. */

import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** `count` copies with flipped bits, other bytes, cuts, repeats and lying 32-bit fields. */
export function* mutations(bytes: Uint8Array, count: number, seed = 13): Generator<Uint8Array> {
  const random = xoroshiro128plus(seed)
  const below = (n: number) => uniformInt(random, 0, Math.max(0, n - 1))
  for (let k = 0; k < count; k++) {
    let copy = bytes.slice()
    for (let times = 1 + below(3); times > 0; times--) {
      const at = below(copy.length)
      const rest = copy.length - at
      if (copy.length === 0) break
      const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength)
      const lie = [0, 1, 0x7fffffff, 0xffffffff, copy.length, copy.length - 1, 0x10000][below(7)]
      const ways = [
        () => (copy[at] ^= 1 << below(8)),
        () => (copy[at] = below(256)),
        () => (copy = copy.slice(0, at)),
        () => (copy = joined(copy.slice(0, at), copy.slice(at + below(rest)))),
        () => (copy = joined(copy.slice(0, at), copy.slice(below(at + 1)))),
        () => rest >= 4 && view.setUint32(at, lie, true),
        () => rest >= 4 && view.setUint32(at, lie, false),
      ]
      ways[below(ways.length)]()
    }
    yield copy
  }
}

const joined = (a: Uint8Array, b: Uint8Array) => new Uint8Array(Buffer.concat([a, b]))
