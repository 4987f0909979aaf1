/** Nets whose files are JSON: read whole, within limits, and told apart by what stands in them. */
import { decodeUtf8, parseJson, repeatedKey } from '../io/json.ts'
import { refusalsOf } from './refusals.ts'
import type { Source } from './source.ts'

/** Bytes: JSON of more numbers than that takes more memory than a reader may. */
const LONGEST = 2 ** 25
/** What opens or names something: brain.js names each number. */
const LIMITS = { depth: 64, parts: 4_000_000 }

/** Whether a file seems to be JSON with all of these keys anywhere in it. */
export async function hasKeys(
  head: Uint8Array,
  source: Source,
  keys: readonly string[],
): Promise<boolean> {
  if (!beginsObject(head) || source.size > LONGEST) return false
  const text = new TextDecoder('latin1').decode(await source.bytes(0, source.size))
  return keys.every((key) => text.includes(`"${key}"`))
}

/** Whether the first character but for spaces and a byte order mark is a brace. */
function beginsObject(head: Uint8Array): boolean {
  const bytes = head.subarray(head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0)
  const first = bytes.find((byte) => byte !== 32 && !(byte >= 9 && byte <= 13))
  return first === 123
}

/**
 * The object that a file holds.
 * @param format in whose name it is refused
 * @throws InputError net-file-broken
 */
export async function readJsonObject(
  source: Source,
  format: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { broken } = refusalsOf(format)
  if (source.size > LONGEST) throw broken('too-large')
  const text = decodeUtf8(await source.bytes(0, source.size))
  const parsed = text === null ? null : parseJson(text, LIMITS)
  if (text === null || parsed === null) throw broken('not-json')
  if ('problem' in parsed) {
    if (parsed.problem === 'too-deep') throw broken('too-deep')
    throw broken(parsed.problem === 'too-many-parts' ? 'too-large' : 'not-json')
  }
  if (!isObject(parsed.value)) throw broken('not-json')
  const repeated = repeatedKey(text)
  if (repeated !== null) throw broken('repeated', repeated)
  return parsed.value
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field that is the object's own, or undefined: JSON may have a key named __proto__. */
export const field = (object: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined
