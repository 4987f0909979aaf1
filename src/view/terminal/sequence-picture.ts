/**
 * One sequence of a task, drawn: symbols or small bars a time step each, ▼ above its cues, and what
 * is wanted and answered below. Long sequences go on in further blocks; blocks in which nothing
 * happens are left out, and a line says so.
 */
import type { ExampleSequence } from '../../results/example.ts'
import { largest } from '../../rules/extremes.ts'
import { answerText, cueText, isEveryStepACue, type NamedAnswer } from '../shared/example-words.ts'
import { type Line, line, type Span, span } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, padEnd, widthOf } from '../shared/width.ts'
import { answerRows, inputRows, type Row, type SequenceStyles } from './sequence-rows.ts'

interface Grid {
  readonly head: number
  /** Columns of a time step, and time steps of a block. */
  readonly cell: number
  readonly steps: number
}

/** Cues of a block that have room for what they say. */
const FEW = 6
const BLOCKS = { most: 12, few: 3 }

export function sequencePicture(
  sequence: ExampleSequence,
  answers: readonly NamedAnswer[],
  text: ViewText,
  width: number,
  styles: SequenceStyles,
): Line[] {
  const rows = [
    ...inputRows(sequence, text, styles),
    ...answerRows(sequence, answers, text, styles),
  ]
  const grid = gridOf(rows, sequence, text, width)
  const { end } = sequence
  const blocks = Array.from({ length: Math.ceil(end / grid.steps) }, (_, n) => ({
    from: n * grid.steps + 1,
    to: Math.min(end, (n + 1) * grid.steps),
  }))
  const shown = blocks.map((block) => blocks.length <= BLOCKS.few || happens(sequence, block, end))
  const parts: (readonly Line[])[] = []
  let left = BLOCKS.most
  for (let n = 0; n < blocks.length; n++) {
    if (shown[n] && left-- > 0) {
      parts.push(blockLines(blocks[n], rows, sequence, text, grid, styles))
      continue
    }
    let last = n
    while (last + 1 < blocks.length && (!shown[last + 1] || left <= 0)) last++
    const words = text.example.skipped(blocks[n].from, blocks[last].to)
    parts.push([line(cut(words, width), styles.quiet)])
    n = last
  }
  return parts.flatMap((part, n) => (n > 0 ? [[], ...part] : part))
}

/** Whether a block has a cue, an end of the sequence, or another answer than the step before. */
function happens(
  { marks, asked }: ExampleSequence,
  { from, to }: { from: number; to: number },
  end: number,
): boolean {
  if (from === 1 || to === end) return true
  if (marks.some((t) => t >= from && t <= to)) return true
  return asked.some(
    ({ t, wanted }, n) => t >= from && t <= to && String(wanted) !== String(asked[n - 1]?.wanted),
  )
}

function gridOf(
  rows: readonly Row[],
  { end, marks, asked }: ExampleSequence,
  { example }: ViewText,
  width: number,
): Grid {
  const labels = [
    ...rows.map(({ label }) => label),
    ...(marks.length > 0 ? [example.rows.cues] : []),
    ...(asked.length === 1 ? [example.rows.wanted] : []),
  ]
  const head = Math.min(largest(labels.map(widthOf), 1), Math.max(1, Math.floor(width / 3))) + 2
  const room = Math.max(4, width - head)
  const widest = largest(
    rows.flatMap(({ cells }) => cells.map(widthOf)),
    1,
  )
  const cell = widest > 1 ? widest + 1 : end * 2 <= room ? 2 : 1
  const fit = Math.max(1, Math.floor(room / cell))
  const round = fit >= 20 ? 10 : fit >= 10 ? 5 : 1
  return { head, cell, steps: end <= fit ? end : Math.floor(fit / round) * round }
}

function blockLines(
  { from, to }: { from: number; to: number },
  rows: readonly Row[],
  sequence: ExampleSequence,
  text: ViewText,
  { head, cell, steps }: Grid,
  styles: SequenceStyles,
): Line[] {
  const { marks, asked } = sequence
  const labelled = (label: string, spans: readonly Span[]): Line => [
    span(padEnd(cut(label, head - 2), head), styles.quiet),
    ...spans,
  ]
  const here = marks.filter((t) => t >= from && t <= to)
  const drawn = rows.flatMap(({ label, cells, style }): Line[] => {
    const own = cells.slice(from - 1, to)
    if (label === '' && own.every((one) => one === '')) return []
    return [
      labelled(
        label,
        own.map((one, n) => span(padEnd(one, cell), one === '' ? {} : style(from + n))),
      ),
    ]
  })
  const [only] = asked.length === 1 ? asked : []
  const place = (t: number) => (t - from) * cell
  return [
    ...(here.length > 0 && !isEveryStepACue(sequence)
      ? [
          labelled(text.example.rows.cues, [
            span(cueLine(here, from, sequence, text, cell), styles.cue),
          ]),
        ]
      : []),
    labelled(text.example.rows.time, [span(ticks(from, to, cell), styles.quiet)]),
    ...drawn,
    ...(only && only.t >= from && only.t <= to
      ? [
          labelled(text.example.rows.wanted, [
            span(
              pointed(place(only.t), answerText(sequence, only.wanted, text), steps * cell),
              styles.cue,
            ),
          ]),
        ]
      : []),
  ]
}

/** ▼ above the cues; of a few, what they say if inputs are numbers. */
function cueLine(
  here: readonly number[],
  from: number,
  sequence: ExampleSequence,
  text: ViewText,
  cell: number,
): string {
  let row = ''
  for (const [n, t] of here.entries()) {
    const at = (t - from) * cell
    row = `${padEnd(row, at)}▼`
    const next = here[n + 1]
    const words = ` ${cueText(sequence, t, text)}`
    const fits = next === undefined || at + 1 + widthOf(words) < (next - from) * cell
    if (sequence.x && here.length <= FEW && fits) row += words
  }
  return row
}

/** ▲ below a step, and words beside it where they fit. */
function pointed(at: number, words: string, room: number): string {
  const size = widthOf(words) + 1
  if (at + 1 + size <= room || at < size) return `${' '.repeat(at)}▲ ${words}`
  return `${' '.repeat(at - size)}${words} ▲`
}

/** Numbers of time steps where each begins: the first, and tens (of wide steps fives). */
function ticks(from: number, to: number, cell: number): string {
  const every = cell > 2 ? 5 : 10
  let row = String(from)
  for (let t = from + 1; t <= to; t++) {
    const at = (t - from) * cell
    if (t % every === 0 && widthOf(row) < at) row = `${padEnd(row, at)}${t}`
  }
  return row
}
