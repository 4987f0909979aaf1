/** `gatelab compare [task]`: trains the cells side by side, at one setting or at many. */
import type { Variant } from '../engine/types.ts'
import { InputError } from '../rules/input-error.ts'
import { reproduce } from '../specs/command-line.ts'
import type { Axis, Design } from '../specs/design.ts'
import { FAIRS, SWEPT, type Swept } from '../specs/design-names.ts'
import { type Choices, DEFAULTS, type Spec } from '../specs/spec.ts'
import { resolveChoice } from '../workbench/merge-choices.ts'
import { reading } from './data-summary.ts'
import { expectedOf, expecting } from './expectations.ts'
import { fileNamed } from './file-options.ts'
import type { Context } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import type { OptionValues } from './grammar/kinds.ts'
import {
  EXPECT,
  FAIR,
  FORMAT,
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

/** Runs of which a report is made well within a second, when a comparison is stopped. */
const MOST_REPORTED = 2000

/** Values of the options that make up a Spec; in a comparison an option may have several values. */
type SpecValues = OptionValues<typeof SWEPT_OPTIONS> & { readonly task?: string }

/** The first of several values. */
const first = <V>(given: V | readonly V[] | undefined): V | undefined =>
  Array.isArray(given) ? given[0] : (given as V | undefined)

/**
 * The chosen options under a Spec's names; absent if not given. For an option with several values,
 * the first. A file determines its task.
 */
export function choicesOf(values: SpecValues): Choices {
  const file = fileNamed(values)
  const { task = file?.form ?? DEFAULT_TASK, seed, seeds } = values
  if (seed !== undefined && seeds !== undefined)
    throw new InputError('either-option', { one: 'seed', other: 'seeds' })
  if (values.length !== undefined && values.window !== undefined) {
    throw new InputError('either-option', { one: 'length', other: 'window' })
  }
  return {
    length: first(values.length),
    window: first(values.window),
    horizon: first(values.horizon),
    symbols: first(values.symbols),
    hidden: first(values.hidden),
    batch: first(values.batch),
    steps: first(values.steps),
    learningRate: first(values['learning-rate']),
    optimizer: first(values.optimizer),
    clip: first(values.clip),
    init: first(values.init),
    gain: first(values.gain),
    forgetBias: first(values['forget-bias']),
    inputBias: first(values['input-bias']),
    variant: first(values.variant),
    readout: first(values.readout),
    evalEvery: first(values['eval-every']),
    standardize: values.standardize,
    task,
    file,
    cells: values.cells,
    seeds: seeds ?? (seed === undefined ? undefined : [seed]),
    untilSolved: values['until-solved'],
  }
}

/** The options that were given several values, in the order in which they were given. */
const axesOf = (values: SpecValues): Axis[] =>
  Object.entries(values).flatMap(([option, given]) =>
    option in SWEPT && Array.isArray(given) ? [{ option: option as Swept, values: given }] : [],
  )

type DesignValues = SpecValues & OptionValues<readonly [typeof FAIR, typeof TUNE]>

/**
 * Applies choices to the workbench's spec. The workbench has one seed; the number of seeds is the
 * comparison's own.
 */
function upon(base: Spec, choices: Choices, same: boolean) {
  const task = same ? base.task : choices.task
  return {
    seeds: DEFAULTS.seeds,
    ...resolveChoice({ ...base, seeds: [...DEFAULTS.seeds] }, { ...choices, task }),
  }
}

export async function designOf(
  values: DesignValues,
  context: Pick<Context, 'spec'>,
): Promise<Design> {
  const { resolveSpec } = await import('../training/setup/resolve-spec.ts')
  const choices = choicesOf(values)
  const base = await context.spec?.()
  const spec = resolveSpec(
    base ? upon(base, choices, values.task === undefined && !choices.file) : choices,
  )
  const { fair = 'hidden', tune = 0 } = values
  return { spec, axes: axesOf(values), fair: fair === 'all' ? FAIRS : [fair], tune }
}

/**
 * Estimated seconds of all runs, spread over the threads; the runs of a sweep are all taken to be
 * like the first.
 */
async function secondsOf(values: DesignValues, context: Context): Promise<number> {
  const { spec, axes, fair, tune } = await designOf(values, context)
  const { estimatedSeconds } = await import('../training/setup/estimated-time.ts')
  const points = axes.reduce((product, { values }) => product * values.length, 1)
  const once = spec.cells.reduce((sum, cell) => sum + estimatedSeconds({ spec, cell }), 0)
  const runs = points * (spec.seeds.length * fair.length + tune)
  return (once * runs) / Math.min(context.cores, runs * spec.cells.length)
}

/** Refuses options that need a results folder if there is none. */
function checkResults(
  values: OptionValues<readonly [typeof SHARD, typeof RESUME, typeof RESULTS]>,
): void {
  for (const one of ['shard', 'resume'] as const) {
    if (values[one] !== undefined && values.results === undefined) {
      throw new InputError('needs-option', { one, other: 'results' })
    }
  }
}

/** Refuses a format without weights, or one that a net of the plan cannot be written in. */
async function checkFormat(
  { format, 'save-weights': folder }: OptionValues<readonly [typeof FORMAT, typeof SAVE_WEIGHTS]>,
  { spec, axes }: Design,
): Promise<void> {
  if (format === undefined) return
  if (folder === undefined)
    throw new InputError('needs-option', { one: 'format', other: 'save-weights' })
  const { checkReadoutSayable, checkSayable } = await import('../training/weights-file.ts')
  const valuesOf = (option: Swept) => axes.find((axis) => axis.option === option)?.values
  for (const readout of (valuesOf('readout') ?? [spec.readout]) as readonly Spec['readout'][])
    checkReadoutSayable(format, readout)
  if (!spec.cells.includes('lstm')) return
  for (const variant of (valuesOf('variant') ?? [spec.variant]) as readonly Variant[])
    checkSayable(format, variant)
}

export const compare = defineCommand({
  name: 'compare',
  inLessons: true,
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
    'compare --save-weights weights --format onnx',
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
    FORMAT,
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
    await checkFormat(values, design)
    const { study } = await import('../experiments/compare.ts')
    const { planLater } = await import('../experiments/plan.ts')
    const plan = await planLater(design, context.planning)
    const write = await reporting(values, context)
    const { workers = context.cores, results: directory } = values
    const running = study(
      design,
      {
        workers,
        memory: context.memory(),
        command: reproduce(design),
        version: context.version,
        saveWeights: values['save-weights'],
        weightsFormat: values.format,
        results:
          directory === undefined ? undefined : { directory, resume: values.resume === true },
        shard: values.shard,
        mostReported: MOST_REPORTED,
      },
      plan,
    )
    const single = design.axes.length === 0 && design.fair.length === 1 && design.tune === 0
    const screen = single && values.shard === undefined ? 'comparison' : 'study'
    const events = expected === undefined ? running.events : expecting(running.events, expected)
    return { ...running, events: write(reading(design.spec, events)), screen }
  },
})
