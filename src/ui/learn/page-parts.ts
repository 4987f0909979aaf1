/** Small things that the pages of a lesson are made of. Pure. */

import { blocksOf, filled } from '../../lessons/format/prose-blocks.ts'
import type { Given } from '../../lessons/run/answers.ts'
import type { Measured } from '../../lessons/run/claims.ts'
import { measuredWord } from '../../view/lesson/measured.ts'
import { proseLines, wrappedPieces } from '../../view/lesson/prose.ts'
import { withTerms } from '../../view/lesson/terms.ts'
import { significant } from '../../view/shared/number.ts'
import { type Colors, styleOf } from '../../view/shared/palette.ts'
import {
  type Line,
  line,
  blocksOf as linesInBlocks,
  type Style,
  sanitizeLine,
  wrapped,
} from '../../view/shared/spans.ts'
import type { ScreenBlock } from './paging.ts'
import type { LearnState } from './state.ts'

export interface PageLayout {
  readonly width: number
  /** Lines of a page. */
  readonly page: number
  readonly colors: Colors
  /** For ears: no pictures. */
  readonly screenReader: boolean
}

export const quiet = (colors: Colors): Style => (colors === 'none' ? {} : { dim: true })
const strong = (colors: Colors): Style => (colors === 'none' ? {} : { bold: true })
export const good = (colors: Colors): Style =>
  colors === 'none' ? {} : { color: 'green', bold: true }
export const bad = (colors: Colors): Style =>
  colors === 'none' ? {} : { color: 'yellow', bold: true }
export const accent = (colors: Colors): Style =>
  colors === 'none' ? {} : { color: styleOf('lstm', colors), bold: true }

/** Prose with what was measured so far in its places. */
export function prose(
  state: LearnState,
  markdown: string,
  { width, colors, screenReader }: PageLayout,
): Line[] {
  const { find, uses } = state.terms(state.language)
  const blocks = blocksOf(filled(markdown, valuesOf(state)))
  return proseLines(
    withTerms(blocks, uses.get(markdown) ?? new Set(), find),
    width,
    colors,
    screenReader ? '' : undefined,
  )
}

/** Prose paragraph by paragraph. */
export const words = (state: LearnState, markdown: string, layout: PageLayout): ScreenBlock[] =>
  linesInBlocks(prose(state, markdown, layout))

/** A short text of one style or more: a choice, a hint. */
export function short(state: LearnState, markdown: string, width: number, colors: Colors): Line[] {
  const [block] = blocksOf(filled(markdown, valuesOf(state)))
  return block && block.kind !== 'code'
    ? wrappedPieces(block.pieces, width, colors)
    : wrapped(markdown, width)
}

/** Plain words of a short text, for lines that are put together. */
export function plainly(state: LearnState, markdown: string): string {
  const [block] = blocksOf(filled(markdown, valuesOf(state)))
  return block && block.kind !== 'code' ? block.pieces.map(({ text }) => text).join('') : markdown
}

export function valuesOf(state: LearnState): Record<string, string> {
  const claims = Object.fromEntries(
    state.ran.flatMap(({ claims }) => Object.entries(claims)),
  ) as Record<string, Measured>
  return Object.fromEntries(
    Object.entries(claims).map(([id, found]) => [id, measuredWord(found, state.text)]),
  )
}

/** An answer in words: the choice's, the number, the heights. */
export function answerWords(state: LearnState, step: string, given: Given): string {
  if (typeof given === 'number') return significant(given, 4)
  if (typeof given !== 'string')
    return given.map((value) => significant(value, 2)).join(state.text.view.list)
  const text = state.lesson.prose[state.language].steps[step]?.choices[given]
  return text === undefined ? sanitizeLine(given) : plainly(state, text)
}

export const titled = (title: string, { colors }: PageLayout): Line => line(title, strong(colors))
