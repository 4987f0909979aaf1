/**
 * An order of sequences, and of classes, that depends on what they hold alone: not on the order of
 * a file's rows, and not on how its labels are spelt.
 */
import type { Gathered } from '../shared/file-content.ts'

export interface Canonical {
  /** Numbers of all sequences. */
  readonly order: Uint32Array
  /** Of each class its place among the classes; empty where the answers are numbers. */
  readonly ranks: Uint32Array
}

/** A step of MurmurHash3's 32-bit mixing (Appleby 2011). */
function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function finished(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h ^ (h >>> 13), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 53 bits of a hash of each sequence's inputs, and of the steps at which it is asked. */
function hashesOf({ inputSize, start, x, asked, at }: Gathered): Float64Array {
  const bits = new Uint32Array(x.buffer, x.byteOffset, x.length)
  // -0 and 0 are the same number.
  const word = (n: number) => (x[n] === 0 ? 0 : bits[n])
  return Float64Array.from({ length: start.length - 1 }, (_, n) => {
    let low = 1
    let high = 2
    const add = (value: number) => {
      low = mixed(low, value)
      high = mixed(high, value)
    }
    add(start[n + 1] - start[n])
    for (let k = start[n] * inputSize; k < start[n + 1] * inputSize; k++) add(word(k))
    for (let answer = asked[n]; answer < asked[n + 1]; answer++) add(at[answer])
    return finished(low) + (finished(high) >>> 11) * 2 ** 32
  })
}

/**
 * Sequences by a hash of their inputs; equal ones by their answers. Classes by how many sequences
 * have them, then by the hashes of these. Two classes with the very same inputs cannot be told
 * apart so: they keep the order of their names.
 */
export function canonical(gathered: Gathered): Canonical {
  const { start, asked, classes, outputSize, y } = gathered
  const hashes = hashesOf(gathered)
  const byHash = Uint32Array.from(hashes.keys()).sort((a, b) => hashes[a] - hashes[b])
  const ranks = classes ? ranksOf(gathered, hashes, byHash) : new Uint32Array(0)
  const width = classes ? 1 : outputSize
  const answerOf = (n: number) => (classes ? ranks[y[n]] : y[n])
  const byAnswers = (a: number, b: number): number => {
    const count = Math.min(asked[a + 1] - asked[a], asked[b + 1] - asked[b]) * width
    for (let k = 0; k < count; k++) {
      const apart = answerOf(asked[a] * width + k) - answerOf(asked[b] * width + k)
      if (apart !== 0) return apart
    }
    return 0
  }
  const order = byHash.sort((a, b) => hashes[a] - hashes[b] || byAnswers(a, b))
  if (order.length !== start.length - 1) throw new RangeError('an order of all sequences')
  return { order, ranks }
}

/** The place of each class among the classes. */
function ranksOf(gathered: Gathered, hashes: Float64Array, byHash: Uint32Array): Uint32Array {
  const members = membersOf(gathered, byHash)
  const compare = (a: number, b: number): number => {
    const [one, other] = [members[a], members[b]]
    if (one.length !== other.length) return one.length - other.length
    for (let k = 0; k < one.length; k++) {
      const apart = hashes[one[k]] - hashes[other[k]]
      if (apart !== 0) return apart
    }
    return a - b
  }
  const sorted = Array.from(members.keys()).sort(compare)
  const ranks = new Uint32Array(members.length)
  for (const [rank, one] of sorted.entries()) ranks[one] = rank
  return ranks
}

/** Of each class the sequences that have it, in the given order. */
export function membersOf({ outputSize, asked, y }: Gathered, order: Uint32Array): number[][] {
  const members = Array.from({ length: outputSize }, (): number[] => [])
  for (const n of order) {
    for (const one of classesOf(asked, y, n)) members[one].push(n)
  }
  return members
}

/** The classes that a sequence asks for, each once. */
export function classesOf(asked: readonly number[], y: Float32Array, n: number): Iterable<number> {
  return asked[n + 1] - asked[n] === 1 ? [y[asked[n]]] : new Set(y.subarray(asked[n], asked[n + 1]))
}
