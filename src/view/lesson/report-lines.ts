/** A comparison at a glance: cell by cell every seed as a mark, and how many solved the task. */

import type { Cell } from '../../engine/types.ts'
import type { Report, Run } from '../../results/report.ts'
import { largest } from '../../rules/extremes.ts'
import type { learn } from '../../text/en/learn.ts'
import { wordsFor } from '../report/models.ts'
import { type Colors, styleOf } from '../shared/palette.ts'
import { rangesIn } from '../shared/ranges.ts'
import { folded, type Line, line, span, wrapped } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { padEnd, widthOf } from '../shared/width.ts'

export interface ReportLook {
  readonly width: number
  readonly colors: Colors
  readonly pictures: boolean
}

export interface LessonWords {
  readonly learn: typeof learn
  readonly view: ViewText
}

/** What a row of marks is about, and what came of it. */
export interface MarkedRow {
  readonly cell: Cell
  readonly about: string
  readonly marks: string
  readonly outcome: string
}

export function reportLines(report: Report, words: LessonWords, look: ReportLook): Line[] {
  const { learn } = words
  const view = wordsFor(report.settings.variant, words.view)
  const rows = report.settings.cells.flatMap((cell) => {
    const runs = report.runs.filter((run) => run.cell === cell)
    if (runs.length === 0) return []
    const about = learn.runs.cell(view.cell[cell], runs[0].hidden, runs[0].parameters)
    return [markedRow(cell, about, runs, learn)]
  })
  return rowsOfMarks(rows, report.settings.seeds, words, look)
}

export function markedRow(
  cell: Cell,
  about: string,
  runs: readonly Run[],
  { runs: words }: LessonWords['learn'],
): MarkedRow {
  const solved = runs.filter(({ status }) => status === 'solved').length
  const marks = runs
    .map(({ status }) => (status === 'solved' ? '●' : status === 'diverged' ? '✗' : '○'))
    .join('')
  return { cell, about, marks, outcome: words.solved(solved, runs.length) }
}

/** The rows one below the other, and what the marks mean. */
export function rowsOfMarks(
  rows: readonly MarkedRow[],
  seeds: readonly number[],
  { learn: { runs: words }, view }: LessonWords,
  { width, colors, pictures }: ReportLook,
): Line[] {
  const told = wrapped(words.seeds(rangesIn(seeds).join(view.list)), width)
  if (!pictures)
    return [...rows.flatMap(({ about, outcome }) => wrapped(`${about} ${outcome}`, width)), ...told]
  const room = largest(
    rows.map(({ about }) => widthOf(about)),
    0,
  )
  const drawn = rows.flatMap(({ cell, about, marks, outcome }) => {
    const color = styleOf(cell, colors)
    return folded(
      [span(padEnd(about, room + 2), color ? { color } : {}), span(marks), ...line(`  ${outcome}`)],
      width,
    )
  })
  return [...drawn, ...told]
}
