/**
 * The program's help page, laid out by the build for the widths that it mostly has: a pipe's, and
 * that of a wide terminal. Laying it out takes longer than everything else that `--help` does.
 */
import { assetUrl } from '../io/program-file-url.ts'
import type { Language } from '../text/index.ts'
import { textAt } from './platform.ts'

/** Help pages are not wider than the second. */
export const WIDTHS = [80, 100] as const

export const pageName = (language: Language, width: number) => `help-${language}-${width}.txt`

/** The page; null where none was laid out for this width, or the sources themselves run. */
export function laidOutHelp(language: Language, columns: number): string | null {
  const width = Math.min(columns, WIDTHS[1])
  return WIDTHS.some((one) => one === width) ? textAt(assetUrl(pageName(language, width))) : null
}
