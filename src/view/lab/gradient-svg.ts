/** The gradient profiles as a drawing, and what it has in common with the text. */
import type { Cell } from '../../engine/types.ts'
import type { GradientFacts, GradientResult } from '../../workbench/probes/gradient.ts'
import { INK } from '../shared/palette.ts'
import type { ChartPanel } from '../svg/line-chart.ts'
import type { SvgContext } from './lab-view.ts'
import type { LabWords } from './picture-context.ts'
import { cellSeries, chartsSvg, DASH, normPanel, series } from './svg-parts.ts'

const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]
export const PATHS = ['cell', 'belt', 'rest'] as const

export const cellsOf = (result: GradientResult): [Cell, GradientFacts][] =>
  CELLS.flatMap((cell) => {
    const facts = result[cell]
    return facts ? [[cell, facts] as [Cell, GradientFacts]] : []
  })

export const hiddenTitle = (
  cells: readonly [Cell, GradientFacts][],
  { lab, view }: LabWords,
): string =>
  cells.length === 1 ? lab.gradient.hiddenOf(view.cell[cells[0][0]]) : lab.gradient.hidden

export function gradientSvg(result: GradientResult, context: SvgContext) {
  const { lab, view } = context.words
  const cells = cellsOf(result)
  const hidden = cells.map(([cell, { log10 }]) =>
    cellSeries(cell, `${view.cell[cell]} ${view.quantity.hidden}`, log10.hidden),
  )
  const paths = PATHS.flatMap((part, index) => {
    const values = result.lstm?.log10[part]
    return values
      ? [series(view.quantity[part], values, INK[part], Object.values(DASH)[index])]
      : []
  })
  const { length } = result
  const panels: ChartPanel[] = [
    {
      title: hiddenTitle(cells, context.words),
      series: hidden,
      ...normPanel(['hidden'], length, context),
    },
    {
      title: lab.gradient.paths(view.cell.lstm),
      series: paths,
      ...normPanel(['cell'], length, context),
    },
  ]
  return chartsSvg(
    lab.gradient.title(result.length, result.batch),
    panels.filter((panel) => panel.series.length > 0),
    context,
  )
}
