/** Gradient profiles of one comparison, before training and at the end. */
import { axisOfRuns, pickRuns } from '../../results/pictures.ts'
import type { Profile, Run } from '../../results/report.ts'
import type { AxisRange } from '../../rules/chart-axes.ts'
import { type Normed, normAxisName, normLevels } from '../shared/norm-axis.ts'
import { INK } from '../shared/palette.ts'
import { gradientSentences, subjectOf } from '../shared/sentences.ts'
import type { ViewText } from '../shared/text-types.ts'
import { type ChartPanel, chartDrawing } from '../svg/line-chart.ts'
import type { SvgSeries } from '../svg/series-line.ts'
import {
  type Picture,
  pictureText,
  profileLines,
  profilePicture,
} from '../terminal/comparison-charts.ts'
import type { Figure } from './blocks.ts'
import { DASH, runNames, type Shown } from './figures.ts'

const PROFILE_HEIGHT = 13

/**
 * Before training and at the end; one picture where these are the same. `where` stands before the
 * titles.
 */
export function profileFigures(shown: Shown, text: ViewText, where = ''): Figure[] {
  const known = pickRuns(shown).filter(({ gradient }) => gradient.length > 0)
  if (known.length === 0) return []
  const first = known.map((run) => [run, run.gradient[0]] as const)
  const last = known.map((run) => [run, run.gradient[run.gradient.length - 1]] as const)
  const same = last.every(([, { step }], index) => step === first[index][1].step)
  const axis = axisOfRuns(shown.runs)
  return (same ? [first] : [first, last]).map((one) => profileFigure(one, axis, text, where))
}

type Profiled = readonly (readonly [Run, Profile])[]

function profileFigure(shown: Profiled, axis: AxisRange, text: ViewText, where: string): Figure {
  const lines = shown.flatMap(([{ cell }, { log10 }]) => profileLines(cell, log10, text))
  const names = runNames(
    shown.map(([run]) => run),
    text,
  )
  const title = [where, profileTitle(shown, names, text)].filter(Boolean).join(text.report.colon)
  const sentence = gradientSentences(
    shown.map(([{ cell }, { log10 }]) => subjectOf(cell, log10)),
    text,
  )
  const picture = (width: number): Picture =>
    profilePicture(lines, { width, height: PROFILE_HEIGHT }, text, axis)
  return {
    kind: 'figure',
    title,
    sentence,
    lines: (width) => pictureText(picture(width), width),
    drawing: () => chartDrawing([profilePanel(shown, axis, title, text)], title, sentence),
  }
}

function profileTitle(shown: Profiled, names: string, { compare }: ViewText): string {
  const step = shown[0][1].step
  if (shown.some(([, one]) => one.step !== step)) return compare.profileEnd(names)
  return step === 0 ? compare.profileStart(names) : compare.profileAt(step, names)
}

/** ∂L/∂h of both cells; ∂L/∂c and the belt of the LSTM. */
function profilePanel(shown: Profiled, axis: AxisRange, title: string, text: ViewText): ChartPanel {
  const series = shown.flatMap(([{ cell }, { log10 }]) =>
    (['hidden', 'cell', 'belt'] as const).flatMap((part): SvgSeries[] => {
      const values = log10[part]
      if (!values) return []
      const color = part === 'hidden' ? INK[cell] : INK[part]
      const dash = part === 'hidden' ? DASH[cell] : part === 'cell' ? '2 4' : '10 3 2 3'
      return [{ name: `${text.cell[cell]} ${text.quantity[part]}`, values, color, dash }]
    }),
  )
  const T = series.reduce((most, { values }) => Math.max(most, values.length), 0)
  const x = {
    first: text.compare.timeFirst(Math.min(1, T)),
    last: T > 1 ? text.compare.timeLast(T) : '',
    between: true,
  }
  const parts: Normed[] = shown.some(([, { log10 }]) => log10.cell)
    ? ['hidden', 'cell']
    : ['hidden']
  const y = normAxisName(parts, text)
  return { title, series, log: true, ...axis, levels: normLevels(text), x, y }
}
