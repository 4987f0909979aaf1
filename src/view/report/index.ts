/** A report as the text of a file. Pure. */
import type { Report, Sweep } from '../../lab/report.ts'
import type { TaskWords, ViewText } from '../text.ts'
import type { Page } from './blocks.ts'
import { comparisonPage, type PageOptions } from './comparison.ts'
import { csv } from './csv.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { figureSvg } from './svg.ts'
import { sweepPage } from './sweep.ts'

export type ReportFormat = 'md' | 'html' | 'json' | 'csv' | 'svg'

/** Runs that a page of Markdown lists at most: beyond half a megabyte it is shown nowhere. */
const MOST_RUNS = 1000

export function reportAs(
  report: Report | Sweep,
  format: ReportFormat,
  { view, tasks }: { readonly view: ViewText; readonly tasks: TaskWords },
): string {
  const page = (mostRuns: number) => pageOf(report, view, { tasks, mostRuns })
  switch (format) {
    case 'md':
      return markdown(page(MOST_RUNS))
    case 'html':
      return html(page(Number.POSITIVE_INFINITY))
    case 'json':
      return `${JSON.stringify(report)}\n`
    case 'csv':
      return csv(report)
    case 'svg':
      return figureSvg(report, view)
  }
}

const pageOf = (report: Report | Sweep, text: ViewText, options: PageOptions): Page =>
  report.schema === 'gatelab.sweep/1' ? sweepPage(report, text, options) : comparisonPage(report, text, options)
