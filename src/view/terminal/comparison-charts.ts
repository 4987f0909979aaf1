/** The two pictures of a comparison, learning curves and gradient profiles, with their legends. */
import type { Log10Profile } from '../../engine/types.ts'
import type { Report } from '../../results/report.ts'
import { type AxisRange, curveAxis, logAxis, standardLogAxis } from '../../rules/chart-axes.ts'
import { largest } from '../../rules/extremes.ts'
import { measuredGuess } from '../shared/guesses.ts'
import { type Normed, normAxisName, normLevels } from '../shared/norm-axis.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import type { Series } from './chart-strokes.ts'
import { type Chart, chartText, legendLines, lineChart } from './line-chart.ts'

/** A chart and the names of its series, in order. */
export interface Picture {
  readonly chart: Chart
  readonly names: readonly string[]
  /** What its vertical axis shows, where the title doesn't say it. */
  readonly axis?: string
}

interface Size {
  readonly width: number
  readonly height: number
}

export interface Curve {
  readonly name: string
  readonly step: readonly number[]
  readonly metric: readonly (number | null)[]
  /** The best constant answer on the same held-out data, where that was measured. */
  readonly baseline?: number | null
}

/**
 * Held-out metric by training step; what the sentences hold it against, without learning, is the
 * last series. `to` is where the x axis ends, `axis` the
 * vertical one of all that this is compared with.
 */
export function curvePicture(
  curves: readonly Curve[],
  task: Report['task'],
  size: Size,
  text: ViewText,
  { to, axis }: { to?: number; axis?: AxisRange } = {},
): Picture {
  const steps = curves.flatMap(({ step }) => step)
  const last = to ?? largest(steps, 0)
  const series: Series[] = curves.map(({ step, metric }) => ({ values: metric, at: step }))
  const guess = measuredGuess(
    task,
    curves.map(({ baseline }) => baseline),
    text,
  )
  const baseline = { values: [guess.metric, guess.metric], at: [0, last] }
  const chart = lineChart({
    ...size,
    charts: text.charts,
    series: [...series, baseline],
    from: 0,
    to: last,
    ...(axis ?? curveAxis(task, [...curves.flatMap(({ metric }) => metric), guess.metric])),
    x: {
      first: text.compare.stepFirst(0),
      last: last > 0 ? text.compare.stepLast(last) : '',
      between: true,
    },
  })
  const blind = text.labelled(guess.name, significant(guess.metric, 4))
  return { chart, names: [...curves.map(({ name }) => name), blind] }
}

export interface ProfileLine {
  readonly name: string
  /** Whose norm it is, or a path's part of whose; absent where its name says it. */
  readonly of?: Normed
  /** log10 of the norm for t = 1..T. */
  readonly log10: readonly (number | null)[]
}

/** The axis of lines that are seen alone. */
const axisOf = (lines: readonly ProfileLine[]): AxisRange =>
  lines.reduce((axis, { log10 }) => logAxis(log10, axis), standardLogAxis(lengthOf(lines)))

const lengthOf = (lines: readonly ProfileLine[]): number =>
  largest(
    lines.map(({ log10 }) => log10.length),
    0,
  )

/** Gradient norms against t, on a log axis: that of all pictures that they are compared with. */
export function profilePicture(
  lines: readonly ProfileLine[],
  size: Size,
  text: ViewText,
  axis = axisOf(lines),
): Picture {
  const T = lengthOf(lines)
  const chart = lineChart({
    ...size,
    charts: text.charts,
    series: lines.map(({ log10 }) => ({ values: log10, at: log10.map((_, index) => index + 1) })),
    corner: text.axis.log,
    levels: normLevels(text),
    log: true,
    ...axis,
    x: {
      first: text.compare.timeFirst(Math.min(1, T)),
      last: T > 1 ? text.compare.timeLast(T) : '',
      between: true,
    },
  })
  const of = lines.flatMap((line) => line.of ?? [])
  const names = lines.map(({ name }) => name)
  return of.length > 0 ? { chart, names, axis: normAxisName(of, text) } : { chart, names }
}

/** ∂L/∂h for every cell; ∂L/∂c and the belt for the LSTM, and the rest where asked for. */
export function profileLines(
  cell: keyof ViewText['cell'],
  log10: Log10Profile,
  text: ViewText,
  rest = false,
): ProfileLine[] {
  const parts = rest
    ? (['hidden', 'cell', 'belt', 'rest'] as const)
    : (['hidden', 'cell', 'belt'] as const)
  return parts.flatMap((part): ProfileLine[] => {
    const values = log10[part]
    const name = `${text.cell[cell]} ${text.quantity[part]}`
    return values ? [{ name, of: part === 'hidden' ? 'hidden' : 'cell', log10: values }] : []
  })
}

/** Legend and chart as lines. */
export const pictureText = ({ chart, names, axis }: Picture, width: number): string[] => [
  ...legendLines(names, width, { axis, look: chart }),
  ...chartText(chart),
]
