/**
 * The gradient profile at this point of training: ∂L/∂h of both cells; ∂L/∂c of the LSTM, its belt
 * and its rest.
 */
import type { Cell } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import { trendOf, zeroUntil } from '../../rules/profile-trend.ts'
import type { GradientFacts, GradientResult } from '../../workbench/probes/gradient.ts'
import { power, significant, stretch } from '../shared/number.ts'
import { pathHue, styleOf } from '../shared/palette.ts'
import { gradientSentence, soleWords } from '../shared/sentences.ts'
import { line, sideBySide } from '../shared/spans.ts'
import { type ProfileLine, profilePicture } from '../terminal/comparison-charts.ts'
import { cellsOf, gradientSvg, hiddenTitle, PATHS } from './gradient-svg.ts'
import type { LabView } from './lab-view.ts'
import { rangesOf } from './operation-words.ts'
import {
  chartPart,
  heading,
  heightOf,
  type Key,
  type LabWords,
  type PictureContext,
  paragraph,
  prose,
  quiet,
  type ResultPart,
} from './picture-context.ts'

const HEIGHT = 12
/** From this width on the two pictures stand side by side. */
const WIDE = 110
/** The same on a small screen, where both pictures are to be seen at once. */
const NARROW = 76
/** Lines of a chart there at least, and what stands above it. */
const LEAST_CHART = 6
const ABOVE_CHART = 9

type Draw = (result: GradientResult, context: PictureContext) => ResultPart
/** Each picture with its words below it. */
const hiddenBlock: Draw = (result, context) => [
  ...hiddenPart(cellsOf(result), context),
  ...hiddenWords(result, context),
]
const pathsBlock: Draw = (result, context) => [
  ...pathsPart(result, context),
  ...pathWords(result, context),
]

export const gradientView: LabView<'gradient'> = {
  text: (result, context) => blocks(result, context, WIDE),
  small: (result, context, rows) =>
    blocks(result, { ...context, height: Math.max(LEAST_CHART, rows - ABOVE_CHART) }, NARROW),
  profiles: (result) => cellsOf(result).map(([, { log10 }]) => log10),
  parts: {
    hidden: (result, context) => (context.pictures ? [hiddenBlock(result, context)] : null),
    cell: (result, context) => (context.pictures ? [pathsBlock(result, context)] : null),
  },
  svg: gradientSvg,
}

/** The pictures side by side from the width `wide` on, else each above its words. */
function blocks(result: GradientResult, context: PictureContext, wide: number): ResultPart[] {
  const { lab, view } = context.words
  const cells = cellsOf(result)
  const facts = cells.map(([cell, { step, loss }]) =>
    lab.gradient.step(view.cell[cell], step, significant(loss)),
  )
  const top = [
    ...prose([lab.gradient.title(result.length, result.batch)], context),
    ...prose(facts, context, quiet(context)),
  ]
  const words = [hiddenWords(result, context), pathWords(result, context)]
  if (!context.pictures) return [top, ...words]
  if (context.width < wide || !result.lstm?.log10.cell || cells.length === 0)
    return [top, hiddenBlock(result, context), pathsBlock(result, context)]
  const half = { ...context, width: Math.floor((context.width - 3) / 2) }
  const parts = [hiddenPart(cells, half), pathsPart(result, half)]
  // One axis is to stand beside the other, however many lines a title takes.
  const tallest = largest(parts.map(({ length }) => length))
  const [left, right] = parts.map((part) => [
    ...Array.from({ length: tallest - part.length }, () => line('')),
    ...part,
  ])
  const both = sideBySide(left, right, half.width, 3)
  return [top, both, ...words]
}

/** A chart of norms on a log axis, each in its hue. */
export function profilePart(
  lines: readonly (ProfileLine & Key)[],
  title: string,
  context: PictureContext,
  height = HEIGHT,
): ResultPart {
  const { chart, axis } = profilePicture(
    lines,
    { width: context.width, height: heightOf(height, context) },
    context.words.view,
    context.axes.norms ?? undefined,
  )
  return [...heading(title, context), ...chartPart(chart, lines, context, [], axis)]
}

