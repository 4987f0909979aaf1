/** The words that pictures need, as a shape; which language fills it is decided elsewhere. */
import type { view } from '../../text/en/view.ts'

export type ViewText = typeof view & {
  /** With what line charts are drawn; coarse where left out. */
  readonly charts?: Charts
}

/** Line charts of strokes, a row and a column fine; or of dots, four and two in each. */
export type Charts = 'coarse' | 'fine'

/**
 * What tasks are, in words, by their names; without a source where the sequences are the reader's
 * own.
 */
export type TaskWords = Readonly<
  Record<
    string,
    {
      readonly title: string
      readonly what: string
      readonly source: string | null
      readonly baseline: string
    }
  >
>

/** The words of a preset, as the text tables have them. */
export interface PresetWords {
  readonly title: string
  readonly source: string
  readonly reports: string
  readonly same: readonly string[]
  readonly differs: readonly string[]
  /** What each row says, by its id. */
  readonly rows: Readonly<Record<string, string>>
}
