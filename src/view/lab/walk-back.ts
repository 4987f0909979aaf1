/**
 * One time step of BPTT: each cell as a diagram with its arrows turned round, the equation of one
 * unit, what the step multiplied by, and the ten factors from it on beside the measured norms.
 */
import type { BackTrace, WalkBackResult } from '../../workbench/probes/walk-back.ts'
import { extended, power, significant } from '../shared/number.ts'
import { hueOf, INK, pathHue } from '../shared/palette.ts'
import { type Line, sideBySide } from '../shared/spans.ts'
import { type BackNumbers, gruBack, lstmBack, rnnBack } from '../terminal/cell-diagram-back.ts'
import type { LabView } from './lab-view.ts'
import {
  bold,
  inHue,
  type LabWords,
  type PictureContext,
  paragraph,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import { cellSeries, chartsSvg, DASH, series } from './svg-parts.ts'
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
const LEFT = 53
const GAP = 3

type Cell = 'rnn' | 'lstm'
const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export const walkBackView: LabView<'walk-back'> = {
  text(result, context) {
    const head = prose(sequenceSentences(result.sequence, context.words), context)
    const cells = tracesOf(result)
    const { width } = context
    if (!context.pictures || cells.length < 2 || width < WIDE)
      return [head, ...cells.flatMap((one) => blockOf(one, result, context))]
    const [left, right] = cells.map((one, index) =>
      stacked(blockOf(one, result, { ...context, width: index ? width - LEFT - GAP : LEFT })),
    )
    return [head, sideBySide(left, right, LEFT, GAP)]
  },
  parts: {
    diagram: (result, context) =>
      context.pictures
        ? tracesOf(result).flatMap((one) => blockOf(one, result, context).slice(0, 2))
        : null,
    table: (result, context) =>
      context.pictures
        ? tracesOf(result).flatMap((one) => blockOf(one, result, context).slice(2))
        : null,
  },
  svg(result, context) {
    const { lab, view } = context.words
    const panels = tracesOf(result).map(([cell, trace]) => {
      // Time goes to the right; a row's step ends one time step before it.
      const rows = trace.steps.toReversed()
      const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => row?.t ?? 1)
      const quantity = quantityOf(trace)
      return {
        title: titleOf([cell, trace], result, context.words),
        log: true,
        series: [
          cellSeries(
            cell,
            lab.walkBack.measured(quantity),
            rows.map(({ measured }) => measured),
          ),
          series(
            lab.walkBack.product,
            rows.map(({ product }) => product),
            INK.belt,
            DASH.dotted,
          ),
        ],
        x: {
          first: view.compare.timeFirst(Math.max(1, first - 1)),
          last: rows.length > 1 ? view.compare.timeLast(last - 1) : '',
        },
      }
    })
    return chartsSvg(lab.walkBack.pictureTitle(result.t, result.sequence.length), panels, context)
  },
}

type Traced = readonly [Cell, BackTrace]

const tracesOf = ({ cells }: WalkBackResult): Traced[] =>
  CELLS.flatMap((cell) => {
    const trace = cells[cell]
    return trace ? [[cell, trace] as const] : []
  })

const titleOf = ([cell]: Traced, { t, unit, sequence }: WalkBackResult, words: LabWords) =>
  words.lab.walkBack.title(words.view.cell[cell], t, sequence.length, unit)

/** Title with the diagram; equation; what the step does; table. */
function blockOf(traced: Traced, result: WalkBackResult, context: PictureContext): ResultPart[] {
  const { words } = context
  const drawn = context.pictures ? diagram(traced, result, context) : null
  return [
    [...prose([titleOf(traced, result, words)], context, bold(context)), ...(drawn ?? [])],
    [
      ...(drawn ? [] : prose(numberLines(traced[1]), context)),
      ...prose(equationLines(traced[1]), context),
      ...paragraph(stepSentences(traced[1], result, words), context),
    ],
    table(traced[1], context),
    paragraph(productSentences(traced[1], result, words), context),
  ]
}

/** Parts with an empty line between them, as one. */
const stacked = (parts: readonly ResultPart[]): Line[] =>
  parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index > 0 ? [[], ...part] : [...part]))

const drawnNumbers = (trace: BackTrace): BackNumbers => ({
  before: trace.before ? say(trace.state === 'c' ? trace.before.cell : trace.before.hidden) : '–',
  now: say(trace.state === 'c' ? trace.cell : trace.hidden),
  hidden: say(trace.hidden),
  own: say(trace.own),
  pass: significant(trace.pass),
  shown: significant(trace.shown),
  gates: Object.fromEntries(
    Object.entries(trace.gates).map(([gate, size]) => [
      gate,
      `${size.sign < 0 ? '-' : ''}${extended(size.log10, 2)}`,
    ]),
  ),
  input: power(trace.input),
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
  const none = { ...result, operations: [], output: 'tanh' as const }
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
function table({ steps, state, gru }: BackTrace, context: PictureContext): ResultPart {
  if (steps.length === 0) return []
  const { columns } = context.words.lab.walkBack
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
  return tablePart(
    heads.map((head, index) => ({ head, right: index > 0 })),
    rows,
    context,
  )
}
