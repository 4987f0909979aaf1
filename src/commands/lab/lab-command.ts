/** What the lab's commands have in common: a workbench, and one result, which is remembered. */
import { remember } from '../../workbench/last-result.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { Command, CommandEvent, Context, Values } from '../grammar/command.ts'

type Answer = (bench: Workbench, values: Values, context: Context) => Promise<LabResult> | LabResult

/**
 * A result that says when a GRU stands in the LSTM's place, so that every picture and sentence can
 * call it by its name.
 */
export const namingGru = <R extends LabResult>({ spec }: Workbench, result: R): R =>
  spec.variant === 'gru' ? { ...result, gru: true } : result

/** A command that answers once. */
export function labCommand(
  facts: Omit<Command, 'run' | 'lab' | 'positionals' | 'options'> & Partial<Command>,
  answer: Answer,
): Command {
  return {
    positionals: [],
    options: [],
    ...facts,
    lab: true,
    async run(values, context) {
      const bench = await context.workbench()
      async function* events(): AsyncIterable<CommandEvent> {
        const result = namingGru(bench, await answer(bench, values, context))
        remember(bench, context.line, result)
        yield { type: 'lab', result }
      }
      return { events: events(), stop: () => bench.stop(), end: () => bench.end() }
    },
  }
}
