/**
 * A case: sequences, where they begin and end, and the answers asked for after them; in JSON {"x":
 * [T][B][I], "y": [B][O], "h0": [B][H], "c0": [B][H], "lengths": [B]}. All but x may be absent or
 * null.
 */

import { isObject, parseTolerant, repeatedKey } from '../../io/json.ts'
import { sanitizeName, sanitizeValue } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { CASE_FIELDS } from '../../rules/known-case-fields.ts'
import { flattenArray, GivenArray } from './case-array.ts'
import { flatten, type Numbers } from './case-numbers.ts'

export interface Case {
  /** [T, B, I], row-major. */
  readonly x: Float64Array
  readonly T: number
  readonly B: number
  readonly I: number
  /** [B, O], row-major; null where nothing is asked. */
  readonly y: Float64Array | null
  readonly O: number | null
  /** As they stand in the file: [H], [B, H] or [1, B, H]; null where they are zeros. */
  readonly h0: Numbers | null
  readonly c0: Numbers | null
  /** Time steps of each sequence, [B], from 1 to T; null where all have T. */
  readonly lengths: readonly number[] | null
  /** Names of fields that mean nothing here, cleaned for print; a hundred at most. */
  readonly ignored: readonly string[]
}

/** The largest case file, bytes: a string of JavaScript ends at half a GiB. */
export const CASE_LIMIT = 2 ** 28
const LIMITS = { depth: 32, parts: 10_000_000 }
const KNOWN: readonly string[] = CASE_FIELDS
const MOST_IGNORED = 100
/** Names that a message lists at most. */
const LISTED = 12

/**
 * A case of JSON, as `caseOf`.
 * @throws InputError case-… that names the place where the text is not a case.
 */
export const parseCase = (text: string, batchFirst = false, symbols = false): Case =>
  caseOf(readObject(text), batchFirst, symbols)

/**
 * @param fields nested arrays, or a GivenArray each
 * @param symbols x may be [T][B], of whole numbers that an embedding reads: I is 1 then
 * @param batchFirst x is [B][T][I], as of modules made with batch_first=True; h0 and c0 are the
 * same, as in PyTorch
 * @throws InputError case-…
 */
export function caseOf(
  fields: Readonly<Record<string, unknown>>,
  batchFirst: boolean,
  symbols: boolean,
): Case {
  const given = (key: string) =>
    Object.hasOwn(fields, key) ? (fields[key] ?? undefined) : undefined
  if (given('x') === undefined) {
    const others = Object.keys(fields).filter((key) => key !== 'x')
    throw new InputError('case-missing', {
      key: 'x',
      found: others.slice(0, LISTED).map(sanitizeName),
    })
  }
  const optional = (key: string, depth: number | undefined): Numbers | null => {
    const value = given(key)
    return value === undefined ? null : numbersOf(key, value, depth ?? depthOf(value))
  }
  const lengths = plainList(given('lengths'))
  const depth = symbols && depthOf(given('x')) === 2 ? 2 : 3
  const x = numbersOf('x', given('x'), depth, ([first, second]) => {
    const [t, b] = batchFirst ? [second, first] : [first, second]
    return isBehindEnd(lengths, t, b)
  })
  const [first, second, I = 1] = x.shape
  const [T, B] = batchFirst ? [second, first] : [first, second]
  const y = optional('y', 2)
  const [h0, c0] = [optional('h0', undefined), optional('c0', undefined)]
  const sides = { T, B, batchFirst }
  if (y) checkBatch('y', y.shape[0], sides)
  if (Array.isArray(lengths)) checkBatch('lengths', lengths.length, sides)
  // Without `y` and `lengths`, only h0 and c0 distinguish T from B.
  for (const [key, state] of Object.entries({ h0, c0 })) {
    if (!y && lengths === undefined && state && state.shape.length > 1) {
      checkBatch(key, state.shape.at(-2) ?? B, sides)
    }
  }
  return {
    x: batchFirst ? turned(x.data, B, T, I) : x.data,
    ...{ T, B, I, y: y?.data ?? null, O: y?.shape[1] ?? null, h0, c0 },
    lengths: lengths === undefined ? null : readLengths(lengths, T, B),
    ignored: Object.keys(fields)
      .filter((key) => !KNOWN.includes(key))
      .slice(0, MOST_IGNORED)
      .map(sanitizeName),
  }
}

