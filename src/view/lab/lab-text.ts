/** Every result of the lab as lines of text, in colour or without. */
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Colors } from '../shared/palette.ts'
import { cutLine, type Line, sanitizeLine, textOf, trimmed } from '../shared/spans.ts'
import type { Page } from './lab-view.ts'
import type { LabWords, PictureContext, ResultPart, SharedAxes } from './picture-context.ts'
import { sharedAxes } from './shared-axes.ts'
import { viewOf } from './views.ts'
import { wordsFor } from './words-for.ts'

export type { LabWords } from './picture-context.ts'

export interface LabOptions {
  readonly colors?: Colors
  /** False for words alone: no picture, no table. */
  readonly pictures?: boolean
  /** Lines that a chart may have at most. */
  readonly height?: number
  /** Of all results that these pictures are compared with. */
  readonly axes?: SharedAxes
}

/** Maximum width of a part that is drawn alone. */
const PART_WIDTH = 100

/**
 * Lines of at most `width` columns, without colour, each ended; '' where a result has nothing to
 * show.
 */
export function labText(
  result: LabResult,
  text: LabWords,
  width: number,
  options: Pick<LabOptions, 'pictures'> = {},
): string {
  return labSpans(result, text, width, { ...options, colors: 'none' })
    .map((spans) => `${textOf(spans)}\n`)
    .join('')
}

/** The same lines in colours. */
export function labSpans(
  result: LabResult,
  words: LabWords,
  width: number,
  options: LabOptions = {},
): Line[] {
  const context = contextOf(result, words, width, options)
  return linesOf(viewOf(result).text(result, context), width)
}

/**
 * A part of a result by its name (`parts` of its kind), in lines of at most so many columns; all of
 * it where it has no such part.
 */
export function partLines(
  result: LabResult,
  part: string,
  words: LabWords,
  width: number,
  options: LabOptions = {},
): Line[] {
  const narrow = Math.min(width, PART_WIDTH)
  const context = contextOf(result, words, narrow, options)
  const { parts, text } = viewOf(result)
  const draw = parts && Object.hasOwn(parts, part) ? parts[part] : null
  const drawn = draw?.(result, { ...context, screenWidth: width })
  return linesOf(drawn ?? text(result, context), width)
}

/**
 * The same as it is best seen in so few lines at a time, where its kind has such a form; else null.
 */
export function labSmall(
  result: LabResult,
  words: LabWords,
  width: number,
  rows: number,
  options: LabOptions = {},
): Line[] | null {
  const context = contextOf(result, words, width, options)
  const parts = viewOf(result).small?.(result, context, rows)
  return parts ? linesOf(parts, width) : null
}

/** The same as pages of at most so many lines each, where its kind has such; else null. */
export function labPages(
  result: LabResult,
  words: LabWords,
  width: number,
  rows: number,
  options: LabOptions = {},
): Page[] | null {
  const context = contextOf(result, words, width, options)
  const pages = viewOf(result).pages?.(result, context, rows)
  return pages?.map(({ blocks, lines }) => ({ blocks, lines: linesOf([lines], width) })) ?? null
}

const contextOf = (
  result: LabResult,
  words: LabWords,
  width: number,
  { colors = 'none', pictures = true, height, axes }: LabOptions,
): PictureContext => ({
  words: wordsFor(result, words),
  width: Math.max(1, Math.floor(width)),
  colors,
  pictures,
  height,
  axes: axes ?? sharedAxes([result]),
})

function linesOf(parts: readonly ResultPart[], width: number): Line[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index > 0 ? [[], ...part] : part))
    .map((spans) => trimmed(cutLine(safe(spans), Math.max(1, Math.floor(width)))))
}

/** Untrusted text must not control the terminal. */
const safe = (spans: Line): Line => spans.map((one) => ({ ...one, text: sanitizeLine(one.text) }))
