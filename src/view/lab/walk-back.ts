/**
 * One time step of BPTT: each cell as a diagram with its arrows turned round, the equation of one
 * unit, what the step multiplied by, and the ten factors from it on beside the measured norms.
 */
import type {
  BackTrace,
  SignedSize,
  Stretch,
  WalkBackResult,
} from '../../workbench/probes/walk-back.ts'
import { extended, power, significant } from '../shared/number.ts'
import { INK, pathHue } from '../shared/palette.ts'
import { type Line, sideBySide } from '../shared/spans.ts'
import { type BackNumbers, gruBack, lstmBack, rnnBack } from '../terminal/cell-diagram-back.ts'
import type { LabView } from './lab-view.ts'
import { rangesOf } from './operation-words.ts'
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

/** What is followed: an LSTM's belt, or ∂L/∂h. */
const quantityOf = ({ state }: BackTrace) => (state === 'c' ? '‖b_t‖' : '‖∂L/∂h_t‖')

/** Title with the diagram; equation; what the step does; table. */
function blockOf(traced: Traced, result: WalkBackResult, context: PictureContext): ResultPart[] {
  const { words } = context
  const drawn = context.pictures ? diagram(traced, result, context) : null
  return [
    [...prose([titleOf(traced, result, words)], context, bold(context)), ...(drawn ?? [])],
    [
      ...(drawn ? [] : prose(numbers(traced[1]), context)),
      ...prose(equation(traced[1]), context),
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

/** A number of any size; a dash where there is none. */
const say = (size: SignedSize | null): string =>
  size === null ? significant(null) : `${size.sign < 0 ? '-' : ''}${extended(size.log10)}`

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
    cut: inHue(colors === 'none' ? undefined : 'red'),
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

/** The numbers of the diagram as a list. */
function numbers(trace: BackTrace): string[] {
  const { before, cell, belt, rest, hidden, own, gates } = trace
  return [
    ...(cell
      ? [
          `∂L/∂c_t = ${say(cell)} = ${say(belt)} + ${say(rest)}`,
          `∂h_t/∂c_t = ${significant(trace.shown)}`,
        ]
      : []),
    `∂L/∂h_t = ${say(hidden)}, ∂ℓ/∂h_t = ${say(own)}`,
    ...Object.entries(gates).map(
      ([gate, size]) => `∂L/∂z_${gate === 'z' && !trace.gru ? 't' : gate} = ${say(size)}`,
    ),
    `‖∂L/∂x_t‖ = ${power(trace.input)}`,
    ...(before ? [`∂L/∂h_{t−1} = ${say(before.hidden)}`] : []),
  ]
}

/** How the gradient at t − 1 comes about; of an LSTM's unit with its numbers. */
function equation({ equation, before, pass, cell, state }: BackTrace): string[] {
  if (!before) return []
  if (state === 'h') return [equation]
  const product = (factor: number | null, size: SignedSize | null) =>
    `${significant(factor)} · ${size && size.sign < 0 ? `(${say(size)})` : say(size)}`
  const sum = `${product(pass, cell)} + ${product(before.shown, before.hidden)}`
  return [equation, `${sum} = ${say(before.cell)}`]
}

/** What the step multiplies by. */
function stepSentences(
  { factor, full, gru, pass, state }: BackTrace,
  { operations, t, unit, output }: WalkBackResult,
  { lab, view }: LabWords,
): string[] {
  const { walkBack, walk } = lab
  if (!factor) return [walkBack.first]
  const surgery = surgeryAt({ operations: state === 'c' ? operations : [], t, unit, output })
  const own = significant(pass)
  const said = state === 'c' ? walkBack.belt : gru ? walkBack.update : walkBack.slope
  return [
    said(own, stretchOf(factor, lab)),
    ...(full ? [walkBack.full(stretchOf(full, lab))] : []),
    ...(surgery.belt ? [view.end(walk.forget.severed)] : []),
    ...(surgery.paths ? [walk.severed] : []),
    ...(surgery.beltBackward ? [walk.severedBackward.belt] : []),
    ...(surgery.pathsBackward ? [walk.severedBackward.gates] : []),
  ]
}

/** A stretch in words. */
const stretchOf = ({ log10, smallest, gain }: Stretch, { walkBack }: LabWords['lab']): string =>
  walkBack.stretch(
    extended(log10.largest),
    smallest === null ? null : extended(log10.smallest),
    gain === null ? null : extended(log10.gain),
  )

/** What the factors come to, and whether the norms measured are the same. */
function productSentences(
  trace: BackTrace,
  { sequence }: WalkBackResult,
  { lab, view }: LabWords,
): string[] {
  const { origin, asked, steps } = trace
  const { walkBack } = lab
  if (origin === null) return [walkBack.nothing]
  const last = steps.findLast(({ t }) => t <= origin)
  const later = asked.filter((t) => last && t >= last.t - 1)
  return [
    ...(last
      ? [
          walkBack.products(
            { from: origin, to: last.t - 1, count: origin - last.t + 1 },
            { product: extended(last.product), measured: extended(last.measured) },
            quantityOf(trace),
          ),
        ]
      : []),
    ...(last && trace.cell ? [walkBack.whole(extended(last.whole))] : []),
    ...(later.length > 0 ? [walkBack.asked(rangesOf(later).join(view.list))] : []),
    ...(origin < sequence.length ? [walkBack.origin(origin)] : []),
  ]
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
