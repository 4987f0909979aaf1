/** Declarations of options and arguments, and the types of their values. */
import type { Cell, ForgetBias } from '../../engine/types.ts'

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
   * The value concerns a file or folder that is read or written. Lessons, which are untrusted, may
   * not use it.
   */
  readonly files?: true
  /** The work has no time limit, so lessons may not use it. */
  readonly long?: true
  /** May be given several times; its value is a list. */
  readonly many?: true
}

export interface Positional {
  readonly name: string
  readonly required: boolean
  /** What it may be; text where nothing is said. */
  readonly kind?: Kind
  /** The last may be given many times; its value is a list. */
  readonly many?: boolean
}

/** Kinds with one type of value each; a choice and `many` have their own. */
interface PlainValues {
  readonly integer: number
  readonly number: number
  readonly text: string
  readonly flag: boolean
  readonly seeds: readonly number[]
  readonly cells: readonly Cell[]
  readonly 'forget-bias': ForgetBias
  readonly clip: number | null
  readonly units: readonly number[]
  readonly sequence: number | 'random'
  readonly shard: { readonly part: number; readonly of: number }
  readonly digest: string
  readonly task: string
  readonly topic: string
}

/** The type of a value of this kind; `unknown` for Kind in general. */
export type ValueOf<K extends Kind> = Kind extends K
  ? unknown
  : K extends { is: 'choice'; choices: readonly (infer C)[] }
    ? C
    : K extends { is: 'many'; of: infer O extends Kind }
      ? ValueOf<O> | readonly ValueOf<O>[]
      : K extends { is: keyof PlainValues }
        ? PlainValues[K['is']]
        : never

type OptionValue<O extends Option> = O extends { many: true }
  ? readonly ValueOf<O['kind']>[]
  : ValueOf<O['kind']>

/** The values of options by their names; absent where one was not given. */
export type OptionValues<O extends readonly Option[]> = {
  readonly [P in O[number] as P['name']]?: OptionValue<P>
}

type KindOf<P extends Positional> = P extends { kind: infer K extends Kind } ? K : { is: 'text' }
type PositionalValue<P extends Positional> = P extends { many: true }
  ? readonly ValueOf<KindOf<P>>[]
  : ValueOf<KindOf<P>>

/** The values of arguments by their names. */
export type PositionalValues<P extends readonly Positional[]> = {
  readonly [Q in P[number] as Q extends { required: true } ? Q['name'] : never]: PositionalValue<Q>
} & {
  readonly [Q in P[number] as Q extends { required: true } ? never : Q['name']]?: PositionalValue<Q>
}

/** Those of the options with these names, in the options' order. */
export const optionsNamed = <O extends Option, N extends O['name']>(
  options: readonly O[],
  ...names: readonly N[]
): readonly Extract<O, { readonly name: N }>[] =>
  options.filter((option): option is Extract<O, { readonly name: N }> =>
    (names as readonly string[]).includes(option.name),
  )
