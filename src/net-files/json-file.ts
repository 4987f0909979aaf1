/** Nets whose files are JSON: read whole, within limits, and told apart by what stands in them. */
import { decodeUtf8, isObject, parseJson, repeatedKey } from '../io/json.ts'
import { broken, refusalsOf } from './refusals.ts'
import type { Source } from './source.ts'

/** Bytes: JSON of more numbers than that takes more memory than a reader may. */
const LONGEST = 2 ** 25
/** What opens or names something: brain.js names each number. Keras' models hold models. */
const LIMITS = { depth: 128, parts: 4_000_000 }

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
  if (text === null) throw broken('not-json')
  const value = parsedWithin(text, format)
  if (!isObject(value)) throw broken('not-json')
  const repeated = repeatedKey(text)
  if (repeated !== null) throw broken('repeated', repeated)
  return value
}

/**
 * What a text within a file is as JSON, `place` its name there.
 * @throws InputError net-file-broken
 */
export function parsedWithin(text: string, format: string, place = ''): unknown {
  const parsed = parseJson(text, LIMITS)
  if (!('problem' in parsed)) return parsed.value
  const { problem } = parsed
  const isBeyond = problem === 'too-deep' || problem === 'too-many-parts'
  if (!isBeyond) throw broken(format, 'not-json', place)
  throw broken(format, problem === 'too-deep' ? problem : 'too-large', place)
}

/** A field that is the object's own, or undefined: JSON may have a key named __proto__. */
export const field = (object: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined
