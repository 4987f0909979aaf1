/** The windows of a series: which there are, which are trained on, and which are held out. */

import { HELD_OUT } from '../../rules/limits.ts'
import type { SeriesContent } from '../shared/file-content.ts'

/** Of so many values one is held out: the last stretch. */
const LAST_PART = 5
/**
 * The window where nobody chose one: two periods of monthly, or two of daily numbers of a week …
 * where so many values are there.
 */
const WINDOW = 24

export interface Windows {
  /**
   * First values of the windows that are trained on: their values and what is asked stand before
   * the split.
   */
  readonly train: Uint32Array
  /**
   * Of those that are looked at: what is asked stands behind the split; their values may stand
   * before it.
   */
  readonly heldOut: Uint32Array
  /** Windows that touch a missing value, and so are left out. */
  readonly leftOut: number
  /** All that are held out; where they are more than are looked at, these are equally far apart. */
  readonly apart: number
}

/** Values from this one on are held out. */
export const splitOfSeries = ({ values }: SeriesContent): number =>
  values.length - Math.floor(values.length / LAST_PART)

/** N where nobody chose it: 24, and of a short series at most a fifth. */
export const defaultWindow = ({ values }: SeriesContent): number =>
  Math.max(1, Math.min(WINDOW, Math.floor(values.length / LAST_PART)))

const known = new WeakMap<SeriesContent, { readonly key: string; readonly windows: Windows }>()

/**
 * Windows of N values, and K behind the last of them what is asked. The newest of a series are
 * kept.
 */
export function windowsOf(content: SeriesContent, N: number, K: number): Windows {
  const key = `${N} ${K}`
  const before = known.get(content)
  if (before?.key === key) return before.windows
  const windows = cut(content, N, K)
  known.set(content, { key, windows })
  return windows
}

function cut(content: SeriesContent, N: number, K: number): Windows {
  const { values } = content
  const split = splitOfSeries(content)
  const train: number[] = []
  const apart: number[] = []
  let leftOut = 0
  /** Missing values among the N of the window. */
  let missing = 0
  for (let end = 0; end + K < values.length; end++) {
    if (Number.isNaN(values[end])) missing++
    if (end >= N && Number.isNaN(values[end - N])) missing--
    if (end < N - 1) continue
    if (missing > 0 || Number.isNaN(values[end + K])) leftOut++
    else if (end + K < split) train.push(end - N + 1)
    else apart.push(end - N + 1)
  }
  const looked = Math.min(HELD_OUT, apart.length)
  const heldOut = Array.from(
    { length: looked },
    (_, n) => apart[Math.floor((n * apart.length) / looked)],
  )
  return {
    train: Uint32Array.from(train),
    heldOut: Uint32Array.from(heldOut),
    leftOut,
    apart: apart.length,
  }
}
