/** One part of a result's picture: what a lesson shows of what its commands said. */
import type { LabResult, StatesResult } from '../../results/lab-results.ts'
import { blocksOf, cutLine, type Line, trimmed } from '../shared/spans.ts'
import { type LabOptions, labSpans } from './lab-text.ts'
import type { LabWords, PictureContext } from './picture-context.ts'
import { statesStrips } from './states-text.ts'
import { stripParts } from './strips.ts'
import { wordsFor } from './words-for.ts'

/** Above this the lab puts two pictures beside each other; a part of them is drawn alone. */
const NARROW = 100

/** Which of the lab's blocks make a part (lessons/format/picture-parts.ts), kind by kind. */
const HALF_BLOCKS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  bench: { table: [0, 2] },
  training: { curve: [0, 2] },
  gradient: { hidden: [1, 2], cell: [2, 3] },
  walk: { diagram: [0, 3] },
  memory: { table: [0, 1] },
  attribution: { inputs: [1, 2], table: [2, 3] },
}

/**
 * A part by its name (lessons/format/picture-parts.ts), in lines of at most so many columns; all of
 * the result where it has no such part.
 */
export function partLines(
  result: LabResult,
  part: string,
  words: LabWords,
  width: number,
  options: LabOptions = {},
): Line[] {
  const context = {
    words: wordsFor(result, words),
    width,
    colors: 'none' as const,
    pictures: true,
    ...options,
  }
  const strip = result.kind === 'states' ? stripOf(result, part, context) : null
  if (strip) return strip.map((one) => trimmed(cutLine(one, width)))
  const blocks = blocksOf(labSpans(result, words, Math.min(width, NARROW), options))
  const place = HALF_BLOCKS[result.kind]?.[part]
  const picked =
    part === 'histogram'
      ? blocks.slice(-1)
      : place && context.pictures
        ? blocks.slice(...place)
        : blocks
  return picked.flatMap((block, n) => (n > 0 ? [[], ...block] : block))
}

function stripOf(result: StatesResult, part: string, context: PictureContext): Line[] | null {
  const names = [
    ...Object.keys(result.lstm ?? {}),
    ...Object.keys(result.rnn ?? {}).map(() => 'rnn'),
  ]
  const strip = statesStrips(result, context.words)[names.indexOf(part)]
  return strip ? stripParts([strip], result.sequence.marks, context).flat() : null
}
