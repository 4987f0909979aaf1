/** From what a command says to what the transcript shows of it. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { SharedAxes } from '../../view/lab/picture-context.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { folded, type Line, line, type Style, sanitizeLine } from '../../view/shared/spans.ts'
import { widthOf, wrap } from '../../view/shared/width.ts'
import type { Drawing } from './state.ts'
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

/** How an event is drawn; null for those that only make the panel move. */
export async function drawingOf(
  event: CommandEvent,
  text: Text,
  columns: number,
  options: OutputOptions,
): Promise<Draw | null> {
  if (event.type === 'lab' && event.result.kind !== 'help') {
    const { result } = event
    const { labSpans, partLines } = await import('../../view/lab/lab-text.ts')
    const { colors, pictures, axes } = options
    const how = { colors, pictures, axes }
    return ({ width, text: words, page = Number.POSITIVE_INFINITY }) => {
      const all = labSpans(result, words, width, how)
      const tooLong = all.length > page && pictures && result.kind === 'walk'
      return tooLong ? partLines(result, 'diagram', words, width, how) : all
    }
  }
  const page = await options.page(event, text, columns)
  if (page === null || page === '') return null
  const lines = page.trimEnd().split('\n')
  return ({ width }) => lines.flatMap((one) => folded(line(one), width))
}
