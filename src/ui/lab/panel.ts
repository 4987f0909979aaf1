/**
 * The panel above the transcript: what is on the workbench, and while it trains how it goes. Pure.
 */

import type { Cell } from '../../engine/types.ts'
import type { BenchFacts } from '../../results/lab-results.ts'
import { largest } from '../../rules/extremes.ts'
import { inEffect, operationTitle } from '../../view/lab/operation-words.ts'
import { rate, significant } from '../../view/shared/number.ts'
import { type Colors, styleOf } from '../../view/shared/palette.ts'
import {
  cutLine,
  folded,
  type Line,
  line,
  type Span,
  type Style,
  sanitizeLine,
  sideBySide,
  span,
} from '../../view/shared/spans.ts'
import { padEnd } from '../../view/shared/width.ts'
import {
  curvePicture,
  type Picture,
  profilePicture,
} from '../../view/terminal/comparison-charts.ts'
import { sparkline } from '../../view/terminal/sparkline.ts'
import { type Comparing, comparingLines } from '../shared/comparison-progress.ts'
import type { Live, LiveCell } from '../shared/training-progress.ts'
import { wordsFor } from '../shared/variant-text.ts'
import type { Text } from './text-types.ts'

export interface PanelOptions {
  readonly width: number
  /** Lines that the pictures of a training may take; below 6 there are none. */
  readonly pictures: number
  readonly colors: Colors
  /**
   * Whether what is too wide goes on in a line of its own; else it is cut, and `bench` shows it.
   */
  readonly roomy?: boolean
}

const SPARK = 12
/** Surgery that the title names; of more it says how much there is. */
const NAMED = 2

/** The bench in one line, a line for each cell, and while it trains two pictures side by side. */
export function panel(
  facts: BenchFacts | null,
  live: Live | null,
  given: Text,
  options: PanelOptions,
): Line[] {
  const { width, colors } = options
  if (!facts) return []
  const text = wordsFor(facts.spec.variant, given)
  const bold: Style = colors === 'none' ? {} : { bold: true }
  const title = line(titleOf(facts, text), bold)
  const cells = facts.spec.cells.map((cell) =>
    cellLine(cell, facts, live?.cells[cell], text, colors),
  )
  const pictures = live && options.pictures >= 6 ? picturesOf(live, text, options) : []
  return [title, ...cells, ...pictures].flatMap((one) =>
    options.roomy === false ? [cutLine(one, width)] : folded(one, width),
  )
}

/**
 * The same while a comparison runs: its own task and settings, not the workbench's, and its seeds.
 */
export function comparisonPanel(
  comparing: Comparing,
  text: Text,
  { width, colors }: PanelOptions,
): Line[] {
  const bold: Style = colors === 'none' ? {} : { bold: true }
  const title = line(titleOf({ spec: comparing.spec, operations: [] }, text), bold)
  return [
    ...folded(title, width),
    ...comparingLines(comparing, text, { width, colors, screenReader: false }),
  ]
}

function titleOf(
  { spec, operations, given }: Pick<BenchFacts, 'spec' | 'operations' | 'given'>,
  { labUi, lab, view }: Text,
): string {
  const { task, length, symbols, hidden, batch, seeds, variant } = spec
  const parts = given
    ? [lab.given.title(sanitizeLine(given.weights), sanitizeLine(given.input))]
    : [lab.bench.title(task, length, symbols, hidden, batch, seeds[0])]
  if (variant !== 'standard') parts.push(variant)
  const acting = inEffect(operations)
  if (acting.length > NAMED) parts.push(labUi.surgery(acting.length))
  else for (const one of acting) parts.push(operationTitle(one, { lab, view }))
  return parts.join(' · ')
}

function cellLine(
  cell: Cell,
  facts: BenchFacts,
  live: LiveCell | undefined,
  text: Text,
  colors: Colors,
): Line {
  const { labUi, lab, ui } = text
  const net = facts.nets[cell]
  const metric = live?.curve.metric.at(-1) ?? net?.metric ?? null
  const name = ui.series.metric[facts.task.metric]
  const status = (word: string) => (net?.beforeSurgery ? `${labUi.beforeSurgery} ${word}` : word)
  const color = styleOf(cell, colors)
  const words = live
    ? [labUi.stepOf(live.step, live.to)]
    : [facts.given ? '' : labUi.step(net?.step ?? 0), net ? status(lab.status[net.status]) : '']
  if (metric !== null) words.push(`${name} ${significant(metric)}`)
  if (live && live.stepsPerSecond > 0) words.push(labUi.rate(rate(live.stepsPerSecond)))
  const head: Span = span(padEnd(text.view.cell[cell], 5), {
    ...(color ? { color, bold: true } : {}),
  })
  const spark = live ? sparkline(live.curve.metric, SPARK) : ''
  return [
    head,
    span(words.filter((word) => word !== '').join(' · ')),
    span(spark === '' ? '' : `  ${spark}`),
  ]
}

/** The metric by step, and the gradient profiles now. */
function picturesOf(live: Live, text: Text, { width, pictures, colors }: PanelOptions): Line[] {
  const half = Math.floor((width - 2) / 2)
  const size = { width: half, height: pictures - 1 }
  const cells = Object.entries(live.cells) as [Cell, LiveCell][]
  const cellColors = cells.map(([cell]) => styleOf(cell, colors))
  const curves = cells.map(([cell, { curve, baseline }]) => ({
    name: text.view.cell[cell],
    step: curve.step,
    metric: curve.metric,
    baseline,
  }))
  const last = largest(
    cells.map(([, { to }]) => to),
    1,
  )
  const left = drawn(
    text.labUi.curve,
    curvePicture(curves, live.task, size, text.view, {
      to: last,
      axis: live.curveAxis ?? undefined,
    }),
    cellColors,
    colors,
  )
  const profiles = cells.flatMap(([cell, { log10 }]) =>
    log10 ? [{ name: text.view.cell[cell], of: 'hidden' as const, log10: log10.hidden }] : [],
  )
  const right = drawn(
    `${text.labUi.profile} (${text.view.quantity.hidden})`,
    profilePicture(profiles, size, text.view, live.axis),
    cellColors,
    colors,
  )
  return sideBySide(left, right, half)
}

function drawn(
  title: string,
  { chart }: Picture,
  cellColors: readonly (string | undefined)[],
  colors: Colors,
): Line[] {
  const quiet: Style = colors === 'none' ? {} : { dim: true }
  const lines = chart.lines.map((spans) =>
    spans.map(({ text, series }) => {
      const color = series === null ? undefined : cellColors[series]
      return span(text, color ? { color } : series === null || !cellColors[series] ? quiet : {})
    }),
  )
  return [line(title, quiet), ...lines]
}
