/** The options of all commands, each declared once: shell, REPL and lessons read the same table. */
import { INITS, OPTIMIZERS } from '../engine/types.ts'

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

export interface Option {
  readonly name: string
  readonly kind: Kind
}

const integer = (name: string, min: number, max: number): Option => ({ name, kind: { is: 'integer', min, max } })
const choice = (name: string, choices: readonly string[]): Option => ({ name, kind: { is: 'choice', choices } })

/** Any finite positive float32. */
const SMALLEST = 1e-30

/** What a Spec is made of; the same in every door. */
export const SPEC_OPTIONS = [
  integer('length', 1, 1_000_000),
  integer('symbols', 2, 64),
  integer('hidden', 1, 4096),
  integer('batch', 1, 65_536),
  integer('steps', 1, 100_000_000),
  { name: 'learning-rate', kind: { is: 'number', min: SMALLEST, max: 1e6 } },
  choice('optimizer', OPTIMIZERS),
  { name: 'clip', kind: { is: 'clip' } },
  choice('init', INITS),
  { name: 'forget-bias', kind: { is: 'forget-bias' } },
  { name: 'cells', kind: { is: 'cells' } },
  integer('seed', 0, 2 ** 31 - 1),
  { name: 'seeds', kind: { is: 'seeds' } },
  integer('eval-every', 1, 100_000_000),
  { name: 'until-solved', kind: { is: 'flag' } },
] as const satisfies readonly Option[]

/** Threads; how many never changes a result. */
export const WORKERS = integer('workers', 1, 256)
export const SAVE_WEIGHTS: Option = { name: 'save-weights', kind: { is: 'text' } }
export const INPUT: Option = { name: 'input', kind: { is: 'text' } }

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
