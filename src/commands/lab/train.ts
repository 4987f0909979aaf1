/** train, until solved: both nets at once. */

import type { Cell } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import { remember } from '../../workbench/last-result.ts'
import type { Command, CommandEvent, Context, Values } from '../grammar/command.ts'
import { CELLS_OPTION, SPEC_OPTIONS } from '../grammar/options.ts'
import { namingGru } from './lab-command.ts'

const STEPS = SPEC_OPTIONS.filter(({ name }) => name === 'steps')
const kind = STEPS[0].kind

interface TrainArguments {
  readonly steps: number | undefined
  readonly cells: readonly Cell[] | undefined
  readonly untilSolved?: boolean
}

/** Of the cell that takes longer: both train at once. */
async function seconds(context: Context, order: TrainArguments): Promise<number> {
  const [bench, { estimatedSeconds }] = await Promise.all([
    context.workbench(),
    import('../../training/estimated-time.ts'),
  ])
  const spec = { ...bench.spec, steps: order.steps ?? bench.spec.steps }
  return largest(bench.cells(order.cells).map((cell) => estimatedSeconds({ spec, cell })))
}

async function running(context: Context, order: TrainArguments) {
  const [bench, lab] = await Promise.all([context.workbench(), import('../../workbench/train.ts')])
  const { line } = context
  const cells = bench.cells(order.cells)
  const steps = order.steps ?? bench.spec.steps
  const untilSolved = order.untilSolved ?? bench.spec.untilSolved
  async function* events(): AsyncIterable<CommandEvent> {
    for await (const event of lab.train(bench, { line, cells, steps, untilSolved })) {
      if (event.type !== 'lab') yield event
      else {
        const result = namingGru(bench, event.result)
        remember(bench, line, result)
        yield { type: 'lab', result }
      }
    }
  }
  return { events: events(), stop: () => bench.stop(), end: () => bench.end() }
}

const trainArgumentsOf = (values: Values): TrainArguments => ({
  steps: values.steps as number | undefined,
  cells: values.cells as Cell[] | undefined,
})

export const train: Command = {
  name: 'train',
  lab: true,
  inLessons: true,
  positionals: [{ name: 'steps', required: false, kind }],
  options: [CELLS_OPTION],
  examples: ['train 20', 'train 20 --cells lstm'],
  seconds: (values, context) => seconds(context, trainArgumentsOf(values)),
  run: (values, context) => running(context, trainArgumentsOf(values)),
}

export const until: Command = {
  name: 'until',
  lab: true,
  inLessons: true,
  positionals: [{ name: 'goal', required: true, kind: { is: 'choice', choices: ['solved'] } }],
  options: [...STEPS, CELLS_OPTION],
  examples: ['task recall --length 10 --symbols 2; until solved --steps 100'],
  seconds: (values, context) => seconds(context, trainArgumentsOf(values)),
  run: (values, context) => running(context, { ...trainArgumentsOf(values), untilSolved: true }),
}
