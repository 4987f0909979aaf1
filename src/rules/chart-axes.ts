/**
 * The vertical axes of pictures that are compared: from the data and the axis before to the axis.
 * An axis only ever grows, and by whole steps, so the axis of several pictures, or of the frames of
 * a run, is the hull of their own axes in whatever order they come.
 */

import { FLOAT32_ZERO } from './profile-trend.ts'

/** Ends of a vertical axis; of gradient norms as log10. */
export interface AxisRange {
  readonly min: number
  readonly max: number
  /** Of norms: some are exactly zero, which has no place on a log axis, and a row of its own. */
  readonly zero?: true
}

type Logs = readonly (number | null)[]

/** A profile as far as it is drawn. */
export interface DrawnProfile {
  readonly hidden: Logs
  readonly cell: Logs | null
  readonly belt: Logs | null
  readonly rest?: Logs | null
}

/** Decades below 1 that every axis of norms has, at least and at most: float32 ends at 1e-45. */
const DECADES = { least: 4, most: 50 }
/** An axis grows by so many decades at least. */
const STEP = 5

/**
 * The axis of norms over T time steps before any data: a decade for each time step, down to below
 * the end of float32. It depends on T alone: so a fall of 13 decades and one of 37 look as
 * different as they are, in whatever runs. Norms that only rise have an axis of their own.
 */
export const standardLogAxis = (T: number): AxisRange => ({
  min: -Math.min(DECADES.most, Math.max(DECADES.least, T)),
  max: 0,
})

/**
 * The axis that holds log10 norms (entries that are zero are null) and the axis before. Both ends
 * are whole decades.
 */
export function logAxis(values: Iterable<number | null>, before: AxisRange): AxisRange {
  let { min, max, zero } = before
  for (const value of values) {
    if (value === null) zero = true
    if (value === null || !Number.isFinite(value)) continue
    if (value < min) min = -wholeDecades(-value)
    if (value > max) max = value > STEP ? wholeDecades(value) : Math.max(1, roundUp(value))
  }
  return { min, max, ...(zero && { zero }) }
}

/**
 * The axis of norms before any data where it is to be only as long as the data: pictures that stand
 * beside no others, in which a fall of one decade and one of three must not look alike.
 */
export const shortLogAxis = (): AxisRange => standardLogAxis(0)

/** The axis of profiles that are seen together; of all their lines. */
export function profileAxis(
  profiles: readonly DrawnProfile[],
  before: AxisRange | null = null,
  axisBefore: (T: number) => AxisRange = standardLogAxis,
): AxisRange {
  return profiles.reduce<AxisRange>((axis, profile) => {
    const lines = linesOf(profile)
    const own = rises(lines) ? shortLogAxis() : axisBefore(profile.hidden.length)
    return lines.reduce<AxisRange>((wider, logs) => logAxis(logs, wider), hull(axis, own))
  }, before ?? shortLogAxis())
}

function linesOf({ hidden, cell, belt, rest }: DrawnProfile): Logs[] {
  // No detour lies between T and T: this zero alone is no reason for a row of zeros.
  const detours = rest?.at(-1) === null ? rest.slice(0, -1) : rest
  return [hidden, cell, belt, detours].filter((logs) => logs != null)
}

/** How many norms of these profiles are exactly zero: those in the row of zeros. */
export const zerosOf = (profiles: readonly DrawnProfile[]): number =>
  profiles
    .flatMap(linesOf)
    .reduce((count, logs) => count + logs.filter((value) => value === null).length, 0)

/** A rise by decades would be flat on an axis that goes down to the end of float32. */
const RISE = { up: 1, down: 2 }

/** Whether norms rise above 1 by decades, and fall nowhere by as many. */
function rises(lines: readonly Logs[]): boolean {
  let [lo, hi] = [0, 0]
  for (const value of lines.flat()) {
    if (value === null) continue
    lo = Math.min(lo, value)
    hi = Math.max(hi, value)
  }
  return hi >= RISE.up && lo > -RISE.down
}

export const hull = (a: AxisRange, b: AxisRange): AxisRange => ({
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  ...((a.zero || b.zero) && { zero: true as const }),
})

/** At least so many decades, in steps of {@link STEP}, or of about a tenth where there are many. */
function wholeDecades(decades: number): number {
  const step = Math.max(STEP, roundUp(decades / 10))
  return Math.min(Number.MAX_VALUE, step * Math.ceil(decades / step))
}

/** The least of 1, 2, 5 times a power of ten that is not below. */
export function roundUp(value: number): number {
  const base = 10 ** Math.floor(Math.log10(value))
  return base * ([1, 2, 5].find((digit) => digit * base >= value * (1 - 1e-9)) ?? 10)
}

/** What the darkest and the lightest sign of a waterfall stand for, in whole decades. */
export interface Decades {
  readonly lo: number
  readonly hi: number
}

/** What float32 calls zero is as dark as zero: below it lie hundreds of decades. */
const DARKEST = Math.floor(FLOAT32_ZERO)

/** One scale for all profiles of a picture, so that equal colours are equal norms; null without. */
export function waterfallDecades(profiles: Iterable<Logs>): Decades | null {
  let [lo, hi] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const log10 of profiles)
    for (const value of log10)
      if (value !== null) [lo, hi] = [Math.min(lo, value), Math.max(hi, value)]
  if (lo > hi) return null
  const top = Math.ceil(Math.max(hi, DARKEST + 1))
  return { lo: Math.max(DARKEST, Math.min(Math.floor(lo), top - 1)), hi: top }
}

/** What an axis of learning curves depends on. */
interface Task {
  readonly metric: 'mse' | 'accuracy' | 'cross-entropy'
  readonly baseline: number
}

/**
 * The axis of metric and loss by step, from zero up; it has room for the baseline. What lies above
 * `tallest` is cut off there.
 */
export function curveAxis(
  task: Task,
  values: Iterable<number | null>,
  before: AxisRange | null = null,
  tallest = Number.MAX_VALUE,
): AxisRange {
  let top = Math.max(task.baseline, before?.max ?? 0)
  for (const value of values)
    if (value !== null && Number.isFinite(value)) top = Math.max(top, value)
  return { min: 0, max: Math.min(tallest, Math.max(top, roundUp(top || 1))) }
}

/**
 * Losses this many times the baseline (of accuracies: this many nats) would flatten all else while
 * a training is watched.
 */
const TALLEST = { baselines: 3, nats: 2 }

export const tallestOf = ({ metric, baseline }: Task): number =>
  metric === 'accuracy' ? TALLEST.nats : TALLEST.baselines * baseline || Number.MAX_VALUE
