/** What surgery did: the operations in words, and before and after side by side. */
import type { SurgeryResult, SurgerySide } from '../../results/lab-results.ts'
import { trendOf } from '../../rules/profile-trend.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { power, significant, stretch } from '../shared/number.ts'
import { hueOf, INK, styleOf } from '../shared/palette.ts'
import { soleWords } from '../shared/sentences.ts'
import { sideBySide } from '../shared/spans.ts'
import type { ChartPanel } from '../svg/line-chart.ts'
import { profilePart, zeroWords } from './gradient.ts'
import type { LabView, SvgContext } from './lab-view.ts'
import { inEffect, operationWords } from './operation-words.ts'
import {
  heading,
  indented,
  type LabWords,
  type PictureContext,
  paragraph,
  prose,
  quiet,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { chartsSvg, DASH, normPanel, series } from './svg-parts.ts'

const HEIGHT = 11
const WIDE = 110
/** The same on a small screen. */
const NARROW = 76
/** Lines of a chart there at least, and what stands around it. */
const LEAST_CHART = 6
const AROUND_CHART = 9

export const surgeryView: LabView<'surgery'> = {
  text: (result, context) => [
    done(result, context),
    sides(result, context),
    ...pictures(result, context, WIDE),
    ...said(result, context),
  ],
  small: (result, context, rows) => [
    done(result, context),
    ...pictures(result, { ...context, height: Math.max(LEAST_CHART, rows - AROUND_CHART) }, NARROW),
    sides(result, context),
    ...said(result, context),
  ],
  profiles: ({ before, after, beside }) =>
    [before, after, ...(beside ? [beside.uncut, beside.full] : [])].map(
      ({ log10: { hidden, cell } }) => ({ hidden, cell, belt: null }),
    ),
  svg: (result, context) => chartsSvg(what(context.words), panels(result, context), context),
}

/** "Surgery on the LSTM:" */
const what = ({ lab, view }: LabWords) => lab.surgery.what(view.cell.lstm)

const said = (result: SurgeryResult, context: PictureContext): ResultPart[] => [
  paragraph(sentences(result, context.words), context),
  prose([context.words.lab.bench.digest(shortDigest(result.digest))], context, quiet(context)),
]

function done({ operations }: SurgeryResult, context: PictureContext): ResultPart {
  const { lab } = context.words
  if (operations.length === 0) return prose([lab.surgery.none], context)
  const words = inEffect(operations).map((one) => operationWords(one, context.words))
  return [...heading(what(context.words), context), ...indented(words, context)]
}

interface Curve {
  readonly name: string
  readonly side: SurgerySide
  readonly is: 'before' | 'after' | 'full'
}

/** Before and after; a cut on the way back alone stands between none and the full one. */
function curvesOf(result: SurgeryResult, { lab }: LabWords): Curve[] {
  const { before, after, beside } = result
  if (!beside)
    return [
      { name: lab.before, side: before, is: 'before' },
      { name: lab.after, side: after, is: 'after' },
    ]
  const words = lab.surgery.beside
  return [
    { name: words.uncut, side: beside.uncut, is: 'before' },
    { name: words.backward, side: after, is: 'after' },
    { name: words.full, side: beside.full, is: 'full' },
  ]
}

const titleOf = ({ beside }: SurgeryResult, quantity: string, { surgery }: LabWords['lab']) =>
  (beside ? surgery.beside.title : surgery.title)(quantity)

/** Whether what stood before is another net than the uncut one. */
const isOther = ({ before, beside }: SurgeryResult): boolean =>
  beside !== undefined && JSON.stringify(before) !== JSON.stringify(beside.uncut)

function panels(result: SurgeryResult, context: SvgContext): ChartPanel[] {
  const { lab, view } = context.words
  const look = {
    before: { ink: INK.quiet, dash: DASH.dashed },
    after: { ink: INK.lstm, dash: DASH.solid },
    full: { ink: INK.mark, dash: DASH.dotted },
  }
  return (['hidden', 'cell'] as const).flatMap((part) => {
    const lines = curvesOf(result, context.words).flatMap(({ name, side, is }) => {
      const values = side.log10[part]
      return values ? [series(name, values, look[is].ink, look[is].dash)] : []
    })
    const length = result.after.log10[part]?.length
    if (length === undefined || lines.length < 2) return []
    const title = titleOf(result, view.quantity[part], lab)
    return [{ title, series: lines, ...normPanel([part], length, context) }]
  })
}

function sides(result: SurgeryResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const { columns, loss, cellAt1, hiddenAt1 } = lab.surgery
  const { task, before, after, beside } = result
  const shown = [
    { head: columns.before, side: before },
    ...(beside && isOther(result) ? [{ head: columns.uncut, side: beside.uncut }] : []),
    { head: columns.after, side: after },
    ...(beside ? [{ head: columns.full, side: beside.full }] : []),
  ]
  const row = (name: string, value: (side: SurgerySide) => string) => [
    name,
    ...shown.map(({ side }) => value(side)),
  ]
  const rows = [
    row(view.metric[task.metric], ({ metric }) => significant(metric)),
    row(loss, (side) => significant(side.loss)),
    row(hiddenAt1, (side) => at1(side, 'hidden')),
    ...(shown.some(({ side }) => side.log10.cell)
      ? [row(cellAt1, (side) => at1(side, 'cell'))]
      : []),
  ]
  const heads = [{ head: columns.what }, ...shown.map(({ head }) => ({ head, right: true }))]
  return tablePart(heads, rows, context)
}

function at1({ log10 }: SurgerySide, part: 'hidden' | 'cell'): string {
  const values = log10[part]
  return values && values.length > 0 ? power(values[0]) : significant(null)
}

/** Side by side from so many columns on. */
function pictures(result: SurgeryResult, context: PictureContext, wide: number): ResultPart[] {
  if (!context.pictures) return []
  const { colors, words } = context
  const lineColors = {
    before: undefined,
    after: styleOf('lstm', colors),
    full: hueOf('mark', colors),
  }
  const draw = (part: 'hidden' | 'cell', room: PictureContext): ResultPart => {
    const lines = curvesOf(result, words).flatMap(({ name, side, is }) => {
      const log10 = side.log10[part]
      return log10 ? [{ name, of: part, log10, color: lineColors[is] }] : []
    })
    if (lines.length < 2) return []
    return profilePart(lines, titleOf(result, words.view.quantity[part], words.lab), room, HEIGHT)
  }
  if (context.width < wide) return [draw('hidden', context), draw('cell', context)]
  const half = { ...context, width: Math.floor((context.width - 3) / 2) }
  return [sideBySide(draw('hidden', half), draw('cell', half), half.width, 3)]
}

function sentences({ task, before, after, beside }: SurgeryResult, words: LabWords): string[] {
  const { lab, view } = words
  const part = before.log10.cell && after.log10.cell ? 'cell' : 'hidden'
  const quantity = view.quantity[part]
  const name = view.metric[task.metric]
  const trend = ({ log10: { hidden } }: SurgerySide) =>
    [verb(hidden, words), ...zeroWords(hidden, words)].join(view.comma)
  if (beside) {
    const { uncut, full } = beside
    const said = lab.surgery.beside
    return [
      said.metric(name, significant(after.metric), significant(full.metric)),
      said.path(quantity, at1(uncut, part), at1(after, part), at1(full, part)),
      said.trends(trend(uncut), trend(after), trend(full)),
    ]
  }
  return [
    lab.surgery.metric(name, significant(before.metric), significant(after.metric)),
    lab.surgery.path(quantity, at1(before, part), at1(after, part)),
    lab.surgery.trends(trend(before), trend(after)),
  ]
}

function verb(log10: SurgerySide['log10']['hidden'], { view: { gradient } }: LabWords): string {
  const trend = trendOf(log10)
  switch (trend.kind) {
    case 'falls':
    case 'grows':
      return gradient[trend.kind](stretch(trend.every), false)
    case 'single':
      return soleWords(log10, gradient)
    default:
      return gradient[trend.kind]
  }
}
