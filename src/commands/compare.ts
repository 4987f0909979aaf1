/** `gatelab compare [task]`: trains the cells side by side. */
import type { Cell } from '../engine/types.ts'
import type { CompareEvent } from '../lab/events.ts'
import { DEFAULTS, type Spec } from '../lab/spec.ts'
import type { Expectation } from '../lab/verdict-data.ts'
import { resolveChoice } from '../lab/workbench/choose.ts'
import { Refusal } from '../refusal.ts'
import type { Command, Values } from './command.ts'
import { EXPECT, SAVE_WEIGHTS, SPEC_OPTIONS, WORKERS } from './options.ts'
import { reproduce } from './reproduce.ts'

const DEFAULT_TASK = 'adding'

/** The part of a Spec that was chosen. */
export function choicesOf(values: Values): Partial<Spec> & { task: string } {
  if (values.seed !== undefined && values.seeds !== undefined)
    throw new Refusal('either-option', { one: 'seed', other: 'seeds' })
  return {
    task: (values.task as string | undefined) ?? DEFAULT_TASK,
    length: values.length as number | undefined,
    symbols: values.symbols as number | undefined,
    hidden: values.hidden as number | undefined,
    batch: values.batch as number | undefined,
    steps: values.steps as number | undefined,
    learningRate: values['learning-rate'] as number | undefined,
    optimizer: values.optimizer as Spec['optimizer'] | undefined,
    clip: values.clip as Spec['clip'] | undefined,
    init: values.init as Spec['init'] | undefined,
    forgetBias: values['forget-bias'] as Spec['forgetBias'] | undefined,
    variant: values.variant as Spec['variant'] | undefined,
    cells: values.cells as Cell[] | undefined,
    seeds: values.seed !== undefined ? [values.seed as number] : (values.seeds as number[] | undefined),
    evalEvery: values['eval-every'] as number | undefined,
    untilSolved: values['until-solved'] as boolean | undefined,
  }
}

/** In a session: what is on the bench, on the usual seeds, and on it what was chosen. */
function upon(base: Spec, choices: ReturnType<typeof choicesOf>, same: boolean) {
  const task = same ? base.task : choices.task
  return { seeds: DEFAULTS.seeds, ...resolveChoice({ ...base, seeds: [...DEFAULTS.seeds] }, { ...choices, task }) }
}

/** The same events; the report says whether it came out as expected. */
async function* expecting(events: AsyncIterable<CompareEvent>, expected: Expectation): AsyncIterable<CompareEvent> {
  const { meets } = await import('../lab/verdict.ts')
  for await (const event of events)
    yield event.type === 'report' ? { ...event, expected, met: meets(event.report.verdict, expected) } : event
}

export const compare: Command = {
  name: 'compare',
  examples: [
    'compare',
    'compare recall --length 100 --forget-bias chrono --seeds 5',
    'compare temporal-order --until-solved --json',
    'compare adding --length 50 --seeds 10 --expect lstm',
  ],
  positionals: [{ name: 'task', required: false, kind: { is: 'task' } }],
  options: [...SPEC_OPTIONS, WORKERS, SAVE_WEIGHTS, EXPECT],
  live: true,
  async run(values, context) {
    const [{ resolveSpec }, lab] = await Promise.all([import('../lab/resolve.ts'), import('../lab/compare.ts')])
    const choices = choicesOf(values)
    const base = await context.spec?.()
    const spec = resolveSpec(base ? upon(base, choices, values.task === undefined) : choices)
    const going = lab.compare(spec, {
      workers: (values.workers as number | undefined) ?? context.cores,
      command: reproduce(spec),
      version: context.version,
      saveWeights: values['save-weights'] as string | undefined,
    })
    const expected = values.expect as Expectation | undefined
    return expected === undefined ? going : { ...going, events: expecting(going.events, expected) }
  },
}
