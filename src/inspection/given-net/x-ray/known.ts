/** Measured numbers as they are told. */
import { roundTo } from '../../../rules/significant.ts'

/**
 * To 12 digits, since the last ones of powers and logarithms differ between versions of Node; null
 * for NaN and infinities.
 */
export const known = (value: number): number | null =>
  Number.isFinite(value) ? roundTo(value, 12) : null
