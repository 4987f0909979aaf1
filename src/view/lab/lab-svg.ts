/**
 * The picture of a result as an SVG document, with the sentences that stand under it as its
 * description.
 */

import type { LabResult, SurgeryResult, TrainingResult } from '../../results/lab-results.ts'
import { measuredGuess } from '../shared/guesses.ts'
import { significant } from '../shared/number.ts'
import { INK } from '../shared/palette.ts'
import { heatStripSvg } from '../svg/heat-strip.ts'
import { histogramSvg } from '../svg/histogram.ts'
import { type ChartPanel, lineChartSvg, type SvgSeries } from '../svg/line-chart.ts'
import { cellsOf, hiddenTitle } from './gradient-text.ts'
import { labText } from './lab-text.ts'
import { halfLifeBins } from './memory-text.ts'
import type { LabWords } from './picture-context.ts'
import { statesStrips } from './states-text.ts'
import type { Strip } from './strips.ts'
import { traceStrips } from './time-step-text.ts'
import { trained } from './training-text.ts'
import { wordsFor } from './words-for.ts'

const DASH = { solid: undefined, dashed: '7 4', dotted: '2 4' }

/** null where a result has no picture. */
export function pictureSvg(result: LabResult, given: LabWords): string | null {
  const words = wordsFor(result, given)
  const { lab, view } = words
  const description = labText(result, words, Number.MAX_SAFE_INTEGER, { pictures: false })
    .split('\n')
    .filter(Boolean)
    .join(' ')
  const charts = (title: string, panels: readonly ChartPanel[]) =>
    lineChartSvg(panels, title, description)
  const strips = (
    title: string,
    panels: readonly Strip[],
    length: number,
    marks: readonly number[],
  ) => heatStripSvg({ panels, marks, x: timeAxis(length, words), title, description })
  switch (result.kind) {
    case 'training':
      return charts(lab.training.title(view.metric[result.task.metric]), [
        curvePanel(result, words),
      ])
    case 'gradient': {
      const title = lab.gradient.title(result.length, result.batch)
      const cells = cellsOf(result)
      const hidden = cells.map(([cell, { log10 }]) =>
        series(
          `${view.cell[cell]} ${view.quantity.hidden}`,
          log10.hidden,
          INK[cell],
          cell === 'rnn' ? DASH.dashed : DASH.solid,
        ),
      )
      const log10 = result.lstm?.log10
      const paths = (['cell', 'belt', 'rest'] as const).flatMap((part, index) => {
        const values = log10?.[part]
        return values
          ? [series(view.quantity[part], values, INK[part], Object.values(DASH)[index])]
          : []
      })
      const x = timeAxis(result.length, words)
      const panels = [
        { title: hiddenTitle(cells, words), series: hidden, log: true, x },
        { title: lab.gradient.paths(view.cell.lstm), series: paths, log: true, x },
      ]
      return charts(
        title,
        panels.filter((panel) => panel.series.length > 0),
      )
    }
    case 'walk': {
      const title = lab.walk.title(view.cell.lstm, result.t, result.sequence.length, result.unit)
      return strips(
        title,
        traceStrips(result, words),
        result.sequence.length,
        result.sequence.marks,
      )
    }
    case 'states': {
      const { number, length, marks } = result.sequence
      return strips(
        lab.sequence(number, length, lab.marks(marks.join(view.list))),
        statesStrips(result, words),
        length,
        marks,
      )
    }
    case 'attribution': {
      const { length, marks } = result.sequence
      const lines = (['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = result.cells[cell]
        return one
          ? [
              series(
                view.cell[cell],
                one.log10,
                INK[cell],
                cell === 'rnn' ? DASH.dashed : DASH.solid,
              ),
            ]
          : []
      })
      const { title } = lab.attribution
      return charts(title, [{ title, series: lines, log: true, x: timeAxis(length, words), marks }])
    }
    case 'surgery':
      return charts(lab.surgery.what, surgeryPanels(result, words))
    case 'memory': {
      const title = lab.memory.histogram(lab.memory.afterSteps(result.step))
      return histogramSvg(
        halfLifeBins(result.after.halfLife, lab.memory.endless),
        title,
        description,
      )
    }
    default:
      return null
  }
}

const series = (
  name: string,
  values: SvgSeries['values'],
  color: string,
  dash?: string,
): SvgSeries => ({
  name,
  values,
  color,
  dash,
})

const timeAxis = (T: number, { view: { compare } }: LabWords): ChartPanel['x'] => ({
  first: compare.timeFirst(Math.min(1, T)),
  last: T > 1 ? compare.timeLast(T) : '',
})

function curvePanel(result: TrainingResult, { lab, view }: LabWords): ChartPanel {
  const { task } = result
  const curves = trained(result).map(([cell, { curve }]) => ({
    ...series(view.cell[cell], curve.metric, INK[cell], cell === 'rnn' ? DASH.dashed : DASH.solid),
    at: curve.step,
  }))
  const last = curves.reduce(
    (most, { at }) => at.reduce((top, step) => Math.max(top, step), most),
    0,
  )
  const guess = measuredGuess(
    task,
    trained(result).map(([, { baseline }]) => baseline),
    view,
  )
  const blind = {
    ...series(
      `${guess.name}: ${significant(guess.metric, 4)}`,
      [guess.metric, guess.metric],
      INK.quiet,
      DASH.dotted,
    ),
    at: [0, last],
  }
  return {
    title: lab.training.title(view.metric[task.metric]),
    series: [...curves, blind],
    min: task.metric === 'accuracy' ? undefined : 0,
    x: { first: view.compare.stepFirst(0), last: last > 0 ? view.compare.stepLast(last) : '' },
  }
}

function surgeryPanels({ before, after }: SurgeryResult, words: LabWords): ChartPanel[] {
  const { lab, view } = words
  return (['hidden', 'cell'] as const).flatMap((part) => {
    const [first, last] = [before.log10[part], after.log10[part]]
    if (!first || !last) return []
    const lines = [
      series(lab.before, first, INK.quiet, DASH.dashed),
      series(lab.after, last, INK.lstm),
    ]
    return [
      {
        title: lab.surgery.title(view.quantity[part]),
        series: lines,
        log: true,
        x: timeAxis(first.length, words),
      },
    ]
  })
}
