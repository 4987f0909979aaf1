/** What surgery did: the operations in words, and before and after side by side. */
import type { SurgeryResult, SurgerySide } from '../../results/lab-results.ts'
import { trendOf } from '../../rules/profile-trend.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { power, significant, stretch } from '../shared/number.ts'
import { INK, styleOf } from '../shared/palette.ts'
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

export const surgeryView: LabView<'surgery'> = {
  text: (result, context) => [
    done(result, context),
    sides(result, context),
    ...pictures(result, context),
    paragraph(sentences(result, context.words), context),
    prose([context.words.lab.bench.digest(shortDigest(result.digest))], context, quiet(context)),
  ],
  profiles: ({ before, after }) =>
    [before, after].map(({ log10: { hidden, cell } }) => ({ hidden, cell, belt: null })),
  svg: (result, context) =>
    chartsSvg(context.words.lab.surgery.what, panels(result, context), context),
}

function done({ operations }: SurgeryResult, context: PictureContext): ResultPart {
  const { lab } = context.words
  if (operations.length === 0) return prose([lab.surgery.none], context)
  const words = inEffect(operations).map((one) => operationWords(one, context.words))
  return [...heading(lab.surgery.what, context), ...indented(words, context)]
}

function panels({ before, after }: SurgeryResult, context: SvgContext): ChartPanel[] {
  const { lab, view } = context.words
  return (['hidden', 'cell'] as const).flatMap((part) => {
    const [first, last] = [before.log10[part], after.log10[part]]
    if (!first || !last) return []
    const lines = [
      series(lab.before, first, INK.quiet, DASH.dashed),
      series(lab.after, last, INK.lstm),
    ]
    const title = lab.surgery.title(view.quantity[part])
    return [{ title, series: lines, ...normPanel([part], first.length, context) }]
  })
}

function sides({ task, before, after }: SurgeryResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const { columns, loss, cellAt1, hiddenAt1 } = lab.surgery
  const heads = [
    { head: columns.what },
    { head: columns.before, right: true },
    { head: columns.after, right: true },
  ]
  const rows = [
    [view.metric[task.metric], significant(before.metric), significant(after.metric)],
    [loss, significant(before.loss), significant(after.loss)],
    [hiddenAt1, at1(before, 'hidden'), at1(after, 'hidden')],
    ...(before.log10.cell || after.log10.cell
      ? [[cellAt1, at1(before, 'cell'), at1(after, 'cell')]]
      : []),
  ]
  return tablePart(heads, rows, context)
}

function at1({ log10 }: SurgerySide, part: 'hidden' | 'cell'): string {
  const values = log10[part]
  return values && values.length > 0 ? power(values[0]) : significant(null)
}

function pictures({ before, after }: SurgeryResult, context: PictureContext): ResultPart[] {
  if (!context.pictures) return []
  const { lab, view } = context.words
  const draw = (part: 'hidden' | 'cell', room: PictureContext): ResultPart => {
    const [first, last] = [before.log10[part], after.log10[part]]
    if (!first || !last) return []
    const lines = [
      { name: lab.before, of: part, log10: first },
      { name: lab.after, of: part, log10: last, color: styleOf('lstm', context.colors) },
    ]
    return profilePart(lines, lab.surgery.title(view.quantity[part]), room, HEIGHT)
  }
  if (context.width < WIDE) return [draw('hidden', context), draw('cell', context)]
  const half = { ...context, width: Math.floor((context.width - 3) / 2) }
  return [sideBySide(draw('hidden', half), draw('cell', half), half.width, 3)]
}

function sentences({ task, before, after }: SurgeryResult, words: LabWords): string[] {
  const { lab, view } = words
  const part = before.log10.cell && after.log10.cell ? 'cell' : 'hidden'
  const trend = ({ log10: { hidden } }: SurgerySide) =>
    [verb(hidden, words), ...zeroWords(hidden, words)].join(lab.comma)
  return [
    lab.surgery.metric(
      view.metric[task.metric],
      significant(before.metric),
      significant(after.metric),
    ),
    lab.surgery.path(view.quantity[part], at1(before, part), at1(after, part)),
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
