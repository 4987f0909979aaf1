/** A report as the bytes of a file, in pieces. */
import type { PresetReport } from '../experiments/papers/preset-report.ts'
import type { ClassReport } from '../lessons/classes/class-schema.ts'
import type { Report, Sweep } from '../results/report.ts'
import type { Text } from '../text/index.ts'
import { classAs } from '../view/report/class-page.ts'
import { type ReportFormat, reportAs } from '../view/report/index.ts'
import { linesOf, reportDocument } from './json-output.ts'

export function reportBytes(
  report: Report | Sweep | PresetReport | ClassReport,
  format: ReportFormat | 'json',
  text: Text,
): Iterable<Uint8Array> {
  if (format === 'json') return linesOf(reportDocument(report, text.presets))
  const { view, tasks, fileTasks, presets, classes } = text
  const page =
    report.schema === 'gatelab.class/1'
      ? classAs(report, format, classes, text.language)
      : reportAs(report, format, { view, tasks: { ...tasks, ...fileTasks }, presets })
  return [new TextEncoder().encode(page)]
}
