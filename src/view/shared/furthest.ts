/** How several values share a field of a picture without losing what is rare. */

/** The mean of what is finite; 0 where nothing is. */
export function meanOf(rows: readonly (readonly number[])[]): number {
  let [sum, count] = [0, 0]
  for (const row of rows)
    for (const value of row)
      if (Number.isFinite(value)) {
        sum += value
        count++
      }
  return count > 0 ? sum / count : 0
}

/**
 * Of the time steps from..to and the units first..end of [T][H] (both ends before the last) the
 * value that is furthest from `centre`: one unit of many that differs is seen, where a mean would
 * hide it.
 */
export function furthest(
  values: readonly (readonly number[])[],
  [from, to]: readonly [number, number],
  [first, end]: readonly [number, number],
  centre: number,
): number {
  let best = values[from][first]
  for (let t = from; t < to; t++)
    for (let k = first; k < end; k++)
      if (!(Math.abs(values[t][k] - centre) <= Math.abs(best - centre))) best = values[t][k]
  return best
}

/** The units of [T][H] in another order, of unit numbers from 1. */
export const inOrder = (
  values: readonly (readonly number[])[],
  order: readonly number[] | undefined,
): readonly (readonly number[])[] =>
  order ? values.map((units) => order.map((unit) => units[unit - 1])) : values
