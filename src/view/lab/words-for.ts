import type { LabResult } from '../../lab/workbench/results.ts'
import type { LabWords } from './scene.ts'

/** The words for a result: a GRU in the LSTM's place is called by its own name. */
export function wordsFor(result: LabResult, words: LabWords): LabWords {
  if (!holdsGru(result)) return words
  const { view } = words
  return { ...words, view: { ...view, cell: { ...view.cell, lstm: view.cell.gru } } }
}

function holdsGru(result: LabResult): boolean {
  switch (result.kind) {
    case 'bench':
      return result.spec.variant === 'gru'
    case 'gradient':
      return result.lstm?.gru === true
    case 'walk':
      return result.gru
    case 'states':
      // An LSTM's gates have f among them, its states c.
      return result.lstm !== undefined && !('f' in result.lstm || 'c' in result.lstm)
    default:
      return false
  }
}
