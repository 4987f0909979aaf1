/**
 * Untrusted JSON. Its size is bounded before parsing, since JSON.parse takes minutes and gigabytes
 * for a file of brackets alone. Repeated keys are found, of which JSON.parse silently keeps the
 * last.
 */

/** Why a text could not be taken: not UTF-8, not JSON, nested too deep, or of too many parts. */
export type JsonProblem = 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts'

export interface JsonLimits {
  /** Deepest nesting of arrays and objects. */
  readonly depth: number
  /** Most characters that open or name something: `[`, `{` and `:`. */
  readonly parts: number
}

export type JsonResult = { readonly value: unknown } | { readonly problem: JsonProblem }

const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_ARRAY = 91
const BACKSLASH = 92
const CLOSE_ARRAY = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/**
 * The text of UTF-8 bytes (a byte order mark is dropped), or null where they are not UTF-8 or too
 * long for a string.
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether it is an object of JSON: neither a list nor null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parses a text within limits. */
export function parseJson(text: string, limits: JsonLimits): JsonResult {
  const problem = beyond(text, limits)
  if (problem !== null) return { problem }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { problem: 'syntax' }
  }
}

/** What Python's json writes for numbers that JSON does not have. */
export const NOT_FINITE: readonly unknown[] = ['NaN', 'Infinity', '-Infinity']

/**
 * JSON, or JSON but for NaN and Infinity, which become strings so that their place can be named.
 */
export function parseTolerant(text: string, limits: JsonLimits): JsonResult {
  const parsed = parseJson(text, limits)
  if (!('problem' in parsed) || parsed.problem !== 'syntax') return parsed
  const quoted = replaceBare(text, (name) => `"${name}"`)
  return quoted === text ? parsed : parseJson(quoted, limits)
}

/**
 * The same text with something else in place of every NaN and infinity that stands outside its
 * strings, as Python's json writes them.
 */
export function replaceBare(text: string, by: (name: string) => string): string {
  const bare = /"|-?Infinity|NaN/g
  let written = ''
  let from = 0
  for (let found = bare.exec(text); found !== null; found = bare.exec(text)) {
    if (found[0] === '"') bare.lastIndex = endOfString(text, found.index) + 1
    else {
      written += text.slice(from, found.index) + by(found[0])
      from = bare.lastIndex
    }
  }
  return written + text.slice(from)
}

/** One pass over the text outside its strings, in constant memory. */
function beyond(text: string, limits: JsonLimits): JsonProblem | null {
  let depth = 0
  let parts = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth++
      parts++
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--
    else if (code === COLON) parts++
    if (depth > limits.depth) return 'too-deep'
    if (parts > limits.parts) return 'too-many-parts'
  }
  return null
}

/** The place of the quote that ends the string begun at `at`; the text's end if there is none. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === BACKSLASH) end++
    else if (code === QUOTE) return end
  }
  return text.length
}

/** The first key that occurs twice in one object of a text that is known to be JSON, or null. */
export function repeatedKey(text: string): string | null {
  const open: (Set<string> | null)[] = []
  let keyNext = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at)
      if (keyNext) {
        const plain = text.slice(at + 1, end)
        const key: string = plain.includes('\\') ? JSON.parse(`"${plain}"`) : plain
        const keys = open[open.length - 1]
        if (keys?.has(key)) return key
        keys?.add(key)
        keyNext = false
      }
      at = end
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      open.push(code === OPEN_OBJECT ? new Set() : null)
      keyNext = code === OPEN_OBJECT
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      open.pop()
      keyNext = false
    } else if (code === COMMA) keyNext = open[open.length - 1] != null
  }
  return null
}
