/** The line of one series in a line chart: unbroken stretches as strokes, thinned where long. */
import { isNumber } from '../shared/columns.ts'
import { element } from './document.ts'

export interface SvgSeries {
  /** Empty where another series of the same look has it. */
  readonly name: string
  /** Gaps where null. */
  readonly values: readonly (number | null)[]
  /** Where the values stand along the x axis, ascending; 1, 2, 3, … where left out. */
  readonly at?: readonly number[]
  readonly color: string
  /** As in `stroke-dasharray`, so that paper without colour tells the lines apart. */
  readonly dash?: string
  /** One of many that are seen together. */
  readonly thin?: boolean
  /** Every value is a dot, too: there are few, and nothing between them was measured. */
  readonly dots?: boolean
}

export const placesOf = ({ values, at }: SvgSeries): readonly number[] =>
  at ?? values.map((_, index) => index + 1)

/** Points beyond which a line is thinned: to the extremes of each of so many columns. */
const COLUMNS = 1200

/** Every unbroken stretch as a stroke; a value alone as a dot. */
export function line(
  series: SvgSeries,
  xOf: (place: number) => number,
  yOf: (value: number) => number,
): string {
  const places = placesOf(series)
  const { values, color, dash, thin } = series
  let d = ''
  let pen = false
  for (const index of kept(values)) {
    const value = values[index]
    if (!isNumber(value)) {
      pen = false
      continue
    }
    const point = `${xOf(places[index]).toFixed(2)} ${yOf(value).toFixed(2)}`
    const alone = !pen && !isNumber(values[index + 1])
    d += `${pen ? 'L' : 'M'}${point}${alone ? 'h0' : ''}`
    pen = true
  }
  if (d === '') return ''
  const width = { 'stroke-width': thin ? 1 : 2, 'stroke-opacity': thin ? 0.7 : undefined }
  const path = element('path', {
    d,
    fill: 'none',
    stroke: color,
    ...width,
    'stroke-dasharray': dash,
    'stroke-linecap': 'round',
  })
  return series.dots ? path + dotsOf(series, xOf, yOf) : path
}

const dotsOf = (
  series: SvgSeries,
  xOf: (place: number) => number,
  yOf: (value: number) => number,
): string =>
  placesOf(series)
    .flatMap((place, index) => {
      const value = series.values[index]
      if (!isNumber(value)) return []
      return [element('circle', { cx: xOf(place), cy: yOf(value), r: 3.5, fill: series.color })]
    })
    .join('')

/**
 * Indices in order: all, or of each column the least and the greatest value and every gap's begin.
 */
function kept(values: readonly (number | null)[]): number[] {
  const each = Math.ceil(values.length / COLUMNS)
  if (each <= 2) return values.map((_, index) => index)
  const indices = new Set<number>()
  for (let from = 0; from < values.length; from += each) {
    let [low, high, gap] = [-1, -1, -1]
    for (let index = from; index < Math.min(values.length, from + each); index++) {
      const value = values[index]
      if (!isNumber(value)) gap = gap < 0 ? index : gap
      else {
        if (low < 0 || value < (values[low] as number)) low = index
        if (high < 0 || value > (values[high] as number)) high = index
      }
    }
    for (const index of [low, high, gap]) if (index >= 0) indices.add(index)
  }
  return [...indices].sort((a, b) => a - b)
}
