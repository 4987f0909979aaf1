/** The options of all commands, each declared once: shell, REPL and lessons read the same table. */

import { INITS, NONLINEARITIES, OPTIMIZERS, READOUTS, VARIANTS } from '../../engine/types.ts'
import { LIMITS } from '../../rules/limits.ts'
import { EXPECTATIONS, FAIRS, SWEPT, type Swept } from '../../specs/design-names.ts'
import { PRESET_EXPECTATIONS, PRESET_NAMES } from '../../specs/preset-names.ts'
import { WEIGHT_FORMATS } from '../../specs/weight-formats.ts'
import { SORTS } from '../../workbench/probes/probe.ts'
import type { Option } from './kinds.ts'

/** A whole number within the limits of that name. */
const integer = <const N extends keyof typeof LIMITS>(name: N) => {
  const [min, max] = LIMITS[name]
  return { name, kind: { is: 'integer', min, max } } as const
}
const choice = <const N extends string, const C extends string>(name: N, choices: readonly C[]) =>
  ({ name, kind: { is: 'choice', choices } }) as const
const flag = <const N extends string>(name: N) => ({ name, kind: { is: 'flag' } }) as const
const text = <const N extends string>(name: N) => ({ name, kind: { is: 'text' } }) as const
/** The path of a file or folder. */
const path = <const N extends string>(name: N) => ({ ...text(name), files: true }) as const

/** Any finite positive float32. */
const SMALLEST = 1e-30

export const CELLS_OPTION = { name: 'cells', kind: { is: 'cells' } } as const

/** User data files, and the digest that one must have. */
export const TEXT = path('text')
export const DATA = path('data')
export const SERIES = path('series')
const DIGEST = { name: 'digest', kind: { is: 'digest' }, files: true } as const
/** How such a file is read. */
const READING = [
  { ...flag('classes'), files: true },
  { ...flag('numbers'), files: true },
  path('ignore'),
  path('missing'),
  path('column'),
] as const satisfies readonly Option[]

/** All options about user data files. */
export const FILE_OPTIONS = [
  TEXT,
  DATA,
  SERIES,
  DIGEST,
  ...READING,
] as const satisfies readonly Option[]

/** The options that make up a Spec, the same for shell, REPL and lessons. */
export const SPEC_OPTIONS = [
  integer('length'),
  integer('window'),
  integer('horizon'),
  integer('symbols'),
  integer('hidden'),
  integer('batch'),
  integer('steps'),
  { name: 'learning-rate', kind: { is: 'number', min: SMALLEST, max: 1e6 } },
  choice('optimizer', OPTIMIZERS),
  { name: 'clip', kind: { is: 'clip' } },
  choice('init', INITS),
  { name: 'gain', kind: { is: 'number', min: 0, max: 1000 } },
  { name: 'forget-bias', kind: { is: 'forget-bias' } },
  { name: 'input-bias', kind: { is: 'forget-bias' } },
  choice('variant', VARIANTS),
  choice('readout', READOUTS),
  CELLS_OPTION,
  integer('seed'),
  { name: 'seeds', kind: { is: 'seeds' } },
  integer('eval-every'),
  flag('until-solved'),
  flag('standardize'),
  ...FILE_OPTIONS,
] as const satisfies readonly Option[]

type SweptOptions<O extends readonly Option[]> = {
  readonly [I in keyof O]: O[I] extends Option & { readonly name: Swept }
    ? Pick<O[I], 'name'> & { readonly kind: { readonly is: 'many'; readonly of: O[I]['kind'] } }
    : O[I]
}

/** The same options for a comparison, where some may have several values. */
export const SWEPT_OPTIONS = SPEC_OPTIONS.map(
  (option) =>
    option.name in SWEPT ? { name: option.name, kind: { is: 'many', of: option.kind } } : option,
  // `map` loses the type of each element.
) as readonly Option[] as SweptOptions<typeof SPEC_OPTIONS>

