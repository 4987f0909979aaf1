/** What was understood of a series, and the windows that come of it. */

import type { Understood, UnderstoodSeries } from '../../results/summary-of-data.ts'
import type { Spec } from '../../specs/spec.ts'
import { splitOfSeries, windowsOf } from '../../tasks/from-files/windows.ts'
import type { SeriesContent } from '../../tasks/shared/file-content.ts'
import { Columns } from '../../tasks/shared/standardize.ts'
import { taskOf } from '../../training/setup/resolve-spec.ts'

/** Throws InputError for windows that nothing can be learned from. */
export function understoodSeries(
  content: SeriesContent,
  file: Understood['file'],
  spec: Spec,
): UnderstoodSeries {
  const { values, missing, outside, column, counters, others = { names: [], count: 0 } } = content
  const { baseline, naive = baseline } = taskOf(spec)
  const horizon = spec.horizon ?? 1
  const windows = windowsOf(content, spec.length, horizon)
  const all = new Columns(1)
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [n, value] of values.entries()) {
    if (Number.isNaN(value)) continue
    all.add(values, n)
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return {
    schema: 'gatelab.own-data/1',
    form: 'series',
    file,
    column,
    counters,
    others,
    values: values.length,
    missing,
    outside,
    value: { name: column, min, max, mean: all.mean[0], deviation: Math.sqrt(all.variance[0]) },
    window: spec.length,
    horizon,
    windows: {
      train: windows.train.length,
      heldOut: windows.apart,
      lookedAt: windows.heldOut.length,
      leftOut: windows.leftOut,
    },
    heldOut: { values: values.length - splitOfSeries(content) },
    baseline: { metric: 'mse', constant: baseline, naive },
    odd: [],
  }
}
