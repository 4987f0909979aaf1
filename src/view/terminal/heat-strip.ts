/**
 * Activations over time as a strip of characters, the darker the higher: t from left to right,
 * units from top to bottom.
 */
import { largest } from '../../rules/extremes.ts'
import { furthest, meanOf } from '../shared/furthest.ts'
import { padStart, widthOf } from '../shared/width.ts'

/** From low to high, told apart without colour. */
export const RAMP = ' .:-=+*#%@'

export interface HeatOptions {
  /** [T, H], all rows of equal length. */
  readonly values: readonly (readonly number[])[]
  /**
   * What the first and the last sign of the ramp stand for; values beyond them are drawn as them.
   */
  readonly lo: number
  readonly hi: number
  readonly width: number
  /** Rows at most; of units that share a row that is seen which differs most from the mean. */
  readonly height: number
  /** The label of a row with the units first..last, counted from 1. */
  readonly label?: (first: number, last: number) => string
}

/**
 * Equal signs side by side; level is their index in {@link RAMP}, null for what is no part of the
 * picture.
 */
interface HeatSpan {
  readonly text: string
  readonly level: number | null
}

export interface HeatStrip {
  readonly lines: readonly (readonly HeatSpan[])[]
}

/**
 * At most `height` lines of at most `width` columns. Time steps are repeated, or share a column,
 * to fill the width.
 */
export function heatStrip({
  values,
  lo,
  hi,
  width,
  height,
  label = unitRange,
}: HeatOptions): HeatStrip {
  const T = values.length
  const H = values[0]?.length ?? 0
  const rows = Math.min(Math.max(0, Math.floor(height)), H)
  const groups = Array.from(
    { length: rows },
    (_, row) => [share(row, rows, H), share(row + 1, rows, H)] as const,
  )
  const labels = groups.map(([first, end]) => label(first + 1, end))
  const widest = largest(labels.map(widthOf), 0)
  const head = widest + 3 <= width ? widest : 0
  const room = Math.max(0, Math.floor(width) - (head > 0 ? head + 2 : 0))
  const columns = T <= room ? T * Math.floor(room / Math.max(1, T)) : room
  const centre = meanOf(values)
  const lines = groups.map(([first, end], row) => {
    const levels = Array.from({ length: columns }, (_, column) => {
      const from = Math.floor((column * T) / columns)
      const to = Math.max(from + 1, Math.floor(((column + 1) * T) / columns))
      return levelOf(furthest(values, [from, to], [first, end], centre), lo, hi)
    })
    const edge = head > 0 ? [{ text: `${padStart(labels[row], head)} │`, level: null }] : []
    return [...edge, ...spansOf(levels)]
  })
  return { lines }
}

export const heatText = (strip: HeatStrip): string[] =>
  strip.lines.map((spans) => spans.map(({ text }) => text).join(''))

const unitRange = (first: number, last: number): string =>
  first === last ? `${first}` : `${first}–${last}`

const share = (part: number, parts: number, all: number): number => Math.floor((part * all) / parts)

function levelOf(value: number, lo: number, hi: number): number {
  const part = hi > lo ? (value - lo) / (hi - lo) : 0.5
  const top = RAMP.length - 1
  return Number.isFinite(part) ? Math.min(top, Math.max(0, Math.round(part * top))) : 0
}

function spansOf(levels: readonly number[]): HeatSpan[] {
  const spans: { text: string; level: number }[] = []
  for (const level of levels) {
    const last = spans.at(-1)
    if (last?.level === level) last.text += RAMP[level]
    else spans.push({ text: RAMP[level], level })
  }
  return spans
}
