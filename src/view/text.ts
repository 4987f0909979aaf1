/** The words that pictures need, as a shape; which language fills it is decided elsewhere. */
import type { view } from '../text/en/view.ts'

export type ViewText = typeof view

/** What tasks are, in words, by their names. */
export type TaskWords = Readonly<
  Record<string, { readonly title: string; readonly what: string; readonly source: string; readonly baseline: string }>
>
