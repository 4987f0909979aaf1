/**
 * The symbols of a text: which characters are symbols of their own, and what can be said of the
 * next one without a memory.
 */
import type { TextContent } from '../shared/file-content.ts'

/** Where nobody chose the number of symbols: */
/** as many as it takes for this share of the characters that are trained on, */
const COVERED = 0.99
/** no fewer than these, which hold printable ASCII and a line's end, */
const FEWEST = 96
/** and no more than these: inputs are one-hot, so that time and memory of a step grow with them. */
export const DEFAULT_MAX_SYMBOLS = 1000

/** What is written for characters that would not be seen, and for all that are no symbols. */
const SIGNS: Readonly<Record<number, string>> = { 9: '⇥', 10: '↵', 13: '↵', 32: '␣' }
const OTHER = '□'

export interface Alphabet {
  /** K: characters that are symbols of their own, in the order of their code points. */
  readonly own: number
  /** V: these, and one more for all other characters, where there are any. */
  readonly symbols: number
  /** From a character's rank to its symbol. */
  readonly symbolOf: Uint16Array
  /** Each symbol as it is written. */
  readonly names: readonly string[]
  /** How many characters of the text are the symbol for all others. */
  readonly rest: number
  /**
   * Cross-entropies on the held-out part, nats a character: of the best constant answer, and of a
   * table of pairs.
   */
  readonly constant: number
  readonly pairs: number
}

const known = new WeakMap<TextContent, Map<number | null, Alphabet>>()

/**
 * The alphabet of at most so many characters (and one symbol for the others); null: of as many as
 * the text needs.
 */
export function alphabetOf(content: TextContent, most: number | null = null): Alphabet {
  const alphabets = known.get(content) ?? new Map<number | null, Alphabet>()
  known.set(content, alphabets)
  const found = alphabets.get(most) ?? alphabetWith(content, most)
  alphabets.set(most, found)
  return found
}

function alphabetWith(content: TextContent, most: number | null): Alphabet {
  const { points, ranks, split } = content
  const own = Math.min(points.length, most ?? enough(content))
  const symbolOf = new Uint16Array(points.length + 1).fill(own)
  const order = Array.from(points.subarray(0, own), (point, rank) => ({ point, rank }))
  order.sort((a, b) => a.point - b.point)
  for (const [symbol, { rank }] of order.entries()) symbolOf[rank] = symbol
  let rest = 0
  for (const rank of ranks) if (rank >= own) rest++
  const symbols = rest > 0 ? own + 1 : own
  const names = order.map(({ point }) => SIGNS[point] ?? String.fromCodePoint(point))
  if (rest > 0) names.push(OTHER)
  return { own, symbols, symbolOf, names, rest, ...withoutMemory(ranks, split, symbols, symbolOf) }
}

/** Characters that it takes where nobody chose how many. */
function enough({ counts, split }: TextContent): number {
  let own = 0
  let covered = 0
  while (
    own < counts.length &&
    own < DEFAULT_MAX_SYMBOLS &&
    (own < FEWEST || covered < COVERED * split)
  ) {
    covered += counts[own++]
  }
  return own
}

/**
 * The best constant answer on the held-out part is that part's own distribution, whose
 * cross-entropy is its entropy. The table of pairs is counted in the part that is trained on and
 * smoothed after Witten & Bell 1991 (method C): p(b | a) = (n_ab + k_a·p(b)) / (n_a + k_a), k_a
 * being how many different symbols were seen to follow a, and p(b) = (n_b + 1) / (n + V).
 */
function withoutMemory(
  ranks: Uint16Array,
  split: number,
  V: number,
  symbolOf: Uint16Array,
): Pick<Alphabet, 'constant' | 'pairs'> {
  const heldOut = ranks.length - split
  const constant = countOf(ranks.subarray(split), V, symbolOf).reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / heldOut) * Math.log(count / heldOut)),
    0,
  )
  const single = countOf(ranks.subarray(0, split), V, symbolOf)
  const pair = new Uint32Array(V * V)
  for (let n = 1; n < split; n++) pair[symbolOf[ranks[n - 1]] * V + symbolOf[ranks[n]]]++
  const rows = Array.from({ length: V }, (_, a) => pair.subarray(a * V, (a + 1) * V))
  const total = rows.map((row) => row.reduce((sum, count) => sum + count, 0))
  const kinds = rows.map((row) => row.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0))
  let pairs = 0
  for (let n = split + 1; n < ranks.length; n++) {
    const [a, b] = [symbolOf[ranks[n - 1]], symbolOf[ranks[n]]]
    const alone = (single[b] + 1) / (split + V)
    const known = total[a] + kinds[a]
    pairs -= Math.log(known === 0 ? alone : (pair[a * V + b] + kinds[a] * alone) / known)
  }
  return { constant, pairs: heldOut > 1 ? pairs / (heldOut - 1) : 0 }
}

function countOf(ranks: Uint16Array, V: number, symbolOf: Uint16Array): number[] {
  const counts = new Array<number>(V).fill(0)
  for (const rank of ranks) counts[symbolOf[rank]]++
  return counts
}
