/** What the lab says of a result: as a page, or in words alone. */
import { labText } from '../../src/view/lab/lab-text.ts'
import type { LabResult } from '../../src/workbench/result-kinds.ts'
import { textIn } from './texts.ts'

const en = textIn('en')
export const english = (result: LabResult, width = 80) => labText(result, en, width)
export const words = (result: LabResult, language = en) =>
  labText(result, language, 10_000, { pictures: false })
