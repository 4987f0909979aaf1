/** `gatelab compare [task]`: trains the cells side by side, at one setting or at many. */
import type { Cell } from '../engine/types.ts'
import type { Shard } from '../experiments/shards.ts'
import { InputError } from '../rules/input-error.ts'
import { reproduce } from '../specs/command-line.ts'
import type { Axis, Design } from '../specs/design.ts'
import { FAIRS, type Fair, SWEPT, type Swept } from '../specs/design-names.ts'
import { type Choices, DEFAULTS, type NamedFile, type Spec } from '../specs/spec.ts'
import { resolveChoice } from '../workbench/merge-choices.ts'
import { reading } from './data-summary.ts'
import { expectedOf, expecting } from './expectations.ts'
import { readingOf } from './file-options.ts'
import type { Command, Context, Values } from './grammar/command.ts'
import {
  EXPECT,
  FAIR,
  FULL,
  PRESET,
  REPORTS,
  RESULTS,
  RESUME,
  SAVE_WEIGHTS,
  SHARD,
  SWEPT_OPTIONS,
  TUNE,
  WORKERS,
} from './grammar/options.ts'
import { reporting } from './report-files.ts'

const DEFAULT_TASK = 'adding'

/** The options that name a file, each with the task of its name. */
const FORMS = ['text', 'data', 'series'] as const

/** The file that is named, if one is. */
export function fileNamed(values: Values): NamedFile | undefined {
  const [form, other] = FORMS.filter((one) => values[one] !== undefined)
  if (other !== undefined) throw new InputError('either-option', { one: form, other })
  const digest = values.digest as string | undefined
  if (form === undefined && digest !== undefined) throw new InputError('digest-alone', {})
  const reading = readingOf(values, form ?? null)
  return form && { form, path: values[form] as string, digest, ...(reading ? { reading } : {}) }
}

/**
 * What was chosen, under a Spec's names; absent where not given. Of an option with several values
 * the first stands here. A file says which task it is for.
 */
export function choicesOf(values: Values): Choices {
  const file = fileNamed(values)
  const {
    task = file?.form ?? DEFAULT_TASK,
    seed,
    seeds,
  } = values as { task?: string; seed?: number; seeds?: number[] }
  if (seed !== undefined && seeds !== undefined)
    throw new InputError('either-option', { one: 'seed', other: 'seeds' })
  const first = (name: string) => (Array.isArray(values[name]) ? values[name][0] : values[name])
  if (values.length !== undefined && values.window !== undefined) {
    throw new InputError('either-option', { one: 'length', other: 'window' })
  }
  const { window, ...others } = SWEPT
  const swept = Object.fromEntries(
    Object.entries(others).map(([option, name]) => [name, first(option)]),
  )
  const choices = {
    ...swept,
    window: first('window'),
    standardize: values.standardize as boolean | undefined,
    task,
    file,
    cells: values.cells as Cell[] | undefined,
    seeds: seeds ?? (seed === undefined ? undefined : [seed]),
    untilSolved: values['until-solved'] as boolean | undefined,
  }
  return choices as Choices
}

/** The options that were given several values, in the order in which they were given. */
const axesOf = (values: Values): Axis[] =>
  Object.entries(values).flatMap(([option, given]) =>
    option in SWEPT && Array.isArray(given) ? [{ option: option as Swept, values: given }] : [],
  )

/**
 * What was chosen upon what is on the workbench, which has one seed; how many are compared is a
 * comparison's own.
 */
function upon(base: Spec, choices: Choices, same: boolean) {
  const task = same ? base.task : choices.task
  return {
    seeds: DEFAULTS.seeds,
    ...resolveChoice({ ...base, seeds: [...DEFAULTS.seeds] }, { ...choices, task }),
  }
}

export async function designOf(values: Values, context: Pick<Context, 'spec'>): Promise<Design> {
  const { resolveSpec } = await import('../training/resolve-spec.ts')
  const choices = choicesOf(values)
  const base = await context.spec?.()
  const spec = resolveSpec(
    base ? upon(base, choices, values.task === undefined && !choices.file) : choices,
  )
  const fair = (values.fair ?? 'hidden') as Fair | 'all'
  const tune = (values.tune as number | undefined) ?? 0
  return { spec, axes: axesOf(values), fair: fair === 'all' ? FAIRS : [fair], tune }
}

/**
 * Of all runs, one after another on each thread; those of a sweep are taken to be like the first.
 */
async function secondsOf(values: Values, context: Context): Promise<number> {
  const { spec, axes, fair, tune } = await designOf(values, context)
  const { estimatedSeconds } = await import('../experiments/estimated-time.ts')
  const points = axes.reduce((product, { values }) => product * values.length, 1)
  const once = spec.cells.reduce((sum, cell) => sum + estimatedSeconds({ spec, cell }), 0)
  const runs = points * (spec.seeds.length * fair.length + tune)
  return (once * runs) / Math.min(context.cores, runs * spec.cells.length)
}

/** Options that are nothing without a folder of results. */
function checkResults(values: Values): void {
  for (const one of ['shard', 'resume']) {
    if (values[one] !== undefined && values.results === undefined) {
      throw new InputError('needs-option', { one, other: 'results' })
    }
  }
}

export const compare: Command = {
  name: 'compare',
  examples: [
    'compare',
    'compare recall --length 100 --forget-bias chrono --seeds 5',
    'compare temporal-order --until-solved --json',
    'compare adding --length 50 --seeds 10 --expect lstm',
    'compare adding --length 10,20,50 --forget-bias 0,1,chrono --until-solved',
    'compare adding --fair all --seeds 10',
    'compare --preset list',
    'compare --text book.txt',
    'compare --data sequences.jsonl --until-solved',
    'compare --series sunspots.csv --window 24',
  ],
  positionals: [{ name: 'task', required: false, kind: { is: 'task' } }],
  options: [
    ...SWEPT_OPTIONS,
    FAIR,
    TUNE,
    EXPECT,
    PRESET,
    FULL,
    REPORTS,
    RESULTS,
    RESUME,
    SHARD,
    WORKERS,
    SAVE_WEIGHTS,
  ],
  live: true,
  seconds: secondsOf,
  async run(values, context) {
    checkResults(values)
    if (values.full !== undefined && values.preset === undefined) {
      throw new InputError('needs-option', { one: 'full', other: 'preset' })
    }
    if (values.preset !== undefined) return (await import('./preset.ts')).runPreset(values, context)
    const expected = expectedOf(values, 'comparison')
    const design = await designOf(values, context)
    const { study } = await import('../experiments/compare.ts')
    const { planLater } = await import('../experiments/plan.ts')
    const plan = await planLater(design, context.planning)
    const write = await reporting(values, context)
    const directory = values.results as string | undefined
    const running = study(
      design,
      {
        workers: (values.workers as number | undefined) ?? context.cores,
        memory: context.memory(),
        command: reproduce(design),
        version: context.version,
        saveWeights: values['save-weights'] as string | undefined,
        results:
          directory === undefined ? undefined : { directory, resume: values.resume === true },
        shard: values.shard as Shard | undefined,
      },
      plan,
    )
    const single = design.axes.length === 0 && design.fair.length === 1 && design.tune === 0
    const screen = single && values.shard === undefined ? 'comparison' : 'study'
    const events = expected === undefined ? running.events : expecting(running.events, expected)
    return { ...running, events: write(reading(design.spec, events)), screen }
  },
}
