import type { LabResult } from '../../workbench/result-kinds.ts'
import { wordsFor as wordsForVariant } from '../report/models.ts'
import type { LabWords } from './picture-context.ts'

/** The words for a result: a GRU in the LSTM's place is called by its own name. */
export function wordsFor(result: LabResult, words: LabWords): LabWords {
  if (!result.gru) return words
  return { ...words, view: wordsForVariant('gru', words.view) }
}
