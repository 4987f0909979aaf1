import type { LabResult } from '../../workbench/result-kinds.ts'
import { wordsFor as wordsForVariant } from '../report/models.ts'
import type { LabWords } from './picture-context.ts'

/** The words for a result: a variant in the LSTM's place is called by its own name. */
export function wordsFor(result: LabResult, words: LabWords): LabWords {
  if (result.gru) return wordsOfGru(words)
  if (result.variant === undefined) return words
  return { ...words, view: wordsForVariant(result.variant, words.view) }
}

const wordsOfGru = (words: LabWords): LabWords => {
  const { lab, view } = words
  const { operation, walk } = lab
  return {
    ...words,
    view: wordsForVariant('gru', view),
    lab: {
      ...lab,
      operation: { ...operation, ...operation.ofGru },
      walk: {
        ...walk,
        severedBackward: { ...walk.severedBackward, belt: walk.ofGru.severedBackward },
      },
    },
  }
}
