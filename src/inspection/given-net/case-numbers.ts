/**
 * Nested arrays of numbers in a case file, as row-major arrays; whatever is wrong is named by its
 * place.
 */

import { NOT_FINITE } from '../../io/json.ts'
import { sanitizeValue } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'

/** A row-major array. */
export interface Numbers {
  /** As they stand in the file; each is finite in float32. */
  readonly data: Float64Array
  readonly shape: readonly number[]
}

/**
 * Arrays nested `depth` deep, all as long as the first of their level, as one row-major array with
 * its shape.
 * @param isUnread of an index: nothing reads the number there, so that null and NaN may stand in
 * its place (0 is kept)
 */
export function flatten(
  key: string,
  value: unknown,
  depth: number,
  isUnread: (index: readonly number[]) => boolean = () => false,
): Numbers {
  const shape: number[] = []
  let first = value
  for (let level = 0; level < depth; level++) {
    const place = placeAt(key, Array(level).fill(0))
    if (!Array.isArray(first))
      throw new InputError('case-not-an-array', { place, found: sanitizeValue(first) })
    if (first.length === 0) throw new InputError('case-empty', { place })
    shape.push(first.length)
    first = first[0]
  }
  // Only when every length has been checked is the product of the shape the number of numbers that
  // are really there.
  checkLengths(key, value, shape, [])
  const data = new Float64Array(shape.reduce((product, n) => product * n, 1))
  const numbers = (value as unknown[]).flat(depth - 1)
  for (let at = 0; at < data.length; at++) {
    const number = numbers[at]
    const isNone = number === null || NOT_FINITE.includes(number)
    data[at] = isNone && isUnread(indexOf(at, shape)) ? 0 : numberAt(key, shape, at, number)
  }
  return { data, shape }
}

function checkLengths(
  key: string,
  node: unknown,
  shape: readonly number[],
  index: readonly number[],
): void {
  const level = index.length
  if (level === shape.length) return
  const place = () => placeAt(key, index)
  if (!Array.isArray(node))
    throw new InputError('case-not-an-array', { place: place(), found: sanitizeValue(node) })
  if (node.length !== shape[level]) {
    const like = placeAt(key, Array(level).fill(0))
    throw new InputError('case-ragged', {
      place: place(),
      found: node.length,
      like,
      expected: shape[level],
    })
  }
  // The innermost arrays hold numbers, which have no lengths.
  if (level + 1 === shape.length) return
  for (const [n, inner] of node.entries()) checkLengths(key, inner, shape, [...index, n])
}

function numberAt(key: string, shape: readonly number[], at: number, value: unknown): number {
  const place = () => placeOf(key, at, shape)
  if (NOT_FINITE.includes(value))
    throw new InputError('case-not-finite', { place: place(), found: String(value) })
  if (typeof value !== 'number')
    throw new InputError('case-not-a-number', { place: place(), found: sanitizeValue(value) })
  if (!Number.isFinite(Math.fround(value)))
    throw new InputError('case-not-finite', { place: place(), found: String(value) })
  return value
}

/** `x[3][1]` */
export const placeAt = (key: string, index: readonly number[]) =>
  key + index.map((n) => `[${n}]`).join('')

/** The same of the number that stands at `at` in a row-major array. */
export const placeOf = (key: string, at: number, shape: readonly number[]): string =>
  placeAt(key, indexOf(at, shape))

/** The index of the number that stands at `at` in a row-major array. */
export function indexOf(at: number, shape: readonly number[]): number[] {
  const index: number[] = []
  for (const size of [...shape].reverse()) {
    index.unshift(at % size)
    at = Math.floor(at / size)
  }
  return index
}
