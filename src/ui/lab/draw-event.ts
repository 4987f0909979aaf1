/** From what a command says to what the transcript shows of it. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { Page } from '../../view/lab/lab-view.ts'
import type { SharedAxes } from '../../view/lab/picture-context.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { folded, type Line, line, type Style, sanitizeLine } from '../../view/shared/spans.ts'
import { widthOf, wrap } from '../../view/shared/width.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Drawing, Drawn } from './state.ts'
import type { Text } from './text-types.ts'

/** InputError's shape, as far as it is shown. */
export interface ErrorLine {
  readonly sentence: (text: Text) => string
  /** Where in the line it is, from 1. */
  readonly column: number | null
}

export interface OutputOptions {
  readonly colors: Colors
  /** false for ears: words alone. */
  readonly pictures: boolean
  /** Those of all that this is compared with. */
  readonly axes?: SharedAxes
  /** What a command other than the lab's prints. */
  readonly page: (event: CommandEvent, text: Text, columns: number) => Promise<string | null>
}

type Draw = (how: Drawing) => readonly Line[]

const ECHO = '> '

/** The line as it was typed. */
export const echoOf = (typed: string, colors: Colors): Draw => {
  const style: Style = colors === 'none' ? {} : { bold: true }
  return ({ width }) => [[], ...folded(line(ECHO + sanitizeLine(typed), style), width)]
}

/** One line that says what is wrong, under a mark where the place is known. */
export const errorLineOf = (
  typed: string,
  { sentence, column }: ErrorLine,
  colors: Colors,
): Draw => {
  const style: Style = colors === 'none' ? {} : { color: 'red' }
  const before = widthOf(ECHO + sanitizeLine(typed.slice(0, (column ?? 1) - 1)))
  return ({ width, text }) => {
    const mark =
      column !== null && typed !== ''
        ? [line(`${' '.repeat(Math.min(width - 1, before))}^`, style)]
        : []
    return [...mark, ...wrap(sanitizeLine(sentence(text)), width).map((one) => line(one, style))]
  }
}

/** Lines of the screen above and below what results are shown in. */
const AROUND_PAGE = 7

/** A dial at one position, which keys can turn. */
export const isTurned = (result: LabResult): result is LabResult & { readonly kind: 'dial' } =>
  result.kind === 'dial' && result.positions.length === 1

/** How an event is drawn; null for those that only make the panel move. */
export const drawingOf = async (
  event: CommandEvent,
  text: Text,
  columns: number,
  options: OutputOptions,
): Promise<Draw | null> => (await drawnOf(event, text, columns, options))?.draw ?? null

/** The same, and how the pages of a walk back are turned. */
export async function drawnOf(
  event: CommandEvent,
  text: Text,
  columns: number,
  options: OutputOptions,
): Promise<Drawn | null> {
  if (event.type === 'lab' && event.result.kind !== 'help') {
    const { result } = event
    const { labPages, labSmall, labSpans, partLines } = await import('../../view/lab/lab-text.ts')
    const { colors, pictures, axes } = options
    const how = { colors, pictures, axes }
    return inPages(({ width, text: words, page, rows }) => {
      if (isTurned(result) && pictures && page < Number.POSITIVE_INFINITY) {
        const lines = partLines(result, 'dial', words, width, { ...how, height: page })
        return [{ blocks: [], lines }]
      }
      const all = labSpans(result, words, width, how)
      const tooLong = all.length > page && pictures
      if (tooLong && result.kind === 'walk')
        return [{ blocks: [], lines: partLines(result, 'diagram', words, width, how) }]
      const room = rows - AROUND_PAGE
      const small = pictures && all.length > room ? labSmall(result, words, width, room, how) : null
      if (small) return [{ blocks: [], lines: small }]
      const pages = tooLong ? labPages(result, words, width, page, how) : null
      return pages ?? [{ blocks: [], lines: all }]
    })
  }
  const page = await options.page(event, text, columns)
  if (page === null || page === '') return null
  const lines = page.trimEnd().split('\n')
  return { draw: ({ width }) => lines.flatMap((one) => folded(line(one), width)) }
}

type Paged = Required<Pick<Drawing, 'width' | 'text' | 'page' | 'rows'>>

/** Shows the page with the block that is asked for, or else the first. */
function inPages(make: (how: Paged) => readonly Page[]): Drawn {
  let made: { readonly how: Paged; readonly pages: readonly Page[] } | null = null
  const pagesFor = ({ width, text, page = Infinity, rows = Infinity }: Drawing) => {
    const { how } = made ?? {}
    if (
      !made ||
      how?.width !== width ||
      how.text !== text ||
      how.page !== page ||
      how.rows !== rows
    )
      made = { how: { width, text, page, rows }, pages: make({ width, text, page, rows }) }
    return made.pages
  }
  const placeOf = (pages: readonly Page[], block: Drawing['block']) =>
    Math.max(
      0,
      pages.findIndex(({ blocks }) => blocks.some((one) => one === block)),
    )
  return {
    draw(drawing) {
      const pages = pagesFor(drawing)
      return pages[placeOf(pages, drawing.block)].lines
    },
    around(drawing) {
      const pages = pagesFor(drawing)
      if (pages.length < 2) return null
      const at = placeOf(pages, drawing.block)
      const firstOf = (index: number) => pages[(index + pages.length) % pages.length].blocks[0]
      return { before: firstOf(at - 1), after: firstOf(at + 1) }
    },
  }
}
