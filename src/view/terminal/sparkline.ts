/** A curve in one line of text. */
import { largest, smallest } from '../../rules/extremes.ts'
import { columnsOf, isNumber } from '../shared/columns.ts'

const LEVELS = '▁▂▃▄▅▆▇█'

/**
 * At most `width` columns, one a value where they fit, blank where there is none; a constant stands
 * at half height.
 */
export function sparkline(values: readonly (number | null)[], width: number): string {
  const columns = Math.min(values.length, Math.max(0, Math.floor(width)))
  const places = values.map((_, index) => index)
  const resampled = columnsOf(values, places, [0, values.length - 1], columns).map(
    (column) => column?.value ?? null,
  )
  const known = resampled.filter(isNumber)
  const lo = smallest(known)
  const hi = largest(known)
  return resampled.map((value) => (value === null ? ' ' : levelSign(value, lo, hi))).join('')
}

/** The sign for a value between lo and hi, in eighths of a line. */
export function levelSign(value: number, lo: number, hi: number): string {
  const part = hi > lo ? (value / 2 - lo / 2) / (hi / 2 - lo / 2) : 0.5
  const top = LEVELS.length - 1
  return LEVELS[Number.isFinite(part) ? Math.round(part * top) : Math.round(top / 2)]
}