function hiddenPart(cells: readonly [Cell, GradientFacts][], context: PictureContext): ResultPart {
  const { view } = context.words
  if (cells.length === 0) return []
  const lines = cells.map(([cell, { log10 }]) => ({
    name: `${view.cell[cell]} ${view.quantity.hidden}`,
    of: 'hidden' as const,
    log10: log10.hidden,
    color: styleOf(cell, context.colors),
  }))
  return profilePart(lines, hiddenTitle(cells, context.words), context)
}

function pathsPart({ lstm }: GradientResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const lines = PATHS.flatMap((part) => {
    const log10 = lstm?.log10[part]
    return log10
      ? [
          {
            name: view.quantity[part],
            of: 'cell' as const,
            log10,
            color: pathHue(part, context.colors),
          },
        ]
      : []
  })
  return lines.length === 0 ? [] : profilePart(lines, lab.gradient.paths(view.cell.lstm), context)
}

/** How ∂L/∂h goes back through time, and where it passes which bound. */
const hiddenWords: Draw = (result, context) =>
  prose(
    [
      ...cellsOf(result).map((one) => hiddenSentence(one, context)),
      ...(result.readout ? [context.words.lab.pooled.gradient(result.readout)] : []),
    ],
    context,
  )

function hiddenSentence([cell, facts]: [Cell, GradientFacts], { words }: PictureContext): string {
  const { lab, view } = words
  const verb = verbOf(facts, words)
  const depths = depthsOf(facts, words)
  const clause = view.end(view.gradient.clause(view.cell[cell], view.quantity.hidden, verb))
  return [
    clause,
    ...(depths.length > 0 ? [view.end(lab.gradient.depths(depths.join(view.comma)))] : []),
  ].join(view.between)
}

function verbOf(
  { log10: { hidden }, stepsPerDecade }: GradientFacts,
  { view: { gradient } }: LabWords,
): string {
  const { kind } = trendOf(hidden)
  if (kind === 'zero') return gradient.zero
  if (kind === 'single') return soleWords(hidden, gradient)
  if (stepsPerDecade === null) return gradient.flat
  return (stepsPerDecade > 0 ? gradient.falls : gradient.grows)(
    stretch(Math.abs(stepsPerDecade)),
    false,
  )
}

/**
 * How deep a profile falls. Bounds that add nothing to exact zeros are left out, and so is
 * everything if all is zero.
 */
function depthsOf(facts: GradientFacts, words: LabWords): string[] {
  const { gradient } = words.lab
  const { hidden } = facts.log10
  const zero = zeroUntil(hidden)
  if (zero === hidden.length) return []
  const below = (t: number | null, say: (t: number) => string) =>
    t !== null && t > zero ? [say(t)] : []
  const depths = [
    ...below(facts.belowMillionth, gradient.millionth),
    ...below(facts.below1e38, gradient.below1e38),
    ...below(facts.float32Zero, gradient.float32Zero),
    ...zeroWords(hidden, words),
  ]
  return depths.length > 0 ? depths : [gradient.nowhere]
}

/** Where a profile is exactly zero, if it is so in places. */
export function zeroWords(
  log10: readonly (number | null)[],
  { lab: { gradient }, view }: LabWords,
): string[] {
  const leading = zeroUntil(log10)
  if (leading === log10.length) return []
  const later = log10.flatMap((value, index) =>
    value === null && index >= leading ? [index + 1] : [],
  )
  return [
    ...(leading > 0 ? [gradient.zeroUntil(leading)] : []),
    ...(later.length > 0 ? [gradient.zeroAt(rangesOf(later).join(view.list))] : []),
  ]
}

/** How ∂L/∂c goes back, and what the belt and the rest bring to t = 1. */
const pathWords: Draw = (result, context) => paragraph(pathSentences(result, context), context)

function pathSentences({ lstm }: GradientResult, { words }: PictureContext): string[] {
  if (!lstm?.log10.cell) return []
  const { lab, view } = words
  const { cell, belt, rest } = lstm.log10
  const zeros = zeroWords(cell, words)
  const sentences = [
    gradientSentence([{ cell: 'lstm', quantity: 'cell', log10: cell }], view),
    ...(zeros.length > 0 ? [view.end(lab.gradient.depths(zeros.join(view.comma)))] : []),
  ]
  if (!belt || !rest || belt.length === 0 || rest.length === 0) return sentences
  return [...sentences, view.inspect.belt(power(belt[0]), power(rest[0]))]
}
