/**
 * Splits a task's check into the conditions joined by &&, and each comparison into its two sides.
 * Works on the text of an expression that the expression worker has already parsed. Pure.
 */

export interface Condition {
  readonly whole: string
  /** Of a comparison, its two sides; null where it is none. */
  readonly compared: { readonly left: string; readonly sign: string; readonly right: string } | null
}

const SIGNS = ['<=', '>=', '==', '!=', '<', '>'] as const

/** The conditions of a check, in their order. */
export function conditionsOf(check: string): Condition[] {
  const text = check.trim().replaceAll(/\s+/g, ' ')
  const ends = [...host(text)].filter((at) => text.startsWith('&&', at))
  // With any other operator at the top level it is one condition.
  const joined = [...host(text)].some((at) => text.startsWith('||', at) || text[at] === '?')
  const parts = joined
    ? [text]
    : [...ends, text.length].map((end, n) => text.slice(n === 0 ? 0 : ends[n - 1] + 2, end))
  return parts.map((part) => ({
    whole: part.trim(),
    compared: joined ? null : comparisonOf(part.trim()),
  }))
}

function comparisonOf(text: string): Condition['compared'] {
  for (const at of host(text)) {
    const sign = SIGNS.find((one) => text.startsWith(one, at))
    if (sign)
      return { left: text.slice(0, at).trim(), sign, right: text.slice(at + sign.length).trim() }
  }
  return null
}

/** Indices outside brackets and quotes. */
function* host(text: string): Generator<number> {
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (quote !== '') {
      if (letter === '\\') at++
      else if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if ('([{'.includes(letter)) depth++
    else if (')]}'.includes(letter)) depth--
    else if (depth === 0) yield at
  }
}
