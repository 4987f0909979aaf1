/** Values of a line of JSON, in which Python's NaN and infinities may stand bare. */
import { parseJson, replaceBare } from '../io/json.ts'

export const LIMITS = { depth: 16, parts: 2_500_000 }

/** What JSON itself has for a missing value. */
const NONE = 'null'

/** Python's json writes NaN, which JSON doesn't have. */
export const nulls = (line: string) => replaceBare(line, () => NONE)

/** Marks bare names in what is parsed; a JSON file cannot contain this character unescaped. */
export const MARK = '\u0000'

export const marked = (line: string) => replaceBare(line, (name) => `"\\u0000${name}"`)

export function parsed(line: string): unknown {
  const strict = parseJson(line, LIMITS)
  if (!('problem' in strict)) return strict.value
  const mended = strict.problem === 'syntax' ? parseJson(nulls(line), LIMITS) : strict
  return 'problem' in mended ? undefined : mended.value
}

/** Python's NaN, in a text that was marked. */
const NAN = `${MARK}NaN`

/**
 * The word of an entry of y that says that nothing is asked: null, NaN, a text or a number that
 * means it, or a list of nothing else. null where something is asked.
 */
export function missingWord(value: unknown, isMissing: (word: string) => boolean): string | null {
  if (value === null) return NONE
  if (value === NAN) return 'NaN'
  if (typeof value === 'string') return isMissing(value.trim()) ? value.trim() : null
  if (typeof value === 'number') return isMissing(String(value)) ? String(value) : null
  if (!Array.isArray(value) || value.length === 0) return null
  const words = value.map((one) => (Array.isArray(one) ? null : missingWord(one, isMissing)))
  return words.includes(null) ? null : words[0]
}

/** A text, or true or false, which are classes, too. */
export const isLabel = (value: unknown): value is string | boolean =>
  typeof value === 'string' || typeof value === 'boolean'

export const labelOf = (value: unknown): string => String(value)

/** The place of the first entry that is one of these names. */
export function findIn(
  value: unknown,
  place: string,
  names: readonly unknown[],
): { place: string; found: string } | null {
  if (names.includes(value)) return { place, found: String(value) }
  if (!Array.isArray(value)) return null
  for (const [n, inner] of value.entries()) {
    const found = findIn(inner, `${place}[${n}]`, names)
    if (found) return found
  }
  return null
}
