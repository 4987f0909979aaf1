/** What was understood of a file of one's own, told before what is done with it. */
import type { Spec } from '../lab/spec.ts'
import type { CommandEvent } from './command.ts'

/** The same events behind one that says what was read; the same alone where the sequences are made up. */
export async function* reading(spec: Spec, events: AsyncIterable<CommandEvent>): AsyncIterable<CommandEvent> {
  if (spec.file) {
    const { understoodOf } = await import('../lab/own/understood.ts')
    const understood = understoodOf(spec)
    if (understood) yield { type: 'reads', understood }
  }
  yield* events
}
