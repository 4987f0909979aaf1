/** The pictures of one comparison's outcomes: every seed as a dot, and learning curves. */
import type { Cell } from '../../engine/types.ts'
import { firstSizes, pickRuns } from '../../results/pictures.ts'
import type { Findings, Run } from '../../results/report.ts'
import { curveAxis } from '../../rules/chart-axes.ts'
import { measuredGuess } from '../shared/guesses.ts'
import { significant } from '../shared/number.ts'
import { INK } from '../shared/palette.ts'
import { curveSentence } from '../shared/sentences.ts'
import { spreadWords } from '../shared/spread.ts'
import type { ViewText } from '../shared/text-types.ts'
import { dotDrawing } from '../svg/dots.ts'
import { type ChartPanel, chartDrawing } from '../svg/line-chart.ts'
import type { SvgSeries } from '../svg/series-line.ts'
import { curvePicture, pictureText } from '../terminal/comparison-charts.ts'
import { dotLines, dotPlot, finalOf } from '../terminal/dots.ts'
import type { Figure } from './blocks.ts'
import { modelsOf } from './models.ts'

export type Shown = Pick<Findings, 'runs' | 'task' | 'settings' | 'comparisons'>

const CURVE_HEIGHT = 10

/** Seeds whose curves are drawn. */
const MAX_CURVES = 20

export const DASH: Readonly<Record<Cell, string | undefined>> = { rnn: '7 4', lstm: undefined }

export function dotFigure(shown: Shown, text: ViewText): Figure | null {
  const models = modelsOf(shown, text)
  if (models.length === 0) return null
  const plot = dotPlot(models, shown.task)
  const title = text.verdict.dots.title(text.metric[shown.task.metric], plot.log)
  const sentence = text.end(
    models
      .map(({ name, runs }) => {
        const solved = runs.filter(({ solvedAt }) => solvedAt !== null).length
        const values = runs.flatMap((run) => finalOf(run) ?? [])
        const spread = values.length > 0 ? spreadWords(values, text) : text.verdict.dots.nothing
        return text.verdict.dots.row(name, runs.length, solved, spread)
      })
      .join(text.join),
  )
  return {
    kind: 'figure',
    title,
    sentence,
    lines: (width) => dotLines(plot, text, width),
    drawing: () => dotDrawing(plot, title, sentence, text),
  }
}

/** Which runs the pictures show: "seed 1", or each with its own. */
export function runNames(runs: readonly Run[], { cell, compare, list }: ViewText): string {
  if (runs.every((run) => run.seed === runs[0].seed)) return compare.seedName(runs[0].seed)
  return runs.map((run) => compare.runName(cell[run.cell], run.seed)).join(list)
}

/** Characters show one seed; the drawing shows the first {@link MAX_CURVES}. */
export function curveFigure(shown: Shown, text: ViewText): Figure | null {
  const picked = pickRuns(shown)
  if (picked.length === 0) return null
  const { task } = shown
  const facts = picked.map(({ cell, status, solvedAt, steps, final, baseline }) => ({
    cell,
    status,
    solvedAt,
    steps,
    metric: final.metric,
    baseline,
  }))
  const title = text.compare.curveTitle(text.metric[task.metric], runNames(picked, text))
  const sentence = curveSentence(facts, task, text)
  const lines = picked.map(({ cell, curve, baseline }) => ({
    ...{ name: text.cell[cell], step: curve.step, metric: curve.metric },
    baseline,
  }))
  return {
    kind: 'figure',
    title,
    sentence,
    lines: (width) =>
      pictureText(curvePicture(lines, task, { width, height: CURVE_HEIGHT }, text), width),
    drawing: () => {
      const panel = curvePanel(shown, text)
      return chartDrawing(
        [panel],
        panel.title,
        `${runNames(picked, text)}${text.report.colon}${sentence}`,
      )
    },
  }
}

/** A metric that comes down by more than this factor is drawn on a log axis. */
const DECADE = 30

/** The values to draw, as logarithms if an error falls by decades. */
function onAxis(
  lines: readonly SvgSeries[],
  { metric }: Findings['task'],
): { log: boolean; series: SvgSeries[] } {
  const values = lines.flatMap(({ values }) => values.filter((one) => one !== null))
  const [low, high] = values.reduce(
    ([a, b], one) => [Math.min(a, one), Math.max(b, one)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  const log = metric !== 'accuracy' && low > 0 && high / low > DECADE
  const at = (value: number | null) => (value === null ? null : Math.log10(value))
  return {
    log,
    series: lines.map((line) => (log ? { ...line, values: line.values.map(at) } : line)),
  }
}

function curvePanel(shown: Shown, text: ViewText): ChartPanel {
  const { task, settings } = shown
  const seeds = new Set(settings.seeds.slice(0, MAX_CURVES))
  const drawn = firstSizes(shown).filter(
    ({ seed, curve }) => seeds.has(seed) && curve.step.length > 0,
  )
  const named = new Set<Cell>()
  const lines = drawn.map(({ cell, curve }): SvgSeries => {
    const name = named.has(cell) ? '' : text.cell[cell]
    named.add(cell)
    return {
      name,
      values: curve.metric,
      at: curve.step,
      color: INK[cell],
      dash: DASH[cell],
      thin: drawn.length > 4,
    }
  })
  const last = drawn.reduce((most, { curve }) => Math.max(most, curve.step.at(-1) ?? 0), 0)
  const guess = measuredGuess(
    task,
    drawn.map(({ baseline }) => baseline),
    text,
  )
  const name = `${guess.name}${text.report.colon}${significant(guess.metric, 4)}`
  const baseline = {
    name,
    values: [guess.metric, guess.metric],
    at: [0, last],
    color: INK.quiet,
    dash: '2 4',
  }
  const { log, series } = onAxis([...lines, baseline], task)
  const some =
    seeds.size < settings.seeds.length
      ? text.report.someCurves(seeds.size, settings.seeds.length)
      : ''
  return {
    title: [text.report.curves(text.metric[task.metric]), some].filter(Boolean).join(text.join),
    series,
    log,
    ...(log
      ? {}
      : curveAxis(
          task,
          series.flatMap(({ values }) => values),
        )),
    x: {
      first: text.compare.stepFirst(0),
      last: last > 0 ? text.compare.stepLast(last) : '',
      between: true,
    },
  }
}