function readObject(text: string): Record<string, unknown> {
  const parsed = parseTolerant(text, LIMITS)
  if ('problem' in parsed) throw new InputError('case-not-json', { problem: parsed.problem })
  const { value } = parsed
  if (!isObject(value)) throw new InputError('case-not-json', { problem: 'not-an-object' })
  const repeated = repeatedKey(text)
  if (repeated !== null) throw new InputError('case-repeated', { key: sanitizeName(repeated) })
  return value
}

const numbersOf: typeof flatten = (key, value, depth, isUnread = () => false) =>
  value instanceof GivenArray
    ? flattenArray(key, value, depth, isUnread)
    : flatten(key, value, depth, isUnread)

/** Bytes of the lengths of more sequences than any case has. */
const MOST_LENGTHS = 2 ** 27

/** An array of one side as a list; whatever else there is stays as it is. */
function plainList(value: unknown): unknown {
  if (!(value instanceof GivenArray) || value.shape.length !== 1) return value
  const needed = 8 * value.data.length
  if (needed > MOST_LENGTHS)
    throw new InputError('too-much-memory', { needed, available: MOST_LENGTHS })
  return Array.from(value.data)
}

/** How deep arrays are nested, by the first of each level: 1 to 3. */
function depthOf(value: unknown): number {
  if (value instanceof GivenArray) return Math.min(3, Math.max(1, value.shape.length))
  let depth = 0
  for (let inner = value; Array.isArray(inner) && depth < 3; inner = inner[0]) depth++
  return Math.max(1, depth)
}

/** Checks the number of sequences; says so if x seems to be in the other order. */
function checkBatch(
  key: string,
  found: number,
  { T, B, batchFirst }: { T: number; B: number; batchFirst: boolean },
) {
  if (found === B) return
  if (found === T) {
    const [first, second] = batchFirst ? [B, T] : [T, B]
    throw new InputError('case-batch-first', { key, first, second, given: batchFirst })
  }
  if (key === 'y') throw new InputError('case-batch', { x: B, y: found })
  // Of h0 and c0 the net's H says what they should be.
  if (key === 'lengths') throw new InputError('case-lengths', { found, expected: B })
}

/**
 * Whether time step t (from 0) of sequence b is padding. Lengths that are none are refused later.
 */
function isBehindEnd(lengths: unknown, t: number, b: number): boolean {
  const length: unknown = Array.isArray(lengths) ? lengths[b] : undefined
  return typeof length === 'number' && length >= 1 && t >= length
}

/** [B, T, I] as [T, B, I]. */
function turned(from: Float64Array, B: number, T: number, I: number): Float64Array {
  const to = new Float64Array(from.length)
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++)
      to.set(from.subarray((b * T + t) * I, (b * T + t + 1) * I), (t * B + b) * I)
  }
  return to
}

function readLengths(value: unknown, T: number, B: number): number[] {
  if (value instanceof GivenArray) return readLengths(unlisted(value), T, B)
  if (!Array.isArray(value))
    throw new InputError('case-not-an-array', { place: 'lengths', found: sanitizeValue(value) })
  if (value.length !== B) throw new InputError('case-lengths', { found: value.length, expected: B })
  return value.map((length: unknown, b) => {
    if (typeof length === 'number' && Number.isInteger(length) && length >= 1 && length <= T)
      return length
    throw new InputError('case-length', {
      place: `lengths[${b}]`,
      found: sanitizeValue(length),
      most: T,
    })
  })
}

/** What lengths of another shape look like where they are refused. */
const unlisted = ({ data, shape }: GivenArray): unknown =>
  shape.length === 0 ? data[0] : Array.from({ length: Math.min(shape[0], LISTED) }, () => [0])
