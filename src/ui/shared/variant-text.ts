import { wordsFor as viewWordsFor } from '../../view/report/models.ts'
import type { Text } from './text-types.ts'

/**
 * The words of a screen about that variant: a GRU in the LSTM's place is called by its own name.
 */
export function wordsFor<T extends Text>(variant: string | undefined, text: T): T {
  if (variant !== 'gru') return text
  const { ui, view } = text
  return {
    ...text,
    view: viewWordsFor(variant, view),
    ui: { ...ui, cell: { ...ui.cell, lstm: view.cell.gru } },
  }
}
