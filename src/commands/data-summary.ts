/** The summary of a user data file, reported before it is used and kept in the report. */
import type { CompareEvent } from '../results/events.ts'
import type { Spec } from '../specs/spec.ts'
import type { CommandEvent } from './grammar/command.ts'

type Told = CompareEvent | Extract<CommandEvent, { type: 'reads' }>

/** The events, preceded by one that summarises the data file; unchanged for generated data. */
export async function* reading(
  spec: Spec,
  events: AsyncIterable<CompareEvent>,
): AsyncIterable<Told> {
  const { understoodOf } = spec.file
    ? await import('../inspection/given-data/summarize-data.ts')
    : { understoodOf: () => null }
  const understood = understoodOf(spec)
  if (understood) yield { type: 'reads', understood }
  for await (const event of events) {
    if (understood && event.type === 'report')
      yield { ...event, report: { ...event.report, understood } }
    else if (understood && event.type === 'sweep')
      yield { ...event, sweep: { ...event.sweep, understood } }
    else yield event
  }
}
