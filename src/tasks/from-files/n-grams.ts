/**
 * What can be said of the next symbol of a text by counting: tables of n symbols, counted in the
 * part that is trained on and tried on the part that is held out.
 */
import type { NGrams } from '../shared/task.ts'

/** Known symbols of the largest table. */
const MOST_KNOWN = 4
/** Of longer texts larger tables than pairs would take too much room. */
const LONGEST = 2 ** 21

/** How often each symbol followed a history, and how often any did. */
interface Row {
  readonly counts: Map<number, number>
  total: number
}

/**
 * Tables smoothed after Witten & Bell 1991 (method C), each by the next smaller one: with n_ha how
 * often a followed the history h, n_h how often anything did, k_h how many different symbols did,
 * and h′ the history without its first symbol
 *
 *   p(a | h) = (n_ha + k_h·p(a | h′)) / (n_h + k_h),   p(a) = (n_a + 1) / (n + V).
 *
 * @param symbols all of the text, 0 to V − 1 each
 * @param split symbols that are counted, from the start
 * @param from the first one that is asked, at or behind the split
 * @param to behind the last
 */
export function nGramsOf(
  symbols: ArrayLike<number>,
  V: number,
  split: number,
  from: number,
  to: number,
): NGrams {
  const most = symbols.length > LONGEST ? 1 : MOST_KNOWN
  const tables = Array.from({ length: most + 1 }, (_, known) => count(symbols, V, split, known))
  const sums = new Float64Array(most + 1)
  for (let n = from; n < to; n++) {
    const symbol = symbols[n]
    let p = 1 / V
    for (let known = 0; known <= most; known++) {
      const row = tables[known].get(historyAt(symbols, V, n, known))
      // Of single symbols each counts once more, so that none is impossible.
      if (known === 0) p = ((row?.counts.get(symbol) ?? 0) + 1) / (split + V)
      else if (row) {
        const kinds = row.counts.size
        p = ((row.counts.get(symbol) ?? 0) + kinds * p) / (row.total + kinds)
      }
      sums[known] -= Math.log2(p)
    }
  }
  return { uniform: Math.log2(V), tables: Array.from(sums, (sum) => sum / (to - from)) }
}

/** The `known` symbols before n as one number; below 2^48 for V ≤ 4096. */
function historyAt(symbols: ArrayLike<number>, V: number, n: number, known: number): number {
  let history = 0
  for (let k = n - known; k < n; k++) history = history * V + symbols[k]
  return history
}

function count(symbols: ArrayLike<number>, V: number, split: number, known: number) {
  const table = new Map<number, Row>()
  for (let n = known; n < split; n++) {
    const history = historyAt(symbols, V, n, known)
    const row = table.get(history) ?? { counts: new Map<number, number>(), total: 0 }
    if (row.total === 0) table.set(history, row)
    row.counts.set(symbols[n], (row.counts.get(symbols[n]) ?? 0) + 1)
    row.total++
  }
  return table
}
