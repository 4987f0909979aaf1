/** Round numbers on an axis, for labels of charts and for the JSON that says what they show. */
import { type AxisRange, roundUp } from './chart-axes.ts'
import { FLOAT32_ZERO, MILLIONTH } from './profile-trend.ts'
import { roundTo } from './significant.ts'

export interface AxisTick {
  readonly value: number
  /** Distance between ticks, or 0 if they are irregular. */
  readonly step: number
}

/**
 * Round numbers between lo and hi, one for about two rows; the ends themselves where fewer than two
 * would fit.
 */
export function ticksOf(lo: number, hi: number, rows: number, log = false): AxisTick[] {
  const ends = [hi, lo].map((value) => ({ value, step: 0 }))
  const wanted = Math.max(1, Math.min(6, Math.floor((rows - 1) / 2)))
  const raw = (hi - lo) / wanted
  const step = log && hi - lo >= 2 ? Math.max(1, roundUp(raw)) : roundUp(raw)
  if (!Number.isFinite(step) || step < 1e-300 || Math.max(Math.abs(lo), Math.abs(hi)) / step > 1e12)
    return ends
  const ticks = multiples(step, lo, hi)
  // Where only the ends have labels, a finer step puts one between them.
  if (ticks.length < 3 && rows >= 5 && (!log || step > 1))
    return multiples(roundUp(step / 2.5), lo, hi)
  return ticks.length < 2 ? ends : ticks
}

/** From the highest down. */
function multiples(step: number, lo: number, hi: number): AxisTick[] {
  const ticks: AxisTick[] = []
  for (let k = Math.ceil(lo / step - 1e-9); k <= hi / step + 1e-9; k++) {
    ticks.push({ value: roundTo(k * step, 12) + 0, step })
  }
  return ticks.reverse()
}

/** A level of gradient norms that means something, as log10; below the second float32 is zero. */
export interface NormMark {
  readonly name: 'millionth' | 'float32-zero'
  readonly at: number
}

export const NORM_MARKS: readonly NormMark[] = [
  { name: 'millionth', at: MILLIONTH },
  { name: 'float32-zero', at: FLOAT32_ZERO },
]

/** The vertical axis of a picture of gradient norms; everything as log10. */
export interface NormAxis {
  /** What its highest and its lowest line stand for, in whole decades. */
  readonly top: number
  readonly bottom: number
  /** Where a drawing has labels; characters have room for fewer. */
  readonly ticks: readonly number[]
  /** The levels with a name that lie on it. */
  readonly marks: readonly NormMark[]
  /**
   * How many of the norms are exactly zero, which has no place on a log axis: where there are any,
   * a row of their own stands below `bottom`.
   */
  readonly zeros: number
}

/** Rows that a scale of characters as high as a drawing would have; it only chooses the labels. */
export const DRAWN_ROWS = 241

export const normAxisOf = ({ min, max }: AxisRange, zeros: number): NormAxis => ({
  top: max,
  bottom: min,
  ticks: ticksOf(min, max, DRAWN_ROWS, true).map(({ value }) => value),
  marks: NORM_MARKS.filter(({ at }) => at > min && at < max),
  zeros,
})
