/** train, until solved: both nets at once. */
import type { Cell } from '../../engine/types.ts'
import type { Command, CommandEvent, Context } from '../command.ts'
import { CELLS, SPEC_OPTIONS } from '../options.ts'
import { remember } from './lab-command.ts'

const STEPS = SPEC_OPTIONS.filter(({ name }) => name === 'steps')
const kind = STEPS[0].kind

async function going(
  context: Context,
  order: {
    readonly steps: number | undefined
    readonly cells: readonly Cell[] | undefined
    readonly untilSolved?: boolean
  },
) {
  const [bench, lab] = await Promise.all([context.workbench(), import('../../lab/workbench/train.ts')])
  const { line } = context
  const cells = bench.cells(order.cells)
  const steps = order.steps ?? bench.spec.steps
  const untilSolved = order.untilSolved ?? bench.spec.untilSolved
  async function* events(): AsyncIterable<CommandEvent> {
    for await (const event of lab.train(bench, { line, cells, steps, untilSolved })) {
      if (event.type === 'lab') remember(bench, line, event.result)
      yield event
    }
  }
  return { events: events(), stop: () => bench.stop() }
}

export const train: Command = {
  name: 'train',
  lab: true,
  positionals: [{ name: 'steps', required: false, kind }],
  options: [CELLS],
  examples: ['train 20', 'train 20 --cells lstm'],
  run: (values, context) =>
    going(context, { steps: values.steps as number | undefined, cells: values.cells as Cell[] | undefined }),
}

export const until: Command = {
  name: 'until',
  lab: true,
  positionals: [{ name: 'goal', required: true, kind: { is: 'choice', choices: ['solved'] } }],
  options: [...STEPS, CELLS],
  examples: ['task recall --length 10 --symbols 2; until solved --steps 100'],
  run: (values, context) =>
    going(context, {
      steps: values.steps as number | undefined,
      cells: values.cells as Cell[] | undefined,
      untilSolved: true,
    }),
}
