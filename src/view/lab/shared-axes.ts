/** The axes that pictures of several results have in common. */
import {
  type AxisRange,
  curveAxis,
  profileAxis,
  shortLogAxis,
  standardLogAxis,
} from '../../rules/chart-axes.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { SharedAxes } from './picture-context.ts'
import { viewOf } from './views.ts'

/** A result, or one part of it, that is seen beside others. */
export interface Seen {
  readonly result: LabResult
  readonly part?: string | null
}

/** The axes of results that are seen whole: their strips keep ranges of their own. */
export const sharedAxes = (results: readonly LabResult[]): SharedAxes =>
  axesOf(results.map((result) => ({ result })))

/** The gradient profiles that these results draw. */
export const profilesOf = (results: readonly LabResult[]) =>
  results.flatMap((result) => viewOf(result).profiles?.(result) ?? [])

/** The same where nothing else is compared with them: the axis of norms is as long as they are. */
export const ownAxes = (seen: readonly Seen[]): SharedAxes => axesOf(seen, shortLogAxis)

/** The axes of results and parts that are compared. */
export function axesOf(seen: readonly Seen[], axisBefore = standardLogAxis): SharedAxes {
  const results = [...new Set(seen.map(({ result }) => result))]
  const profiles = profilesOf(results)
  const curves: Record<string, AxisRange> = {}
  for (const result of results) {
    const drawn = viewOf(result).curves?.(result)
    if (!drawn) continue
    const { task, values } = drawn
    curves[task.metric] = curveAxis(task, values, curves[task.metric])
  }
  const strips: Record<string, number> = {}
  for (const { result, part } of seen) {
    const spread = part ? viewOf(result).spread?.(result, part) : null
    if (spread) strips[spread.of] = Math.max(strips[spread.of] ?? 0, spread.most)
  }
  const norms = profiles.length > 0 ? profileAxis(profiles, null, axisBefore) : null
  return { norms, curves, strips }
}
