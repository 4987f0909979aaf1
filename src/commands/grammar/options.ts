/** The options of all commands, each declared once: shell, REPL and lessons read the same table. */

import { INITS, NONLINEARITIES, OPTIMIZERS, VARIANTS } from '../../engine/types.ts'
import { LIMITS } from '../../rules/limits.ts'
import { EXPECTATIONS, FAIRS, SWEPT } from '../../specs/design-names.ts'
import { PRESET_EXPECTATIONS, PRESET_NAMES } from '../../specs/preset-names.ts'

/** What a value may be. Numbers are checked in one place, values.ts. */
export type Kind =
  | { readonly is: 'integer'; readonly min: number; readonly max: number }
  /** A finite number in [min, max]. */
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  | { readonly is: 'choice'; readonly choices: readonly string[] }
  | { readonly is: 'text' }
  | { readonly is: 'flag' }
  /** A count n, meaning 1..n, a list `1,2,5` or a range `1..10`. */
  | { readonly is: 'seeds' }
  /** A list of cells. */
  | { readonly is: 'cells' }
  /** A number, or `chrono`. */
  | { readonly is: 'forget-bias' }
  /** A number above 0, or `none`. */
  | { readonly is: 'clip' }
  /** Units counted from 1: `3`, `1,4,6`, `8..15`, or lists of both. */
  | { readonly is: 'units' }
  /** The number of a held-out sequence, or `random`. */
  | { readonly is: 'sequence' }
  /**
   * One value of a kind, a list of them, or of numbers a range: `10,20,50`, `1..5`, `10..50:10`.
   */
  | { readonly is: 'many'; readonly of: Kind }
  /** Part k of n: `3/100`. */
  | { readonly is: 'shard' }
  /** The first digits of a file's SHA-256. */
  | { readonly is: 'digest' }
  /** The name of a task, which the lab checks. */
  | { readonly is: 'task' }
  /** A command, `glossary`, or words of a term, which `help` looks up. */
  | { readonly is: 'topic' }

export interface Option {
  readonly name: string
  readonly kind: Kind
  /**
   * Its value is about a file or folder that is read or written: nothing for lessons, which
   * strangers wrote.
   */
  readonly files?: true
  /**
   * What it asks for takes as long as it takes, and is nothing that a lesson could claim anything
   * of.
   */
  readonly long?: true
  /** May be given several times; its value is a list. */
  readonly many?: true
}

/** A whole number within the limits of that name. */
const integer = (name: keyof typeof LIMITS): Option => {
  const [min, max] = LIMITS[name]
  return { name, kind: { is: 'integer', min, max } }
}
const choice = (name: string, choices: readonly string[]): Option => ({
  name,
  kind: { is: 'choice', choices },
})

/** Any finite positive float32. */
const SMALLEST = 1e-30

export const CELLS_OPTION: Option = { name: 'cells', kind: { is: 'cells' } }

/** Files of one's own, and what one of them must be. */
export const TEXT: Option = { name: 'text', kind: { is: 'text' }, files: true }
export const DATA: Option = { name: 'data', kind: { is: 'text' }, files: true }
export const SERIES: Option = { name: 'series', kind: { is: 'text' }, files: true }
const DIGEST: Option = { name: 'digest', kind: { is: 'digest' }, files: true }
/** How such a file is read. */
const READING = [
  { name: 'classes', kind: { is: 'flag' }, files: true },
  { name: 'numbers', kind: { is: 'flag' }, files: true },
  { name: 'ignore', kind: { is: 'text' }, files: true },
  { name: 'missing', kind: { is: 'text' }, files: true },
  { name: 'column', kind: { is: 'text' }, files: true },
] as const satisfies readonly Option[]

/** What a Spec is made of; the same in every door. */
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
  choice('variant', VARIANTS),
  CELLS_OPTION,
  integer('seed'),
  { name: 'seeds', kind: { is: 'seeds' } },
  integer('eval-every'),
  { name: 'until-solved', kind: { is: 'flag' } },
  { name: 'standardize', kind: { is: 'flag' } },
  TEXT,
  DATA,
  SERIES,
  DIGEST,
  ...READING,
] as const satisfies readonly Option[]

