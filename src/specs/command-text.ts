/** A command as it was typed: its words, and where they stand. */

export interface Token {
  readonly text: string
  /**
   * Where it begins in the line and where it ends, quotes included: UTF-16 code units from 1, the
   * end exclusive.
   */
  readonly column: number
  readonly end: number
}

/** One command of a line: `train 50; gradient` are two. */
export interface CommandText {
  /** As it stands in the line. */
  readonly text: string
  readonly tokens: readonly Token[]
}
