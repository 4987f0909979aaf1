/** train, until solved: both nets at once. */

import type { Cell } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import { remember } from '../../workbench/receipts/last-result.ts'
import type { CommandEvent, Context } from '../grammar/command.ts'
import { defineCommand } from '../grammar/define-command.ts'
import { optionsNamed } from '../grammar/kinds.ts'
import { CELLS_OPTION, SPEC_OPTIONS } from '../grammar/options.ts'
import { namingVariant } from './lab-command.ts'

const STEPS = optionsNamed(SPEC_OPTIONS, 'steps')
const kind = STEPS[0].kind

interface TrainArguments {
  readonly steps?: number
  readonly cells?: readonly Cell[]
  readonly untilSolved?: boolean
}

/** Estimated seconds of the slower cell, since both train at once. */
async function seconds(context: Context, order: TrainArguments): Promise<number> {
  const [bench, { estimatedSeconds }] = await Promise.all([
    context.workbench(),
    import('../../training/setup/estimated-time.ts'),
  ])
  const spec = { ...bench.spec, steps: order.steps ?? bench.spec.steps }
  return largest(bench.cells(order.cells).map((cell) => estimatedSeconds({ spec, cell })))
}

async function running(context: Context, order: TrainArguments) {
  const [bench, lab] = await Promise.all([context.workbench(), import('../../workbench/train.ts')])
  bench.refuseGiven(order.untilSolved ? 'until' : 'train', 'training')
  const { line } = context
  const cells = bench.cells(order.cells)
  const steps = order.steps ?? bench.spec.steps
  const untilSolved = order.untilSolved ?? bench.spec.untilSolved
  async function* events(): AsyncIterable<CommandEvent> {
    for await (const event of lab.train(bench, { line, cells, steps, untilSolved })) {
      if (event.type !== 'lab') yield event
      else {
        const result = namingVariant(bench, event.result)
        remember(bench, line, result)
        yield { type: 'lab', result }
      }
    }
  }
  return { events: events(), stop: () => bench.stop(), end: () => bench.end() }
}

export const train = defineCommand({
  name: 'train',
  lab: true,
  asksThreads: true,
  inLessons: true,
  positionals: [{ name: 'steps', required: false, kind }],
  options: [CELLS_OPTION],
  examples: ['train 20', 'train 20 --cells lstm'],
  seconds: (values, context) => seconds(context, values),
  run: (values, context) => running(context, values),
})

export const until = defineCommand({
  name: 'until',
  lab: true,
  asksThreads: true,
  inLessons: true,
  positionals: [{ name: 'goal', required: true, kind: { is: 'choice', choices: ['solved'] } }],
  options: [...STEPS, CELLS_OPTION],
  examples: ['task recall --length 10 --symbols 2; until solved --steps 100'],
  seconds: (values, context) => seconds(context, values),
  run: (values, context) => running(context, { ...values, untilSolved: true }),
})
