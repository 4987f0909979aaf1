/**
 * An array of numbers of a case that is not JSON, checked as the nested arrays of one are, with the
 * same refusals.
 */
import { sanitizeValue } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { indexOf, type Numbers, placeAt, placeOf } from './case-numbers.ts'

/** Row-major, of a shape that has as many numbers; of any type, checked by whoever reads it. */
export class GivenArray {
  constructor(
    readonly data: Float32Array | Float64Array,
    readonly shape: readonly number[],
  ) {}
}

/** Bytes that the numbers of one array of a case may take in float64. */
const MOST_BYTES = 2 ** 30

/**
 * The same as `flatten` of case-numbers.ts, of the same arguments.
 * @throws InputError case-…, too-much-memory
 */
export function flattenArray(
  key: string,
  { data, shape }: GivenArray,
  depth: number,
  isUnread: (index: readonly number[]) => boolean,
): Numbers {
  const placeOfFirst = (level: number) => placeAt(key, Array(level).fill(0))
  const empty = shape.indexOf(0)
  if (empty >= 0) throw new InputError('case-empty', { place: placeOfFirst(empty) })
  if (shape.length < depth)
    throw new InputError('case-not-an-array', {
      ...{ place: placeOfFirst(shape.length), found: sanitizeValue(data[0]) },
    })
  if (shape.length > depth)
    throw new InputError('case-not-a-number', {
      ...{ place: placeOfFirst(depth), found: sanitizeValue([data[0]]) },
    })
  const needed = 8 * data.length
  if (needed > MOST_BYTES)
    throw new InputError('too-much-memory', { needed, available: MOST_BYTES })
  const checked = Float64Array.from(data)
  for (let at = 0; at < checked.length; at++) {
    const number = checked[at]
    if (Number.isFinite(Math.fround(number))) continue
    // What is too large for float32 is a number, and no padding.
    if (!Number.isFinite(number) && isUnread(indexOf(at, shape))) checked[at] = 0
    else
      throw new InputError('case-not-finite', {
        ...{ place: placeOf(key, at, shape), found: String(number) },
      })
  }
  return { data: checked, shape }
}
