/** The command line that reproduces a report. It depends on the design alone. */
import { quote } from '../rules/shell-quote.ts'
import type { Design } from './design.ts'
import { FAIRS } from './design-names.ts'
import { seedsText } from './seeds.ts'
import type { Spec } from './spec.ts'

/** `gatelab compare …` with every option that took part. */
export function reproduce({ spec, axes, fair, tune }: Design): string {
  const swept = Object.fromEntries(
    axes.map(({ option, values }) => [option, values.map((value) => value ?? 'none').join(',')]),
  )
  const more = [
    fair.length === FAIRS.length ? '--fair all' : fair[0] === 'hidden' ? '' : `--fair ${fair[0]}`,
    tune > 0 ? `--tune ${tune}` : '',
  ]
  return ['gatelab compare', optionsOf(spec, swept), ...more]
    .filter((word) => word !== '')
    .join(' ')
}

/** The lab's line that puts a spec on the bench. */
export const benchLine = (spec: Spec): string => `task ${optionsOf(spec)}`

/** How many digits of a file's digest are written, enough to identify it. */
const DIGITS = 12

/** The file of a task that has one, what it must be, and how it is read. */
function fileOptions({ task, file }: Spec): Readonly<Record<string, string | null>> {
  if (!file) return {}
  const digest = file.digest.replace('sha256:', '').slice(0, DIGITS)
  const { ignore, missing, column = null } = file.reading ?? {}
  return {
    [task]: file.path,
    digest,
    ignore: ignore?.join(',') ?? null,
    missing: missing?.join(',') ?? null,
    column,
  }
}

/**
 * T is not written for user sequences, whose file determines it; for a series it is called window,
 * unless `length` itself is swept.
 */
function lengthOptions(
  { task, length }: Spec,
  swept: Readonly<Record<string, string>>,
): Record<string, number> {
  if (task === 'data') return {}
  return task === 'series' && !('length' in swept) ? { window: length } : { length }
}

/** The task and every option, as they are typed; options with several values are given as text. */
function optionsOf(spec: Spec, swept: Readonly<Record<string, string>> = {}): string {
  const options: Readonly<Record<string, string | number | null | undefined>> = {
    ...fileOptions(spec),
    ...lengthOptions(spec, swept),
    horizon: spec.horizon,
    symbols: spec.symbols,
    hidden: spec.hidden,
    batch: spec.batch,
    steps: spec.steps,
    'learning-rate': spec.learningRate,
    optimizer: spec.optimizer,
    clip: spec.clip ?? 'none',
    init: spec.init,
    gain: spec.gain === 1 ? null : spec.gain,
    'forget-bias': spec.forgetBias,
    'input-bias': spec.inputBias,
    variant: spec.variant === 'standard' ? null : spec.variant,
    readout: spec.readout,
    cells: spec.cells.join(','),
    ...(spec.seeds.length === 1 ? { seed: spec.seeds[0] } : { seeds: seedsText(spec.seeds) }),
    'eval-every': spec.evalEvery,
  }
  // Swept options keep the order of their axes, which says which changes first.
  const order = [...Object.keys(options).filter((name) => !(name in swept)), ...Object.keys(swept)]
  const words = order.flatMap((name) => {
    const value = swept[name] ?? options[name]
    return value === null || value === undefined ? [] : [`--${name} ${quote(String(value))}`]
  })
  const answers = spec.file?.reading?.answers
  if (answers) words.push(`--${answers}`)
  // A series is always standardised.
  if (spec.standardize && spec.task !== 'series') words.push('--standardize')
  return [quote(spec.task), ...words, ...(spec.untilSolved ? ['--until-solved'] : [])].join(' ')
}
