/** The axes of a chart: its range, the row of a value, and where labels stand. */

import { type AxisTick, ticksOf } from '../../rules/axis-ticks.ts'
import { roundUp } from '../../rules/chart-axes.ts'
import { power, significant, tick } from './number.ts'

export interface ScaleOptions {
  /** Ends of the axis; the extremes of the data where left out. */
  readonly min?: number
  readonly max?: number
  /** The values are log10 already: labels at whole powers of ten, as 1e-12. */
  readonly log?: boolean
  readonly label?: (value: number) => string
}

/** A value on the axis that means something. */
export interface Level {
  readonly at: number
  readonly words: string
}

export interface Scale {
  readonly rows: number
  /** Its ends: values beyond them are not drawn where they are. */
  readonly min: number
  readonly max: number
  /** Where a value stands in rows, 0 at the bottom; values beyond the axis go to its ends. */
  place(value: number): number
  /** The row of a value. */
  row(value: number): number
  /** Labels by row. */
  readonly labels: ReadonlyMap<number, string>
}

/**
 * An axis of so many rows for values between the extremes. Empty extremes (lowest > highest) make
 * one without labels.
 */
export function scaleOf(
  lowest: number,
  highest: number,
  rows: number,
  options: ScaleOptions,
): Scale {
  if (lowest > highest) {
    const none = () => 0
    return { rows, min: lowest, max: highest, place: none, row: none, labels: new Map() }
  }
  const low = options.min ?? Math.min(lowest, options.max ?? lowest)
  const high = Math.max(low, options.max ?? highest)
  const [lo, hi] = low === high ? around(low, options.log) : [low, high]
  const place = (value: number) => {
    const part =
      hi - lo < Number.MAX_VALUE
        ? (value - lo) / (hi - lo)
        : (value / 2 - lo / 2) / (hi / 2 - lo / 2)
    return Math.min(1, Math.max(0, part)) * (rows - 1)
  }
  const row = (value: number) => Math.round(place(value))
  const ticks = low === high ? [{ value: low, step: 0 }] : ticksOf(lo, hi, rows, options.log)
  return { rows, min: lo, max: hi, place, row, labels: labelsOf(ticks, row, options) }
}

/** Round whole numbers strictly between two, about so many at most. */
export function wholeNumbers(from: number, to: number, most: number): number[] {
  if (!(to - from > 1) || !(most >= 1)) return []
  const step = Math.max(1, roundUp((to - from) / most))
  const numbers: number[] = []
  for (let at = step * Math.ceil(from / step); at < to; at += step) if (at > from) numbers.push(at)
  return numbers
}

/** Space above and below a constant, so that it is centred and labelled with its value. */
function around(value: number, log = false): [number, number] {
  const size = Math.abs(value)
  // If 1 is lost beside the value, a log axis is useless anyway.
  const room = (log && size < 1e12 ? 1 : size / 10) || 1
  return [Math.max(-Number.MAX_VALUE, value - room), Math.min(Number.MAX_VALUE, value + room)]
}

/** One label a row, none said twice. */
function labelsOf(
  ticks: readonly AxisTick[],
  row: (value: number) => number,
  { log, label }: ScaleOptions,
) {
  const say = ({ value, step }: AxisTick) => {
    if (label) return label(value)
    if (log) return power(value)
    return step > 0 ? tick(value, step) : significant(value, 4)
  }
  const labels = new Map<number, string>()
  const said = new Set<string>()
  for (const one of ticks) {
    const words = say(one)
    if (labels.has(row(one.value)) || said.has(words)) continue
    labels.set(row(one.value), words)
    said.add(words)
  }
  return labels
}
