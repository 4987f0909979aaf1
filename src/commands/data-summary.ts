/**
 * What was understood of a file of one's own, told before what is done with it, and kept in the
 * report.
 */
import type { CompareEvent } from '../results/events.ts'
import type { Spec } from '../specs/spec.ts'
import type { CommandEvent } from './grammar/command.ts'

type Told = CompareEvent | Extract<CommandEvent, { type: 'reads' }>

/**
 * The same events behind one that says what was read; the same alone where the sequences are made
 * up.
 */
export async function* reading(
  spec: Spec,
  events: AsyncIterable<CompareEvent>,
): AsyncIterable<Told> {
  const { understoodOf } = spec.file
    ? await import('../inspection/data/summarize-data.ts')
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
