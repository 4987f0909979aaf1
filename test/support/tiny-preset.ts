/**
 * A preset with a study, trials of 1997 and certificates that takes a second, and how it is run in
 * tests.
 */

import { designOf, runsOf, seeds, share } from '../../src/experiments/papers/measures.ts'
import type { Preset } from '../../src/experiments/papers/preset.ts'
import type {
  PresetEvent,
  PresetForm,
  PresetReport,
} from '../../src/experiments/papers/preset-report.ts'
import { executePreset, type PresetHost } from '../../src/experiments/presets/preset-runner.ts'
import type { Control } from '../../src/results/events.ts'
import { EXPERIMENTS } from '../../src/training/lstm1997/settings-of-1997.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import type { PresetWords } from '../../src/view/shared/text-types.ts'

const [first] = EXPERIMENTS.filter(({ name }) => name === '6a')

export const tiny: Preset = {
  name: 'gers2001-anbn',
  minutes: 1,
  fullMinutes: 2,
  parts: (full) => ({
    sweep: designOf(
      {
        task: 'adding',
        hidden: 3,
        batch: 4,
        steps: full ? 12 : 10,
        evalEvery: 5,
        seeds: [1, 2, 3],
      },
      [{ option: 'length', values: [5, 7] }],
    ),
    old: { experiment: { ...first, mostSequences: 30, testSequences: 10 }, seeds: seeds(5) },
    guesses: {
      certify: seeds(3).map((seed) =>
        resolveSpec({ task: 'two-sequence', length: 20, seeds: [seed] }),
      ),
      guesses: 10,
    },
  }),
  rows: ({ sweep }, { trials: { old }, certificates: { guesses } }) => [
    {
      kind: 'claim',
      id: 'ended',
      paper: null,
      ours: share(runsOf(sweep), ({ steps }) => steps > 0),
    },
    {
      kind: 'share',
      id: 'stopped',
      paper: { count: 0, of: 5 },
      ours: { count: old.filter((one) => one.stopped).length, of: old.length },
    },
    { kind: 'number', id: 'sequences', paper: 100, ours: old[0].sequences },
    { kind: 'note', id: 'guessed', paper: null, ours: guesses.length },
  ],
}

export const tinyWords: PresetWords = {
  title: 'A <tiny> one & more',
  source: 'Nobody 1997 (table 1)',
  reports: 'That all of it "ends".',
  same: ['the seeds', 'the | tasks'],
  differs: ['everything else'],
  rows: {
    ended: 'Runs that end',
    stopped: 'Trials that stop',
    sequences: 'Sequences of the first',
    guessed: 'Certificates',
  },
}

export type Host = Partial<PresetHost> & {
  readonly form?: PresetForm
  readonly hear?: (event: PresetEvent, control: Control) => void
}

/** What a preset comes to. */
export async function presetReport(
  preset: Preset,
  { form = 'short', hear, ...host }: Host = {},
): Promise<PresetReport> {
  const { events, control } = executePreset(preset, form, {
    workers: 2,
    version: '1.2.3',
    ...host,
  })
  let found: PresetReport | null = null
  for await (const event of events) {
    hear?.(event, control)
    if (event.type === 'preset') found = event.preset
  }
  if (!found) throw new Error('no report')
  return found
}
