/** What was read from a user data file, as `gatelab tasks --data FILE --json` prints it. */

import type { FileReading } from '../specs/spec.ts'
import type { LeftOut, ReadBy } from './reading-notes.ts'

/** Of the values of one input, or of one number of an answer. */
export interface Spread {
  /** The column's name; null where it has none. */
  readonly name: string | null
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Standard deviation. */
  readonly deviation: number
}

/**
 * An oddity: something that is rarely intended, or that makes learning hard. Lists of names are
 * cut; `count` is of all. Items without a name have their number, from 1.
 */
export type Odd =
  /**
   * Values far from −1 to 1; `count` inputs, or numbers of an answer, of which the first are named.
   */
  | {
      readonly what: 'inputs-far' | 'answers-far'
      readonly count: number
      readonly names: readonly (string | number)[]
      readonly min: number
      readonly max: number
    }
  | { readonly what: 'inputs-tiny'; readonly most: number }
  | {
      readonly what: 'inputs-constant'
      readonly count: number
      readonly names: readonly (string | number)[]
    }
  | { readonly what: 'one-class'; readonly label: string; readonly share: number }
  /** Classes with a single sequence, which is never held out. */
  | { readonly what: 'class-once'; readonly count: number; readonly names: readonly string[] }
  /**
   * Classes that are spelt like a word for a missing value. `words`: those that mean it already,
   * which a list of others would have to repeat.
   */
  | {
      readonly what: 'class-nothing'
      readonly count: number
      readonly names: readonly string[]
      readonly words?: readonly string[]
    }
  /** Whole numbers read as classes that have many values, or read as numbers that have few. */
  | { readonly what: 'many-classes' | 'few-values'; readonly count: number }
  /**
   * Lists of numbers read as one target at the last step, though they have one number for each
   * step.
   */
  | { readonly what: 'list-at-the-end'; readonly count: number }
  /** Sequences whose inputs come more than once: with the same answers, with different ones. */
  | { readonly what: 'duplicates' | 'contradictions'; readonly count: number }
  /**
   * Of a text: characters that occur only in its last tenth; and the Jensen–Shannon distance (bits)
   * of its symbols from those of the rest, with the largest of the other tenths.
   */
  | {
      readonly what: 'last-tenth'
      readonly distance: number
      readonly usual: number
      readonly unseen: number
    }
  /** Characters that share one symbol, since they are rare, or never come in training. */
  | {
      readonly what: 'rest'
      readonly count: number
      readonly share: number
      readonly untrained?: number
    }

interface About {
  readonly schema: 'gatelab.own-data/1'
  readonly file: {
    readonly path: string
    readonly digest: string
    readonly reading: FileReading | null
  }
  readonly odd: readonly Odd[]
}

export interface UnderstoodData extends About {
  readonly form: 'data'
  readonly format: 'csv' | 'json-lines'
  /** Of CSV. */
  readonly separator: string | null
  readonly decimalComma: boolean
  readonly sequences: number
  readonly timeSteps: {
    readonly min: number
    readonly median: number
    readonly max: number
    readonly all: number
  }
  readonly inputs: readonly Spread[]
  readonly answers: {
    readonly kind: 'classes' | 'numbers'
    /** At the last step of each sequence, at every step, or at some. */
    readonly where: 'last' | 'every' | 'some'
    readonly asked: number
    readonly readBy: ReadBy
    /** The option for another reading that is possible. */
    readonly other: 'classes' | 'numbers' | null
    readonly classes: readonly { readonly label: string; readonly count: number }[] | null
    readonly numbers: readonly Spread[] | null
  }
  /** Missing values by the word that stood there, with counts; '' is an empty cell. */
  readonly nothing: readonly { readonly word: string; readonly count: number }[]
  readonly leftOut: {
    readonly rows: number
    readonly sequences: number
    readonly columns: readonly { readonly name: string; readonly why: LeftOut }[]
  }
  /**
   * Each sequence is held out in one of so many parts, of so many sequences; `again`: some in
   * several, so that each part has each class; `never`: some in none, as the only one of a class.
   */
  readonly heldOut: {
    readonly parts: number
    readonly fewest: number
    readonly most: number
    readonly again?: number
    readonly never?: number
  }
  readonly baseline: { readonly metric: 'accuracy' | 'mse'; readonly constant: number }
  /** --standardize was asked for: inputs are, and answers where they are numbers. */
  readonly standardize: { readonly inputs: true; readonly answers: boolean } | null
}

export interface UnderstoodText extends About {
  readonly form: 'text'
  readonly characters: number
  /** Different characters of the part that is trained on. */
  readonly different: number
  /** Characters with a symbol of their own, and symbols in all. */
  readonly own: number
  readonly symbols: number
  readonly rest: { readonly characters: number; readonly share: number }
  readonly heldOut: { readonly characters: number }
  readonly baseline: {
    readonly metric: 'cross-entropy'
    readonly constant: number
    readonly pairs: number
  }
}

export interface UnderstoodSeries extends About {
  readonly form: 'series'
  readonly column: string
  /** Columns that only count the rows. */
  readonly counters: readonly string[]
  /** Columns that are not of numbers, which are left out; some of them, and how many there are. */
  readonly others: { readonly names: readonly string[]; readonly count: number }
  /**
   * From the first value to the last; how many of them are missing, and how many are missing
   * outside.
   */
  readonly values: number
  readonly missing: number
  readonly outside: number
  readonly value: Spread
  readonly window: number
  readonly horizon: number
  /**
   * `lookedAt`: how many held-out windows are evaluated; `leftOut`: windows that touch a missing
   * value.
   */
  readonly windows: {
    readonly train: number
    readonly heldOut: number
    readonly lookedAt: number
    readonly leftOut: number
  }
  readonly heldOut: { readonly values: number }
  /** On the evaluated windows: the best constant answer, and repeating the last value. */
  readonly baseline: { readonly metric: 'mse'; readonly constant: number; readonly naive: number }
}

export type Understood = UnderstoodData | UnderstoodText | UnderstoodSeries
