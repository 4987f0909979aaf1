/** What the exported pictures of results share. */
import type { Cell } from '../../engine/types.ts'
import type { SequenceFacts } from '../../results/lab-results.ts'
import { type Normed, normAxisName, normLevels } from '../shared/norm-axis.ts'
import { INK } from '../shared/palette.ts'
import { heatStripSvg } from '../svg/heat-strip.ts'
import { type ChartPanel, lineChartSvg } from '../svg/line-chart.ts'
import type { SvgSeries } from '../svg/series-line.ts'
import type { SvgContext } from './lab-view.ts'
import type { LabWords } from './picture-context.ts'
import type { Strip } from './strips.ts'

export const DASH = { solid: undefined, dashed: '7 4', dotted: '2 4' }

export const chartsSvg = (
  title: string,
  panels: readonly ChartPanel[],
  { description }: SvgContext,
): string => lineChartSvg(panels, title, description)

export const stripsSvg = (
  title: string,
  panels: readonly Strip[],
  { length, marks }: SequenceFacts,
  { words, description }: SvgContext,
): string => heatStripSvg({ panels, marks, x: timeAxis(length, words), title, description })

export const series = (
  name: string,
  values: SvgSeries['values'],
  color: string,
  dash?: string,
): SvgSeries => ({ name, values, color, dash })

/** In the stroke and the hue of a cell. */
export const cellSeries = (cell: Cell, name: string, values: SvgSeries['values']): SvgSeries =>
  series(name, values, INK[cell], cell === 'rnn' ? DASH.dashed : DASH.solid)

/** The axes of a panel of norms. */
export const normPanel = (
  of: readonly Normed[],
  T: number,
  { words, axes }: SvgContext,
): Pick<ChartPanel, 'log' | 'min' | 'max' | 'levels' | 'x' | 'y'> => ({
  log: true,
  ...axes.norms,
  levels: normLevels(words.view),
  x: timeAxis(T, words),
  y: normAxisName(of, words.view),
})

export const timeAxis = (T: number, { view: { compare } }: LabWords): ChartPanel['x'] => ({
  first: compare.timeFirst(Math.min(1, T)),
  last: T > 1 ? compare.timeLast(T) : '',
  between: true,
})
