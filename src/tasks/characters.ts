/** From a text to symbols, and what can be said of its next character without a memory. */
import type { TextContent } from './content.ts'

/** Characters that are symbols of their own; all others are one symbol together. */
const MOST_SYMBOLS = 96
/** The last tenth is held out. */
const HELD_OUT = 10

/**
 * A text as symbols: characters are Unicode code points, a line's end is one whatever the system (CRLF as LF). The 96 most frequent
 * of the part that is trained on (the smaller code point first where two are equally frequent) are symbols, in the order of
 * their code points; where there are others, all of them are one last symbol.
 */
export function contentOfText(text: string): TextContent {
  const lines = text.replaceAll('\r\n', '\n')
  let length = 0
  eachPoint(lines, () => length++)
  const split = length - Math.floor(length / HELD_OUT)
  const symbolOf = new Map(mostFrequent(lines, split).map((point, symbol) => [point, symbol]))
  const rest = symbolOf.size
  const codes = new Uint8Array(new SharedArrayBuffer(length))
  eachPoint(lines, (point, n) => {
    codes[n] = symbolOf.get(point) ?? rest
  })
  const symbols = codes.includes(rest) ? rest + 1 : rest
  return { form: 'text', symbols, codes, split, ...withoutMemory(codes, split, symbols) }
}

/** Calls back for every code point, with how many there were before it. */
function eachPoint(text: string, visit: (point: number, n: number) => void): void {
  for (let at = 0, n = 0; at < text.length; n++) {
    const point = text.codePointAt(at) ?? 0
    visit(point, n)
    at += point > 0xffff ? 2 : 1
  }
}

/** The code points among the first so many that are symbols, ascending. */
function mostFrequent(text: string, split: number): number[] {
  const counts = new Map<number, number>()
  eachPoint(text, (point, n) => {
    if (n < split) counts.set(point, (counts.get(point) ?? 0) + 1)
  })
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || a - b)
  return ranked
    .slice(0, MOST_SYMBOLS)
    .map(([point]) => point)
    .sort((a, b) => a - b)
}

/**
 * Cross-entropies on the held-out part, nats a character. The best constant answer is that part's own distribution, whose
 * cross-entropy is its entropy. The table of pairs is counted in the part that is trained on and smoothed after Witten &
 * Bell 1991 (method C): p(b | a) = (n_ab + k_a·p(b)) / (n_a + k_a), k_a being how many different symbols were seen to follow a, and p(b) =
 * (n_b + 1) / (n + V).
 */
function withoutMemory(codes: Uint8Array, split: number, V: number): Pick<TextContent, 'constant' | 'pairs'> {
  const heldOut = codes.length - split
  const constant = countOf(codes.subarray(split), V).reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / heldOut) * Math.log(count / heldOut)),
    0,
  )
  const single = countOf(codes.subarray(0, split), V)
  const pair = new Uint32Array(V * V)
  for (let n = 1; n < split; n++) pair[codes[n - 1] * V + codes[n]]++
  const rows = Array.from({ length: V }, (_, a) => pair.subarray(a * V, (a + 1) * V))
  const total = rows.map((row) => row.reduce((sum, count) => sum + count, 0))
  const kinds = rows.map((row) => row.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0))
  let pairs = 0
  for (let n = split + 1; n < codes.length; n++) {
    const [a, b] = [codes[n - 1], codes[n]]
    const alone = (single[b] + 1) / (split + V)
    const known = total[a] + kinds[a]
    pairs -= Math.log(known === 0 ? alone : (pair[a * V + b] + kinds[a] * alone) / known)
  }
  return { constant, pairs: heldOut > 1 ? pairs / (heldOut - 1) : 0 }
}

function countOf(codes: Uint8Array, V: number): number[] {
  const counts = new Array<number>(V).fill(0)
  for (const code of codes) counts[code]++
  return counts
}
