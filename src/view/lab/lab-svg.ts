/**
 * The picture of a result as an SVG document, with the sentences that stand under it as its
 * description.
 */
import type { LabResult } from '../../workbench/result-kinds.ts'
import { labText } from './lab-text.ts'
import type { LabWords } from './picture-context.ts'
import { sharedAxes } from './shared-axes.ts'
import { viewOf } from './views.ts'
import { wordsFor } from './words-for.ts'

/** null where a result has no picture. */
export function pictureSvg(result: LabResult, given: LabWords): string | null {
  const words = wordsFor(result, given)
  const description = labText(result, words, Number.MAX_SAFE_INTEGER, { pictures: false })
    .split('\n')
    .filter(Boolean)
    .join(' ')
  return viewOf(result).svg?.(result, { words, description, axes: sharedAxes([result]) }) ?? null
}
