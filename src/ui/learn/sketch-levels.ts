/** The heights that a sketched point can have. Pure. */
import { roundTo } from '../../rules/significant.ts'

interface Axis {
  readonly from: number
  readonly to: number
}

/** Steps between the ends of an axis, about. */
const STEPS = 20

/**
 * 1, 2 or 5 times a power of ten, so that about so many of them reach over the axis, and zero is
 * one of their multiples.
 */
function stepOf({ from, to }: Axis): number {
  const wanted = (to - from) / STEPS || 1
  const power = 10 ** Math.floor(Math.log10(wanted))
  const times = wanted / power
  return power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10)
}

/** Without the last digits that multiplying leaves, and without a negative zero. */
const tidy = (value: number): number => roundTo(value, 9) || 0

/**
 * The multiples of one step within the axis, and its ends: zero can be met exactly wherever it lies
 * on the axis.
 */
function levelsOf(axis: Axis): readonly number[] {
  const { from, to } = axis
  const step = stepOf(axis)
  const first = Math.ceil(from / step)
  const count = Math.max(0, Math.floor(to / step) - first + 1)
  const inner = Array.from({ length: count }, (_, n) => tidy((first + n) * step))
  return [...new Set([from, ...inner, to])].toSorted((a, b) => a - b)
}

/** The level that is nearest to a height. */
export const nearestLevel = (axis: Axis, value: number): number =>
  levelsOf(axis).reduce((best, level) =>
    Math.abs(level - value) < Math.abs(best - value) ? level : best,
  )

/** One level up or down, at most to the axis's end. */
export function levelFrom(axis: Axis, value: number, by: 1 | -1): number {
  const levels = levelsOf(axis)
  const next =
    by > 0 ? levels.find((level) => level > value) : levels.findLast((level) => level < value)
  return next ?? (by > 0 ? axis.to : axis.from)
}
