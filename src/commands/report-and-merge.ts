/** `gatelab report` and `gatelab merge`: reports from existing results. Nothing is run. */

import type { PresetEvent } from '../experiments/papers/preset-report.ts'
import type { Mark } from '../experiments/presets/result-folder.ts'
import type { JoinOptions } from '../experiments/store/merge-results.ts'
import type { CompareEvent } from '../results/events.ts'
import type { Report, Sweep } from '../results/report.ts'
import { expectedOf, expecting, presetExpecting } from './expectations.ts'
import { fileNamed } from './file-options.ts'
import type { CommonValues, Context, RunningCommand } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import type { OptionValues } from './grammar/kinds.ts'
import { DATA, EXPECT, REPORTS, RESULTS, SERIES, TEXT } from './grammar/options.ts'
import { refusePictures, reporting } from './report-files.ts'

const OPTIONS = [REPORTS, EXPECT, TEXT, DATA, SERIES] as const

/** Up to so many runs, curves and profiles are read for pictures: they are most of a line. */
const MAX_CURVES = 200

/**
 * Reads everything for JSON; curves and profiles for the pictures of a comparison, never those of a
 * sweep.
 */
async function read(
  paths: readonly string[],
  whole: boolean,
  everything: boolean,
  given: Pick<JoinOptions, 'file' | 'planning'>,
): Promise<Report | Sweep> {
  const [{ joined }, { unaskable }] = await Promise.all([
    import('../experiments/store/merge-results.ts'),
    import('./reproducible.ts'),
  ])
  const options = { whole, ...given, unaskable }
  if (everything) return joined(paths, { ...options, lean: false })
  const found = await joined(paths, { ...options, lean: true })
  const curves = found.schema === 'gatelab.report/1' && found.runs.length <= MAX_CURVES
  return curves ? joined(paths, { ...options, lean: false }) : found
}

/** Of both commands; `results` is where a merged folder is to stand. */
type ReadValues = CommonValues & OptionValues<typeof OPTIONS> & { readonly results?: string }

async function run(
  paths: readonly string[],
  whole: boolean,
  values: ReadValues,
  context: Context,
): Promise<RunningCommand> {
  const { presetOf } = await import('../experiments/presets/result-folder.ts')
  const mark = await presetOf(paths)
  return mark
    ? ofPreset(paths, mark, whole, values, context)
    : ofStudy(paths, whole, values, context)
}

async function ofStudy(
  paths: readonly string[],
  whole: boolean,
  values: ReadValues,
  context: Context,
): Promise<RunningCommand> {
  const expected = expectedOf(values, 'comparison')
  const write = await reporting(values, context)
  const { report: files = [] } = values
  const everything =
    values.json === true || files.some((path) => path.toLowerCase().endsWith('.json'))
  async function* events(): AsyncIterable<CompareEvent> {
    const report = await read(paths, whole, everything, {
      file: fileNamed(values),
      planning: context.planning,
    })
    if (whole && values.results !== undefined) {
      const { collectStudy } = await import('../experiments/presets/collect-results.ts')
      await collectStudy(paths, values.results)
    }
    yield report.schema === 'gatelab.sweep/1'
      ? { type: 'sweep', sweep: report }
      : { type: 'report', report }
  }
  return { events: write(expected === undefined ? events() : expecting(events(), expected)) }
}

async function ofPreset(
  paths: readonly string[],
  mark: Mark,
  whole: boolean,
  values: ReadValues,
  context: Context,
): Promise<RunningCommand> {
  const expected = expectedOf(values, 'preset')
  const [{ findPreset }, { joinedPreset }] = await Promise.all([
    import('../experiments/papers/index.ts'),
    import('../experiments/presets/merge-results.ts'),
  ])
  const preset = findPreset(mark.preset)
  refusePictures(values, preset, mark.form)
  const write = await reporting(values, context)
  async function* events(): AsyncIterable<PresetEvent> {
    const report = await joinedPreset(paths, preset, mark, whole)
    if (whole && values.results !== undefined) {
      const { collectPreset } = await import('../experiments/presets/collect-results.ts')
      await collectPreset(paths, preset, mark, values.results)
    }
    yield { type: 'preset', preset: report }
  }
  return { events: write(expected === undefined ? events() : presetExpecting(events(), expected)) }
}

export const report = defineCommand({
  name: 'report',
  examples: ['report results', 'report results --report report.html --report runs.csv'],
  positionals: [{ name: 'results', required: true, many: true }],
  options: OPTIONS,
  run: ({ results, ...values }, context) => run(results, false, values, context),
})

export const merge = defineCommand({
  name: 'merge',
  examples: ['merge part-1 part-2 --report report.md', 'merge part-1 part-2 --results whole'],
  positionals: [{ name: 'folders', required: true, many: true }],
  options: [REPORTS, RESULTS, EXPECT, TEXT, DATA, SERIES],
  run: (values, context) => run(values.folders, true, values, context),
})
