/** A report as the bytes of a file, in pieces. */
import type { PresetReport } from '../experiments/papers/preset-report.ts'
import type { Report, Sweep } from '../results/report.ts'
import type { Text } from '../text/index.ts'
import { type ReportFormat, reportAs } from '../view/report/index.ts'
import { linesOf, reportDocument } from './json-output.ts'

export function reportBytes(
  report: Report | Sweep | PresetReport,
  format: ReportFormat | 'json',
  { view, tasks, fileTasks, presets }: Text,
): Iterable<Uint8Array> {
  if (format === 'json') return linesOf(reportDocument(report, presets))
  const words = { view, tasks: { ...tasks, ...fileTasks }, presets }
  return [new TextEncoder().encode(reportAs(report, format, words))]
}
