/**
 * What the lab's commands have in common: a workbench, one result, and the place where it is
 * remembered.
 */
import type { LabResult } from '../../results/lab-results.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { Command, CommandEvent, Context, Values } from '../grammar/command.ts'

type Answer = (bench: Workbench, values: Values, context: Context) => Promise<LabResult> | LabResult

/** Results that a receipt or an exported picture can be of. */
const SHOWN: readonly LabResult['kind'][] = [
  'bench',
  'training',
  'gradient',
  'verification',
  'walk',
  'states',
  'memory',
  'attribution',
  'surgery',
]

/** Notes a result as the last one, if it is one that others can be about. */
export function remember(bench: Workbench, line: string, result: LabResult): void {
  if (SHOWN.includes(result.kind)) bench.shown = { line, result, state: bench.state }
}

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