/** Threads; how many never changes a result. */
export const WORKERS = integer('workers')
export const SAVE_WEIGHTS = path('save-weights')
/** Of files with weights. */
export const FORMAT = choice('format', WEIGHT_FORMATS)
export const INPUT = path('input')
/** What a weights file or a case may leave open. */
export const NONLINEARITY = choice('nonlinearity', NONLINEARITIES)
export const VARIANT = choice('variant', VARIANTS)
/** Of a file: its readout's tensor. */
export const READOUT = text('readout')
/** Which net of a file that has several, and what is differentiated. */
export const NET = text('net')
export const OF = text('of')
/** The gradient, step by step on its way back. */
export const BACK = flag('back')
/** The gradient by the answers that it comes from. */
export const BY_LOSS = flag('by-loss')
/** The same by how many time steps lie between. */
export const BY_LAG = flag('by-lag')
export const LAYER = { name: 'layer', kind: { is: 'integer', min: 1, max: 100_000 } } as const
export const BATCH_FIRST = flag('batch-first')
/** Which tensor is what, in a file that does not say it. */
export const MAP = path('map')

/** Where surgery reaches, and what a picture is of. */
export const UNIT = { name: 'unit', kind: { is: 'units' } } as const
/** Of a matrix, counted from 1. */
export const ROW = { name: 'row', kind: { is: 'units' } } as const
export const COLUMN_OF = { name: 'column', kind: { is: 'units' } } as const
export const FROM = integer('from')
export const TO = integer('to')
/** Cuts the derivative only, not the value. */
export const BACKWARD = flag('backward')
export const SEQUENCE = { name: 'sequence', kind: { is: 'sequence' } } as const
/** The order of units in a picture. */
export const SORT = choice('sort', SORTS)
export const CHECK = flag('check')

/** Options of `check`. */
export const MUTANTS = flag('mutants')
export const CHALLENGES = flag('challenges')
export const REPORTER = choice('reporter', ['junit', 'tap'])

/** What a comparison is expected to show, and what makes it fair. */
export const EXPECT = choice('expect', [...EXPECTATIONS, ...PRESET_EXPECTATIONS])
export const FAIR = choice('fair', [...FAIRS, 'all'])
export const TUNE = integer('tune')

/** What papers report, made again. */
export const PRESET = { ...choice('preset', [...PRESET_NAMES, 'list']), long: true } as const
export const FULL = flag('full')

/** Results folders, and what is made of them. */
export const RESULTS = path('results')
export const RESUME = flag('resume')
export const SHARD = { name: 'shard', kind: { is: 'shard' } } as const
export const REPORTS = { name: 'report', kind: { is: 'text' }, files: true, many: true } as const

/** Options about certificates of difficulty. */
export const CERTIFY = { name: 'certify', kind: { is: 'flag' }, long: true } as const
export const GUESSES = integer('guesses')

/** Options of `learn`. */
export const NEW = text('new')
export const REPORT = path('report')

/** Options of `repl`. */
export const WEIGHTS = path('weights')
export const EXECUTE = text('execute')
export const KEEP_GOING = flag('keep-going')
export const NO_HISTORY = flag('no-history')

export const LANGUAGES = ['en', 'zh-CN'] as const
/** Bits of the kernels' vectors. The launcher reads them before anything else: bin/simd.js. */
export const SIMD = ['128', '256', 'auto'] as const
/** How finely line charts are drawn. */
export const CHARTS = ['coarse', 'fine'] as const

/** Understood by every command. */
export const COMMON_OPTIONS = [
  flag('json'),
  flag('plain'),
  choice('lang', LANGUAGES),
  flag('no-color'),
  choice('charts', CHARTS),
  choice('simd', SIMD),
  flag('debug'),
  flag('help'),
  flag('version'),
] as const satisfies readonly Option[]

/**
 * Where commands are typed: in a shell, after the program's name; or in the lab, where they stand
 * alone.
 */
export type Interface = 'shell' | 'lab'

/** The common options. Within the lab, language and output form are already set for the session. */
export const commonOptions = (door: Interface): readonly Option[] =>
  COMMON_OPTIONS.filter(({ name }) => door === 'shell' || name === 'help')
