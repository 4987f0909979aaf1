/** What was understood of a series, in rows and in a line. */
import type { UnderstoodSeries } from '../../results/summary-of-data.ts'
import type { ownSeries } from '../../text/en/own-series.ts'
import { significant } from '../shared/number.ts'

export type OwnSeriesText = typeof ownSeries

/** Facts of each row: what was read, the windows, what is held out, and what needs no learning. */
export function seriesFacts(all: UnderstoodSeries, words: OwnSeriesText, metric: string) {
  const { column, counters, others, value, windows, window, horizon, baseline, missing, outside } =
    all
  const spread = [
    significant(value.min),
    significant(value.max),
    significant(value.mean),
    significant(value.deviation),
  ] as const
  return {
    series: [
      words.column(column),
      words.values(all.values, ...spread),
      ...(missing > 0 ? [words.missing(missing)] : []),
    ],
    asked: [words.windows(windows.train + windows.heldOut, window, horizon)],
    leftOut: [
      ...counters.map(words.counter),
      ...textColumns(others, words),
      ...(windows.leftOut > 0 ? [words.leftOut(windows.leftOut)] : []),
      ...(outside > 0 ? [words.outside(outside)] : []),
    ],
    heldOut: [words.heldOut(all.heldOut.values, windows.heldOut, windows.lookedAt)],
    baseline: [words.baseline(metric, significant(baseline.constant), significant(baseline.naive))],
  }
}

const textColumns = (
  { names, count }: UnderstoodSeries['others'],
  words: OwnSeriesText,
): string[] => (count > 0 ? [words.others(names, count)] : [])

/** Where a comparison starts. */
export function seriesBriefly(all: UnderstoodSeries, path: string, words: OwnSeriesText): string[] {
  const { column, values, window, horizon, windows, missing, counters, others } = all
  const line = words.briefly(path, column, values, windows.train + windows.heldOut, window, horizon)
  const left = [
    ...counters.map(words.counter),
    ...textColumns(others, words),
    ...(missing > 0
      ? [`${words.missing(missing)}${words.comma}${words.leftOut(windows.leftOut)}`]
      : []),
  ]
  return left.length > 0 ? [line, words.alsoLeftOut(left)] : [line]
}
