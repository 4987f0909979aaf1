/** What the lab's commands have in common: a workbench, and one result, which is remembered. */
import { remember } from '../../workbench/receipts/last-result.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { Command, CommandEvent, Context } from '../grammar/command.ts'
import type { CommandValues } from '../grammar/define-command.ts'
import type { Option, Positional } from '../grammar/kinds.ts'

/** What a command of the lab is, but for what it answers. */
export interface LabFacts<P extends readonly Positional[], O extends readonly Option[]>
  extends Pick<Command, 'name' | 'inLessons' | 'examples' | 'asksThreads'> {
  readonly positionals?: P
  readonly options?: O
  seconds?(values: CommandValues<P, O>, context: Context): Promise<number>
}

export type LabAnswer<P extends readonly Positional[], O extends readonly Option[]> = (
  bench: Workbench,
  values: CommandValues<P, O>,
  context: Context,
) => Promise<LabResult> | LabResult

/** Says which variant a result is of, so that pictures and sentences can call it by its name. */
export function namingVariant<R extends LabResult>({ spec: { variant } }: Workbench, result: R): R {
  if (variant === 'standard') return result
  return { ...result, ...(variant === 'gru' && { gru: true }), variant }
}

/** A command that answers once. */
export function labCommand<
  const P extends readonly Positional[] = readonly [],
  const O extends readonly Option[] = readonly [],
>(facts: LabFacts<P, O>, answer: LabAnswer<P, O>): Command {
  return {
    positionals: [],
    options: [],
    ...facts,
    lab: true,
    async run(values: CommandValues<P, O>, context) {
      const bench = await context.workbench()
      async function* events(): AsyncIterable<CommandEvent> {
        const result = namingVariant(bench, await answer(bench, values, context))
        remember(bench, context.line, result)
        yield { type: 'lab', result }
      }
      return { events: events(), stop: () => bench.stop(), end: () => bench.end() }
    },
  }
}
