import { wordsFor as viewWordsFor } from '../../view/report/models.ts'
import type { Text } from './text-types.ts'

/** The words of a screen: a variant in the LSTM's place is called by its own name. */
export function wordsFor<T extends Text>(variant: string | undefined, text: T): T {
  if (variant === undefined) return text
  const view = viewWordsFor(variant, text.view)
  if (view === text.view) return text
  const { ui } = text
  return { ...text, view, ui: { ...ui, cell: { ...ui.cell, lstm: view.cell.lstm } } }
}
