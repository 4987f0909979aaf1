/** A mapping as a file that can be saved and corrected. */
import { jsonText } from '../../io/sanitize.ts'

/** JSON with lists of numbers in one line each. */
export const netMapText = (template: object): string =>
  `${jsonText(template, 2).replace(LISTS, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`)}\n`

const LISTS = /\[\s+(\d[\d,\s]*?)\s+\]/g
