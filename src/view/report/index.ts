/** A report as the text of a file. Pure. */
import type { Report, Sweep } from '../../lab/report.ts'
import type { ViewText } from '../text.ts'

export async function reportAs(report: Report | Sweep, _format: string, _text: { view: ViewText }): Promise<string> {
  return `${JSON.stringify(report)}\n`
}
