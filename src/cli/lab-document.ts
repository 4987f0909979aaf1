/** A result of the lab as `--json` tells it. */
import { normAxisOf } from '../rules/axis-ticks.ts'
import { zerosOf } from '../rules/chart-axes.ts'
import { profilesOf, sharedAxes } from '../view/lab/shared-axes.ts'
import type { LabResult } from '../workbench/result-kinds.ts'

/** Where gradient norms are drawn, with the axis that they are drawn on. */
export function withAxis(result: LabResult): LabResult {
  const { norms } = sharedAxes([result])
  return norms ? { ...result, norms: normAxisOf(norms, zerosOf(profilesOf([result]))) } : result
}
