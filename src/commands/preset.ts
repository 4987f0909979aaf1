/** `gatelab compare --preset NAME`: what a paper reports, made again. */

import { InputError } from '../rules/input-error.ts'
import type { PresetName } from '../specs/preset-names.ts'
import { expectedOf, presetExpecting } from './expectations.ts'
import type { CommandEvent, Context, RunningCommand } from './grammar/command.ts'
import type { OptionValues } from './grammar/kinds.ts'
import {
  COMMON_OPTIONS,
  type EXPECT,
  type FULL,
  type PRESET,
  type REPORTS,
  type RESULTS,
  type RESUME,
  type SHARD,
  type WORKERS,
} from './grammar/options.ts'
import { refusePictures, reporting } from './report-files.ts'

const COMMON: readonly string[] = ['preset', ...COMMON_OPTIONS.map(({ name }) => name)]
/** A preset determines what is run; these options only say where and how, and what is written. */
const BESIDE = [...COMMON, 'full', 'workers', 'results', 'resume', 'shard', 'report', 'expect']

/** Those of the options of `compare` that are about a preset, too. */
type PresetValues = OptionValues<
  readonly (
    | typeof EXPECT
    | typeof FULL
    | typeof PRESET
    | typeof REPORTS
    | typeof RESULTS
    | typeof RESUME
    | typeof SHARD
    | typeof WORKERS
  )[]
>

async function* list(): AsyncIterable<CommandEvent> {
  const { PRESETS } = await import('../experiments/papers/index.ts')
  yield {
    type: 'presets',
    presets: PRESETS.map(({ name, minutes }) => ({ name: name as PresetName, minutes })),
  }
}

/**
 * Throws InputError 'either-option' for an option that would change what is run, or that the list
 * has no use for.
 */
function refuseOthers(values: PresetValues): void {
  const beside = values.preset === 'list' ? COMMON : BESIDE
  const other = Object.entries(values).find(
    ([name, value]) => value !== undefined && !beside.includes(name),
  )?.[0]
  if (other === undefined) return
  throw new InputError('either-option', {
    one: values.preset === 'list' ? 'preset list' : 'preset',
    other: other === 'task' ? '<task>' : other,
  })
}

export async function runPreset(
  values: PresetValues & { readonly preset: string },
  context: Context,
): Promise<RunningCommand> {
  refuseOthers(values)
  if (values.preset === 'list') return { events: list() }
  const expected = expectedOf(values, 'preset')
  // A part of the plan has no verdict.
  if (expected !== undefined && values.shard !== undefined) {
    throw new InputError('either-option', { one: 'expect', other: 'shard' })
  }
  const [{ findPreset }, { executePreset }] = await Promise.all([
    import('../experiments/papers/index.ts'),
    import('../experiments/presets/preset-runner.ts'),
  ])
  const preset = findPreset(values.preset)
  const form = values.full === true && preset.fullMinutes !== undefined ? 'full' : 'short'
  refusePictures(values, preset, form)
  const write = await reporting(values, context)
  const { workers = context.cores, results: directory } = values
  const running = executePreset(preset, form, {
    workers,
    memory: context.memory(),
    version: context.version,
    results: directory === undefined ? undefined : { directory, resume: values.resume === true },
    shard: values.shard,
  })
  const events = expected === undefined ? running.events : presetExpecting(running.events, expected)
  return { ...running, events: write(events), screen: 'study' }
}
