/** A sweep at a glance: a row of marks for each point, and the verdicts between them. */
import type { Sweep } from '../../results/report.ts'
import { betweenBlocks } from '../report/between.ts'
import { wordsOf } from '../report/sweep.ts'
import { optionValue } from '../report/tables.ts'
import { textOfBlocks } from '../report/text.ts'
import { type Line, line } from '../shared/spans.ts'
import { type LessonWords, markedRow, type ReportLook, rowsOfMarks } from './report-lines.ts'

export function sweepLines(sweep: Sweep, words: LessonWords, look: ReportLook): Line[] {
  const view = wordsOf(sweep, words.view)
  const rows = sweep.points.flatMap(({ at, runs, settings }) =>
    settings.cells.flatMap((cell) => {
      const own = runs.filter((run) => run.cell === cell)
      const values = Object.values(at).map(optionValue)
      const name = settings.cells.length > 1 ? [...values, view.cell[cell]] : values
      return own.length === 0 ? [] : [markedRow(cell, name.join(view.list), own, words.learn)]
    }),
  )
  const { seeds } = sweep.points[0].settings
  const verdicts = textOfBlocks(betweenBlocks(sweep, view), view, look.width)
  return [
    ...rowsOfMarks(rows, seeds, words, look),
    ...verdicts.flatMap((lines) => [[], ...lines.map((one) => line(one))]),
  ]
}
