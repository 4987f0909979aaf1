/** One sequence of a task, before any net has seen it. */
import type { ExampleSequence } from '../../results/example.ts'
import { type NamedAnswer, sequenceWords } from '../shared/example-words.ts'
import type { Colors } from '../shared/palette.ts'
import { cutLine, type Line, sanitizeLine, textOf, wrapped } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { sequencePicture } from '../terminal/sequence-picture.ts'
import { sequenceStyles } from '../terminal/sequence-rows.ts'

/** Its title, and its picture with what nets answer, in lines of at most `width` columns. */
export function titledPicture(
  sequence: ExampleSequence,
  text: ViewText,
  width: number,
  colors: Colors = 'none',
  answers: readonly NamedAnswer[] = [],
): Line[] {
  const { task, number, end } = sequence
  const styles = sequenceStyles(colors, [])
  return [
    ...wrapped(text.example.title(task, number, end), width, styles.quiet),
    ...sequencePicture(sequence, answers, text, width, styles),
  ].map((one) =>
    cutLine(
      one.map((part) => ({ ...part, text: sanitizeLine(part.text) })),
      width,
    ),
  )
}

/** The same, and what there is to see. */
export function exampleLines(
  sequence: ExampleSequence,
  text: ViewText,
  width: number,
  colors: Colors = 'none',
): Line[] {
  const words = sequenceWords(sequence, text).join(text.between)
  return [
    ...titledPicture(sequence, text, width, colors),
    ...wrapped(sanitizeLine(words), width, sequenceStyles(colors, []).quiet),
  ]
}

export const exampleText = (sequence: ExampleSequence, text: ViewText, width: number): string =>
  exampleLines(sequence, text, width)
    .map((one) => `${textOf(one).trimEnd()}\n`)
    .join('')
