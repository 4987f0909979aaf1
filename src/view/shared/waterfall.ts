/**
 * The waterfall of a run: how far back its gradient reaches, while it learns. Rows are training
 * steps, columns are time steps t, and the value is log10 ‖∂L/∂h_t‖.
 */
import { type Decades, waterfallDecades } from '../../rules/chart-axes.ts'

export type { Decades } from '../../rules/chart-axes.ts'

/** A gradient profile after so many training steps: log10 norms by t, null where exactly zero. */
interface WaterfallProfile {
  readonly step: number
  readonly log10: readonly (number | null)[]
}

/** The profiles of one run, in the order of their steps. */
export interface WaterfallRun {
  readonly name: string
  readonly profiles: readonly WaterfallProfile[]
  /** A row ends at the time step that is its own step: nothing is drawn behind it. */
  readonly triangle?: true
}

/** One scale for all runs of a picture, so that equal colours are equal norms; null without any. */
export const decadesOf = (runs: readonly WaterfallRun[]): Decades | null =>
  waterfallDecades(runs.flatMap(({ profiles }) => profiles.map(({ log10 }) => log10)))

/** A field of the picture: a part of the scale 0..1, or null where nothing is measured yet. */
export type Field = number | null

/**
 * The picture as [rows][columns] fields. The rows share the steps first..last evenly, and each
 * shows the newest profile at its step; where several t share a column it shows their largest norm.
 */
export function fieldsOf(
  { profiles, triangle }: WaterfallRun,
  { lo, hi }: Decades,
  {
    rows,
    columns,
    first = 0,
    last,
  }: { rows: number; columns: number; first?: number; last: number },
): Field[][] {
  const newest = profiles.at(-1)?.step ?? -1
  return Array.from({ length: rows }, (_, row) => {
    const at = rows > 1 ? first + (row / (rows - 1)) * (last - first) : last
    const profile = at > newest ? undefined : profiles.findLast(({ step }) => step <= at)
    if (!profile) return new Array<Field>(columns).fill(null)
    return Array.from({ length: columns }, (_, column) => {
      const size = largestWithin(profile.log10, column, columns)
      const t = Math.floor((column * profile.log10.length) / columns) + 1
      if (triangle && t > profile.step) return null
      return size === null ? 0 : Math.min(1, Math.max(0, (size - lo) / (hi - lo)))
    })
  })
}

/** The largest norm among the time steps of a column; null where all are exactly zero. */
function largestWithin(
  log10: WaterfallProfile['log10'],
  column: number,
  columns: number,
): number | null {
  const T = log10.length
  const from = Math.floor((column * T) / columns)
  const to = Math.max(from + 1, Math.floor(((column + 1) * T) / columns))
  let most: number | null = null
  for (let t = from; t < to; t++) {
    const value = log10[t]
    if (value !== null && (most === null || value > most)) most = value
  }
  return most
}

/** Columns for T time steps: a whole number for each where they fit. */
export const columnsFor = (T: number, room: number): number =>
  T <= room ? T * Math.floor(room / Math.max(1, T)) : room
