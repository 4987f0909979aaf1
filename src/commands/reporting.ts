/** `--report FILE`: the report of a study in files, each as its ending says. */
import type { CompareEvent } from '../lab/events.ts'
import type { Report, Sweep } from '../lab/report.ts'
import { Refusal } from '../refusal.ts'
import type { CommandEvent, Context, ReportFormat, Values } from './command.ts'

const ENDINGS = ['.md', '.html', '.json', '.csv', '.svg'] as const

/** Throws Refusal for an ending that says nothing. */
function formatOf(path: string): ReportFormat {
  const ending = ENDINGS.find((one) => path.toLowerCase().endsWith(one))
  if (!ending) throw new Refusal('report-ending', { path, endings: ENDINGS })
  return ending.slice(1) as ReportFormat
}

type Write = (events: AsyncIterable<CompareEvent>) => AsyncIterable<CommandEvent>

/**
 * Passes events on and writes the files before the report is told. Throws Refusal, before anything is run, for an ending that
 * says nothing or a folder that cannot be written.
 */
export async function reporting(values: Values, context: Context): Promise<Write> {
  const paths = (values.report as string[] | undefined) ?? []
  const files = paths.map((path) => ({ path, format: formatOf(path) }))
  if (files.length === 0) return (events) => events
  const { prepareFile, writeAtomically } = await import('../lab/files.ts')
  for (const { path } of files) await prepareFile(path)
  const encoder = new TextEncoder()
  return async function* (events) {
    for await (const event of events) {
      const found: Report | Sweep | null =
        event.type === 'report' ? event.report : event.type === 'sweep' ? event.sweep : null
      if (found) {
        for (const { path, format } of files) {
          await writeAtomically(path, encoder.encode(await context.reportAs(found, format)))
          yield { type: 'wrote', path }
        }
      }
      yield event
    }
  }
}
