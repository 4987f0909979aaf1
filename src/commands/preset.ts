/** `gatelab compare --preset NAME`: what a paper reports, made again. */
import type { PresetName } from '../lab/presets/names.ts'
import { Refusal } from '../refusal.ts'
import type { CommandEvent, Context, Going, Values } from './command.ts'
import { COMMON_OPTIONS } from './options.ts'

/** A preset says itself what is run; these say where and how. */
const BESIDE: readonly string[] = [
  'preset',
  'full',
  'workers',
  'results',
  'resume',
  ...COMMON_OPTIONS.map(({ name }) => name),
]

async function* list(): AsyncIterable<CommandEvent> {
  const { PRESETS } = await import('../lab/presets/index.ts')
  yield { type: 'presets', presets: PRESETS.map(({ name, minutes }) => ({ name: name as PresetName, minutes })) }
}

/** Throws Refusal 'either-option' for an option that would change what is run. */
export async function runPreset(values: Values, context: Context): Promise<Going> {
  const other = Object.keys(values).find((name) => values[name] !== undefined && !BESIDE.includes(name))
  if (other !== undefined) {
    throw new Refusal('either-option', { one: 'preset', other: other === 'task' ? '<task>' : other })
  }
  if (values.preset === 'list') return { events: list() }
  const [{ findPreset }, { conductPreset }] = await Promise.all([
    import('../lab/presets/index.ts'),
    import('../lab/presets/conduct.ts'),
  ])
  const preset = findPreset(values.preset as string)
  const full = values.full === true && preset.fullMinutes !== undefined
  const directory = values.results as string | undefined
  const going = conductPreset(preset, full, {
    workers: (values.workers as number | undefined) ?? context.cores,
    memory: context.memory(),
    command: `gatelab compare --preset ${preset.name}${full ? ' --full' : ''}`,
    version: context.version,
    results: directory === undefined ? undefined : { directory, resume: values.resume === true },
  })
  return { ...going, screen: 'study' }
}
