/**
 * The gradient by the answers that it comes from, as a triangle: an answer's time step s downwards,
 * t to the right, colour = log10 ‖∂L_s/∂h_t‖, on one scale of both cells.
 */
import type { ByLossResult } from '../../workbench/probes/by-loss.ts'
import { extended } from '../shared/number.ts'
import type { WaterfallRun } from '../shared/waterfall.ts'
import type { WaterfallWords } from '../shared/waterfall-words.ts'
import { documentOf } from '../svg/document.ts'
import { waterfallDrawing } from '../svg/waterfall.ts'
import { waterfall } from '../terminal/waterfall.ts'
import type { LabView } from './lab-view.ts'
import {
  heading,
  heightOf,
  type LabWords,
  type PictureContext,
  prose,
  type ResultPart,
} from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'

const HEIGHT = 17
/** A run's panel is at least so wide, or the cells stand one below the other. */
const NARROWEST = 24

export const byLossView: LabView<'by-loss'> = {
  text: (result, context) => [
    prose(sequenceSentences(result.sequence, context.words, false), context),
    triangles(result, context),
    said(result, context),
  ],
  parts: {
    triangle: (result, context) =>
      context.pictures ? [triangles(result, context), said(result, context)] : null,
  },
  svg(result, { words, description }) {
    const { asked } = result
    const options = { runs: runsOf(result, words), words: wordsOf(words), ...axisOf(asked) }
    return documentOf(waterfallDrawing(options, words.lab.byLoss.title, description))
  },
}

const CELLS = ['rnn', 'lstm'] as const

/** As a waterfall's rows, which end at their own step. */
const runsOf = ({ asked, cells }: ByLossResult, { view }: LabWords): WaterfallRun[] =>
  CELLS.flatMap((cell) => {
    const one = cells[cell]
    if (!one) return []
    const T = one.sum.length
    const profiles = asked.map((step, n) => ({
      step,
      log10: Array.from({ length: T }, (_, t) => one.parts[n][t] ?? null),
    }))
    return [{ name: view.cell[cell], profiles, triangle: true as const }]
  })

const wordsOf = ({ lab, view }: LabWords): WaterfallWords => ({
  step: lab.byLoss.answer,
  first: view.compare.timeFirst,
  last: view.compare.timeLast,
  norm: '‖∂L_s/∂h_t‖',
})

/** From the first to the last step that is asked. */
const axisOf = (asked: readonly number[]) => ({ first: asked[0] ?? 1, last: asked.at(-1) ?? 1 })

function triangles(result: ByLossResult, context: PictureContext): ResultPart {
  const { asked } = result
  const runs = runsOf(result, context.words)
  if (!context.pictures || asked.length < 2) return []
  const { first, last } = axisOf(asked)
  const height = heightOf(Math.min(HEIGHT, asked.length + 3), context)
  const options = {
    ...{ first, last, height, width: context.width, colors: context.colors },
    words: wordsOf(context.words),
  }
  const beside = context.width >= runs.length * NARROWEST + 12
  const drawn = beside
    ? waterfall({ ...options, runs })
    : runs.flatMap((run) => waterfall({ ...options, runs: [run] }))
  return drawn.length === 0 ? [] : [...heading(context.words.lab.byLoss.title, context), ...drawn]
}

/** What reaches t = 1: from which answer most of it comes, and what the last one adds. */
function said({ asked, cells }: ByLossResult, context: PictureContext): ResultPart {
  const { byLoss } = context.words.lab
  const { view } = context.words
  const last = asked.at(-1)
  if (last === undefined) return prose([byLoss.nothing], context)
  const sentences = CELLS.flatMap((cell) => {
    const one = cells[cell]
    if (!one) return []
    const name = view.cell[cell]
    const reaching = one.parts.map(([first]) => first ?? null)
    const known = reaching.filter((log10) => log10 !== null)
    if (known.length === 0) return [byLoss.zero(name)]
    const most = known.reduce((a, b) => Math.max(a, b))
    const total = extended(one.sum[0] ?? null)
    const lastPart = extended(reaching.at(-1) ?? null)
    return asked.length === 1
      ? [byLoss.once(name, total, last)]
      : [
          byLoss.reaches(
            name,
            total,
            { t: asked[reaching.indexOf(most)], size: extended(most) },
            { t: last, size: lastPart },
          ),
        ]
  })
  const adds = asked.length > 1 ? [byLoss.adds] : []
  return prose([...sentences, ...adds], context)
}
