/** What a walk back shows of one cell, in blocks: diagram, step, table, words. */
import type { BackTrace, WalkBackResult } from '../../workbench/probes/walk-back.ts'
import { extended, significant } from '../shared/number.ts'
import { hueOf, pathHue } from '../shared/palette.ts'
import { widthOf } from '../shared/width.ts'
import { type BackNumbers, gruBack, lstmBack, rnnBack } from '../terminal/cell-diagram-back.ts'
import {
  bold,
  inHue,
  type LabWords,
  type PictureContext,
  paragraph,
  prose,
  quiet,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { surgeryAt } from './walk.ts'
import {
  equationLines,
  numberLines,
  productSentences,
  quantityOf,
  say,
  stepSentences,
} from './walk-back-words.ts'

/** From this width on both cells stand side by side, the RNN in so many columns. */
const WIDE = 116
export const LEFT = 53
export const GAP = 3

type Cell = 'rnn' | 'lstm'
const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export type Traced = readonly [Cell, BackTrace]

export const tracesOf = ({ cells }: WalkBackResult): Traced[] =>
  CELLS.flatMap((cell) => {
    const trace = cells[cell]
    return trace ? [[cell, trace] as const] : []
  })

/** Whether both cells stand side by side. */
export const isWide = (result: WalkBackResult, { pictures, width }: PictureContext): boolean =>
  pictures && width >= WIDE && tracesOf(result).length > 1

/** The columns of a cell, of those that stand side by side. */
export const columnOf = (index: number, context: PictureContext): PictureContext => ({
  ...context,
  width: index === 0 ? LEFT : context.width - LEFT - GAP,
})

export const titleOf = ([cell]: Traced, { t, unit, sequence }: WalkBackResult, words: LabWords) =>
  words.lab.walkBack.title(words.view.cell[cell], t, sequence.length, unit)

export const titleLines = (traced: Traced, result: WalkBackResult, context: PictureContext) =>
  prose([titleOf(traced, result, context.words)], context, bold(context))

/** The title, and what ℓ is where one line holds both. */
function drawnTitle(traced: Traced, result: WalkBackResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const title = titleOf(traced, result, context.words)
  const both = [title, lab.walkBack.ownLoss].join(view.join)
  return prose([widthOf(both) <= context.width ? both : title], context, bold(context))
}

/** Title with the diagram; equation; what the step does; table. */
export function blockOf(
  traced: Traced,
  result: WalkBackResult,
  context: PictureContext,
): [diagram: ResultPart, step: ResultPart, table: ResultPart, said: ResultPart] {
  const { words } = context
  const drawn = context.pictures ? diagram(traced, result, context) : null
  return [
    [
      ...(drawn ? drawnTitle(traced, result, context) : titleLines(traced, result, context)),
      ...(drawn ?? []),
    ],
    [
      ...(drawn ? [] : prose(numberLines(traced[1]), context)),
      ...prose(equationLines(traced[1]), context),
      ...paragraph(stepSentences(traced[1], result, words), context),
    ],
    table(traced[1], context),
    paragraph(productSentences(traced[1], result, words), context),
  ]
}

const drawnNumbers = (trace: BackTrace): BackNumbers => ({
  before: trace.before ? say(trace.state === 'c' ? trace.before.cell : trace.before.hidden) : '–',
  now: say(trace.state === 'c' ? trace.cell : trace.hidden),
  hidden: say(trace.hidden),
  own: say(trace.own),
  pass: significant(trace.pass),
  shown: significant(trace.shown),
  gates: Object.fromEntries(
    Object.entries(trace.gates).map(([gate, size]) => [gate, say(size, 2)]),
  ),
  input: extended(trace.input),
  hiddenBefore: trace.before ? say(trace.before.hidden) : '–',
  first: trace.before === null,
})

function diagram(
  [cell, trace]: Traced,
  result: WalkBackResult,
  context: PictureContext,
): ResultPart | null {
  const { colors, width } = context
  const styles = {
    belt: { ...inHue(pathHue('belt', colors)), ...bold(context) },
    cut: inHue(hueOf('mark', colors)),
    number: bold(context),
  }
  const { t, unit } = result
  const none = { t, unit, operations: [], output: 'tanh' as const }
  const options = {
    numbers: drawnNumbers(trace),
    surgery: surgeryAt(cell === 'lstm' ? result : none),
    styles,
    width,
  }
  if (cell === 'rnn') return rnnBack(options)
  return trace.gru ? gruBack(options) : lstmBack(options)
}

/** The steps from t on: what each multiplies by, their product, the norms measured. */
function table(trace: BackTrace, context: PictureContext): ResultPart {
  const { steps, state, gru, origin } = trace
  if (steps.length === 0) return []
  const { columns, columnsMean } = context.words.lab.walkBack
  const whole = state === 'c'
  const heads = [
    columns.step,
    whole ? 'f_t' : gru ? 'z_t' : '1 − h_t²',
    columns.largest,
    columns.gain,
    columns.product,
    columns.measured,
    ...(whole ? ['∂L/∂c'] : []),
  ]
  const rows = steps.map((one) => [
    `${one.t} → ${one.t - 1}`,
    significant(one.pass),
    significant(one.largest),
    significant(one.gain),
    one.product === null && one.gain === null ? significant(null) : extended(one.product),
    extended(one.measured),
    ...(whole ? [extended(one.whole)] : []),
  ])
  const drawn = tablePart(
    heads.map((head, index) => ({ head, right: index > 0 })),
    rows,
    context,
  )
  if (origin === null) return drawn
  return [
    ...drawn,
    ...prose([columnsMean(quantityOf(trace), whole, origin)], context, quiet(context)),
  ]
}
