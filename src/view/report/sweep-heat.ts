/** The heat tables of a sweep: the solved share at each point. */
import type { Cell } from '../../engine/types.ts'
import type { Sweep } from '../../results/report.ts'
import type { ViewText } from '../shared/text-types.ts'
import { wrap } from '../shared/width.ts'
import { type HeatPanel, heatDrawing } from '../svg/heat-table.ts'
import { type HeatTable, heatTable } from '../terminal/heat-table.ts'
import type { Figure } from './blocks.ts'
import { type At, atWords, combinations, finder, shareOf } from './grid.ts'
import { optionValue } from './tables.ts'

/**
 * Tables of shares: columns are the first axis; rows the second, or the cells where there is one
 * axis.
 */
export function heatFigure(sweep: Sweep, text: ViewText): Figure {
  const { sweep: words } = text.report
  const panels = heatPanels(sweep, text)
  const sentence = heatSentence(sweep, text)
  return {
    kind: 'figure',
    title: words.sections.share,
    sentence,
    lines: (width) => [
      ...panels.flatMap((panel, n) => [
        ...(n > 0 ? [''] : []),
        ...wrap(panel.title, width),
        ...heatTable(panel, text.none, width),
      ]),
      ...wrap(words.ramp, width),
    ],
    drawing: () => heatDrawing(panels, text.none, words.sections.share, sentence),
  }
}

export const cellsOf = ({ points }: Sweep): readonly Cell[] => points[0].settings.cells

function heatPanels(sweep: Sweep, text: ViewText): HeatPanel[] {
  const [across, down, ...others] = sweep.axes
  const find = finder(sweep)
  const cells = cellsOf(sweep)
  const columns = across.values.map(optionValue)
  const shares = (at: At, cell: Cell) =>
    across.values.map((value) => shareOf(find({ ...at, [across.option]: value }), cell))
  const { where, share } = text.report.sweep
  if (!down) {
    const rows = cells.map((cell) => ({ name: text.cell[cell], shares: shares({}, cell) }))
    return [
      {
        title: share(cells.map((cell) => text.cell[cell]).join(text.list)),
        corner: across.option,
        columns,
        rows,
      },
    ]
  }
  return combinations(others).flatMap((at) =>
    cells.map((cell): HeatPanel => {
      const rows = down.values.map((value): HeatTable['rows'][number] => ({
        name: optionValue(value),
        shares: shares({ ...at, [down.option]: value }, cell),
      }))
      const title = share(where(text.cell[cell], atWords(at, text)))
      return { title, corner: `${down.option} \\ ${across.option}`, columns, rows }
    }),
  )
}

/** Of each cell, at how many points all, some or no seeds solved it. */
function heatSentence(sweep: Sweep, text: ViewText): string {
  const clauses = cellsOf(sweep).map((cell) => {
    const shares = sweep.points.map((point) => shareOf(point, cell))
    const count = (test: (share: number) => boolean) =>
      shares.filter((share) => share !== null && test(share)).length
    const [all, none] = [count((share) => share === 1), count((share) => share === 0)]
    return text.report.sweep.shares(
      text.cell[cell],
      all,
      count((share) => share > 0 && share < 1),
      none,
    )
  })
  return text.end(clauses.join(text.join))
}
