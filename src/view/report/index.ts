/** A report as the text of a file for people or tables. Pure. */

import type { PresetReport } from '../../experiments/papers/preset-report.ts'
import type { Report, Sweep } from '../../results/report.ts'
import type { PresetWords, TaskWords, ViewText } from '../shared/text-types.ts'
import type { Page } from './blocks.ts'
import { comparisonPage } from './comparison.ts'
import { csv, presetCsv } from './csv.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { presetPage } from './preset.ts'
import { figureSvg, presetSvg } from './svg.ts'
import { sweepPage } from './sweep.ts'

export type ReportFormat = 'md' | 'html' | 'csv' | 'svg'

export interface ReportText {
  readonly view: ViewText
  readonly tasks: TaskWords
  readonly presets: Readonly<Record<string, PresetWords>>
}

/** Most runs in a Markdown page: viewers do not show pages beyond half a megabyte. */
const MAX_RUNS = 1000

export function reportAs(
  report: Report | Sweep | PresetReport,
  format: ReportFormat,
  text: ReportText,
): string {
  switch (format) {
    case 'md':
      return markdown(pageOf(report, text, MAX_RUNS))
    case 'html':
      return html(pageOf(report, text, Number.POSITIVE_INFINITY))
    case 'csv':
      return isPreset(report) ? presetCsv(report) : csv(report)
    case 'svg':
      return isPreset(report)
        ? presetSvg(report, text.presets[report.name], text.view)
        : figureSvg(report, text.view)
  }
}

const isPreset = (report: Report | Sweep | PresetReport): report is PresetReport =>
  report.schema === 'gatelab.preset/1'

function pageOf(
  report: Report | Sweep | PresetReport,
  { view, tasks, presets }: ReportText,
  mostRuns: number,
): Page {
  const options = { tasks, mostRuns }
  if (isPreset(report)) return presetPage(report, presets[report.name], view, options)
  return report.schema === 'gatelab.sweep/1'
    ? sweepPage(report, view, options)
    : comparisonPage(report, view, options)
}
