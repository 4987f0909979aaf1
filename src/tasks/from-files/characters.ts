/**
 * From a text to characters, ranked by how frequent they are in the part that is trained on
 * (alphabet.ts makes symbols of them).
 */

import { LIMITS } from '../../rules/limits.ts'
import { shared, type TextContent } from '../shared/file-content.ts'

const [, MAX_SYMBOLS] = LIMITS.symbols
/** The last tenth is held out. */
const LAST_PART = 10

/**
 * A text as ranks: characters are Unicode code points, a line's end is one whatever the system
 * (CRLF as LF). Rank 0 is the most frequent character of the part that is trained on; of two that
 * are equally frequent the smaller code point comes first.
 */
export function contentOfText(text: string): TextContent {
  const lines = text.replaceAll('\r\n', '\n')
  let length = 0
  eachPoint(lines, () => length++)
  const split = length - Math.floor(length / LAST_PART)
  const ranked = byFrequency(lines, split).slice(0, MAX_SYMBOLS)
  const rankOf = new Map(ranked.map(([point], rank) => [point, rank]))
  const ranks = new Uint16Array(new SharedArrayBuffer(2 * length))
  eachPoint(lines, (point, n) => {
    ranks[n] = rankOf.get(point) ?? ranked.length
  })
  const points = ranked.map(([point]) => point)
  const counts = ranked.map(([, count]) => count)
  return {
    form: 'text',
    points: shared(Uint32Array, points),
    counts: shared(Uint32Array, counts),
    ranks,
    split,
  }
}

/** Calls back for every code point, with how many there were before it. */
function eachPoint(text: string, visit: (point: number, n: number) => void): void {
  for (let at = 0, n = 0; at < text.length; n++) {
    const point = text.codePointAt(at) ?? 0
    visit(point, n)
    at += point > 0xffff ? 2 : 1
  }
}

/** The code points among the first so many characters, and how often each is there. */
function byFrequency(text: string, split: number): [point: number, count: number][] {
  const counts = new Map<number, number>()
  eachPoint(text, (point, n) => {
    if (n < split) counts.set(point, (counts.get(point) ?? 0) + 1)
  })
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)
}
