/** The rows of a sequence's picture: what comes in, what is wanted, what nets answer. */
import type { Cell } from '../../engine/types.ts'
import type { ExampleSequence } from '../../results/example.ts'
import { largest, smallest } from '../../rules/extremes.ts'
import { answerText, areNamed, type NamedAnswer } from '../shared/example-words.ts'
import { type Colors, styleOf } from '../shared/palette.ts'
import type { Style } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { levelSign } from './sparkline.ts'

export interface SequenceStyles {
  readonly cue: Style
  readonly quiet: Style
  readonly other: Style
  /** Of a net's row, by its place. */
  readonly nets: readonly Style[]
}

export const sequenceStyles = (colors: Colors, cells: readonly Cell[]): SequenceStyles => ({
  cue: colors === 'none' ? {} : { bold: true, color: 'magentaBright' },
  quiet: colors === 'none' ? {} : { dim: true },
  other: colors === 'none' ? {} : { bold: true, color: 'red' },
  nets: cells.map((cell) => ({ color: styleOf(cell, colors) })),
})

/** What stands at each time step 1..end, '' where nothing does. */
export interface Row {
  readonly label: string
  readonly cells: readonly string[]
  style(t: number): Style
}

/** Channels that have a row. */
const MOST_CHANNELS = 6
export function inputRows(
  { symbols, x, channels, marks, end }: ExampleSequence,
  { example }: ViewText,
  { cue, quiet }: SequenceStyles,
): Row[] {
  const cues = new Set(marks)
  if (symbols) {
    const style = (t: number) => (cues.has(t) ? cue : quiet)
    return [{ label: example.rows.input, cells: symbols, style }]
  }
  const count = x?.[0]?.length ?? 0
  const shown = Array.from({ length: Math.min(count, MOST_CHANNELS) }, (_, i) => {
    const values = (x ?? []).map((row) => row[i])
    const name = channels?.[i]
    const label = name ? (example.channels[name] ?? name) : count === 1 ? 'x' : `x${i + 1}`
    return { label, cells: bars(values), style: (t: number) => (cues.has(t) ? cue : {}) }
  })
  if (count <= MOST_CHANNELS) return shown
  const more = example.moreChannels(count - MOST_CHANNELS)
  return [
    ...shown,
    { label: more, cells: Array.from({ length: end }, () => ''), style: () => ({}) },
  ]
}

/** A sign of eighths for each value, on one range. */
function bars(
  values: readonly number[],
  lo = smallest(values),
  hi = largest(values),
): readonly string[] {
  return values.map((value) => levelSign(value, lo, hi))
}

/** Where answers are wanted at more time steps than one: theirs, the nets', and where they differ. */
export function answerRows(
  sequence: ExampleSequence,
  answers: readonly NamedAnswer[],
  text: ViewText,
  { quiet, other, nets }: SequenceStyles,
): Row[] {
  const { asked, end } = sequence
  if (asked.length < 2) return []
  const spread = (cells: readonly string[]) => {
    const all = Array.from({ length: end }, () => '')
    for (const [n, { t }] of asked.entries()) all[t - 1] = cells[n]
    return all
  }
  const { rows } = text.example
  if (!areNamed(sequence)) {
    const wanted = asked.map((one) => one.wanted[0])
    const said = answers.map(({ outputs }) => outputs.map((row) => row[0]))
    const lo = smallest([...wanted, ...said.flat()])
    const hi = largest([...wanted, ...said.flat()])
    return [
      { label: rows.wanted, cells: spread(bars(wanted, lo, hi)), style: () => ({}) },
      ...said.map((values, n) => ({
        label: answers[n].name,
        cells: spread(bars(values, lo, hi)),
        style: () => nets[n] ?? {},
      })),
    ]
  }
  const wanted = spread(asked.map((one) => answerText(sequence, one.wanted, text)))
  return [
    { label: rows.wanted, cells: wanted, style: () => ({}) },
    ...answers.flatMap(({ name, outputs }, n): Row[] => {
      const said = spread(outputs.map((row) => answerText(sequence, row, text)))
      const differs = said.map((one, t) => (one === wanted[t] ? '' : '≠'))
      return [
        { label: name, cells: said, style: (t) => (differs[t - 1] ? other : (nets[n] ?? quiet)) },
        ...(differs.some((one) => one !== '')
          ? [{ label: '', cells: differs, style: () => other }]
          : []),
      ]
    }),
  ]
}