const SWEEPABLE: readonly string[] = Object.keys(SWEPT)
/** The same for a comparison, of which several can be made at once. */
export const SWEPT_OPTIONS: readonly Option[] = SPEC_OPTIONS.map((option) =>
  SWEEPABLE.includes(option.name)
    ? { name: option.name, kind: { is: 'many', of: option.kind } }
    : option,
)

/** Threads; how many never changes a result. */
export const WORKERS = integer('workers')
export const SAVE_WEIGHTS: Option = { name: 'save-weights', kind: { is: 'text' }, files: true }
export const INPUT: Option = { name: 'input', kind: { is: 'text' }, files: true }
/** What a weights file or a case may not say of itself. */
export const NONLINEARITY = choice('nonlinearity', NONLINEARITIES)
export const VARIANT = choice('variant', VARIANTS)
export const READOUT: Option = { name: 'readout', kind: { is: 'text' } }
export const BATCH_FIRST: Option = { name: 'batch-first', kind: { is: 'flag' } }

/** Where surgery reaches, and what a picture is of. */
export const UNIT: Option = { name: 'unit', kind: { is: 'units' } }
export const FROM = integer('from')
export const TO = integer('to')
/** A cut of the derivative alone. */
export const BACKWARD: Option = { name: 'backward', kind: { is: 'flag' } }
export const SEQUENCE: Option = { name: 'sequence', kind: { is: 'sequence' } }
export const CHECK: Option = { name: 'check', kind: { is: 'flag' } }

/** Of the check of lessons. */
export const MUTANTS: Option = { name: 'mutants', kind: { is: 'flag' } }
export const REPORTER = choice('reporter', ['junit', 'tap'])

/** What a comparison is expected to show, and what makes it fair. */
export const EXPECT = choice('expect', [...EXPECTATIONS, ...PRESET_EXPECTATIONS])
export const FAIR = choice('fair', [...FAIRS, 'all'])
export const TUNE = integer('tune')

/** What papers report, made again. */
export const PRESET: Option = { ...choice('preset', [...PRESET_NAMES, 'list']), long: true }
export const FULL: Option = { name: 'full', kind: { is: 'flag' } }

/** Results as they come, and what is made of them. */
export const RESULTS: Option = { name: 'results', kind: { is: 'text' }, files: true }
export const RESUME: Option = { name: 'resume', kind: { is: 'flag' } }
export const SHARD: Option = { name: 'shard', kind: { is: 'shard' } }
export const REPORTS: Option = { name: 'report', kind: { is: 'text' }, files: true, many: true }

/** Of certificates of difficulty. */
export const CERTIFY: Option = { name: 'certify', kind: { is: 'flag' }, long: true }
export const GUESSES = integer('guesses')

/** Of the lessons. */
export const NEW: Option = { name: 'new', kind: { is: 'text' } }
export const REPORT: Option = { name: 'report', kind: { is: 'text' }, files: true }

/** Of the REPL. */
export const EXECUTE: Option = { name: 'execute', kind: { is: 'text' } }
export const KEEP_GOING: Option = { name: 'keep-going', kind: { is: 'flag' } }
export const NO_HISTORY: Option = { name: 'no-history', kind: { is: 'flag' } }

export const LANGUAGES = ['en', 'zh-CN'] as const

/** Understood by every command. */
export const COMMON_OPTIONS = [
  { name: 'json', kind: { is: 'flag' } },
  { name: 'plain', kind: { is: 'flag' } },
  choice('lang', LANGUAGES),
  { name: 'no-color', kind: { is: 'flag' } },
  { name: 'debug', kind: { is: 'flag' } },
  { name: 'help', kind: { is: 'flag' } },
  { name: 'version', kind: { is: 'flag' } },
] as const satisfies readonly Option[]

/**
 * Where commands are typed: in a shell, after the program's name; or in the lab, where they stand
 * alone.
 */
export type Interface = 'shell' | 'lab'

/** Asked of every command alike; a conversation has its language and its form already. */
export const commonOptions = (door: Interface): readonly Option[] =>
  COMMON_OPTIONS.filter(({ name }) => door === 'shell' || name === 'help')
