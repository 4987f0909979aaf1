/** Notes on what a reader of a file decided and left out, for the user. */

/** Why a column is not read. */
export type LeftOut = 'row-numbers' | 'empty' | 'ignored'

/** How it was decided whether answers are classes or numbers, and where they are asked. */
export type ReadBy =
  /** A class is a text. */
  | 'text'
  /** The column's name begins with y, or is class. */
  | 'column'
  /** Numbers stand in lists. */
  | 'list'
  /** All are whole numbers. */
  | 'whole'
  /** Not all are whole numbers. */
  | 'fractions'
  /** Whole numbers, of more kinds than classes would have. */
  | 'many'
  /** Somebody chose it. */
  | 'option'

export class ReadNotes {
  format: 'csv' | 'json-lines' = 'json-lines'
  /** Of CSV. */
  separator: string | null = null
  decimalComma = false
  /** Names of columns; none in JSON lines. */
  inputs: readonly string[] = []
  outputs: readonly string[] = []
  readBy: ReadBy = 'text'
  /** Another reading that can be asked for: the option's name. */
  other: 'classes' | 'numbers' | null = null
  /** Classes in their order. */
  labels: readonly string[] = []
  /** Missing answers by the word that stood there; '' is an empty cell. */
  readonly missing = new Map<string, number>()
  /** Rows of separators alone. */
  emptyRows = 0
  /** Sequences that ask for nothing, and the line of the first. */
  unanswered = 0
  firstUnanswered = 0
  readonly columns: { readonly name: string; readonly why: LeftOut }[] = []

  /** Counts more places with such a word. */
  nothing(word: string): void {
    this.missing.set(word, (this.missing.get(word) ?? 0) + 1)
  }
}
