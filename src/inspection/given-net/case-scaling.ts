/**
 * What a weights file says is done to inputs and answers before the net reads them, done to a case.
 */
import type { Sizes } from '../../engine/types.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Standardization } from '../../tasks/shared/task.ts'
import type { Case } from './case-file.ts'
import { placeOf } from './case-numbers.ts'

/** x [T, B, I] and y [B, O] as the net reads them, rounded to float32 at the end. */
export interface ReadyCase {
  readonly x: Float32Array
  readonly y: Float32Array | null
}

/** The case's I and O must be the net's. @throws InputError case-sizes */
export function checkFit(sizes: Pick<Sizes, 'input' | 'output'>, { I, O }: Case): void {
  if (I !== sizes.input)
    throw new InputError('case-sizes', { key: 'x', found: I, expected: sizes.input })
  if (O !== null && O !== sizes.output)
    throw new InputError('case-sizes', { key: 'y', found: O, expected: sizes.output })
}

/** @throws InputError case-not-finite for what is beyond float32 then. */
export function scaledCase(
  { x, y, T, B, I, O, lengths }: Case,
  by: Standardization | null,
): ReadyCase {
  if (by === null) return { x: Float32Array.from(x), y: y && Float32Array.from(y) }
  const { mean, deviation, target, fromLast } = by
  /** The column's value at the last time step of sequence b. */
  const last = (b: number, column: number) =>
    fromLast ? x[(((lengths?.[b] ?? T) - 1) * B + b) * I + column] : 0
  const scaledX = Float32Array.from(x, (value, k) => {
    const column = k % I
    return (value - last(Math.floor(k / I) % B, column) - mean[column]) / deviation[column]
  })
  checkFinite('x', scaledX, [T, B, I])
  if (y === null || O === null || !target) return { x: scaledX, y: y && Float32Array.from(y) }
  const scaledY = Float32Array.from(y, (value, k) => {
    const column = k % O
    return (
      (value - last(Math.floor(k / O), column) - target.mean[column]) / target.deviation[column]
    )
  })
  checkFinite('y', scaledY, [B, O])
  return { x: scaledX, y: scaledY }
}

function checkFinite(key: string, values: Float32Array, shape: readonly number[]): void {
  const at = values.findIndex((value) => !Number.isFinite(value))
  if (at < 0) return
  throw new InputError('case-not-finite', {
    place: placeOf(key, at, shape),
    found: String(values[at]),
  })
}
