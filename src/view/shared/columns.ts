/** A series of numbers brought to the columns of a picture without losing an extreme. */

/**
 * One column: the value with which the line leaves it, and the extremes of what was measured within
 * it.
 */
export interface Column {
  readonly value: number
  readonly min: number
  readonly max: number
}

/**
 * `values[i]` stands at `at[i]` (ascending) on an axis from `from` to `to`. Where several values
 * fall into a column, it has their extremes; columns between two values are filled in along the
 * straight line; a gap (null, or no finite number) stays one.
 */
export function columnsOf(
  values: readonly (number | null)[],
  at: readonly number[],
  [from, to]: readonly [number, number],
  width: number,
): (Column | null)[] {
  const columns = new Array<Column | null>(width).fill(null)
  const place = (x: number) => (to > from ? ((x - from) / (to - from)) * (width - 1) : 0)
  let last: { value: number; place: number } | null = null
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    const here = place(at[i])
    if (!isNumber(value) || !(here >= 0 && here <= width - 1)) {
      last = null
      continue
    }
    if (last) join(columns, last, { value, place: here })
    const column = Math.round(here)
    const seen = columns[column]
    columns[column] = seen
      ? { value, min: Math.min(seen.min, value), max: Math.max(seen.max, value) }
      : { value, min: value, max: value }
    last = { value, place: here }
  }
  return columns
}

export const isNumber = (value: number | null | undefined): value is number =>
  Number.isFinite(value)

interface Point {
  readonly value: number
  readonly place: number
}

function join(columns: (Column | null)[], a: Point, b: Point): void {
  for (let column = Math.round(a.place) + 1; column < Math.round(b.place); column++) {
    const part = (column - a.place) / (b.place - a.place)
    // So that a level stretch stays level to the bit, and no difference overflows.
    const value = a.value === b.value ? a.value : a.value * (1 - part) + b.value * part
    columns[column] = { value, min: value, max: value }
  }
}
