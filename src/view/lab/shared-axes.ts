/** The axes that pictures of several results have in common. */
import { type AxisRange, curveAxis, profileAxis } from '../../rules/chart-axes.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { SharedAxes } from './picture-context.ts'
import { viewOf } from './views.ts'

export function sharedAxes(results: readonly LabResult[]): SharedAxes {
  const profiles = results.flatMap((result) => viewOf(result).profiles?.(result) ?? [])
  const curves: Record<string, AxisRange> = {}
  for (const result of results) {
    const drawn = viewOf(result).curves?.(result)
    if (!drawn) continue
    const { task, values } = drawn
    curves[task.metric] = curveAxis(task, values, curves[task.metric])
  }
  return { norms: profiles.length > 0 ? profileAxis(profiles) : null, curves }
}
