/**
 * The norms of the step Jacobians, and of their products from t to T: RNN, and LSTM by every way
 * and down the belt.
 */
import type { JacobianLogs, JacobianResult } from '../../workbench/probes/jacobian.ts'
import { significant, sized } from '../shared/number.ts'
import { INK, pathHue, styleOf } from '../shared/palette.ts'
import { lineChart } from '../terminal/line-chart.ts'
import { profilePart } from './gradient.ts'
import type { LabView } from './lab-view.ts'
import {
  chartPart,
  heading,
  heightOf,
  type LabWords,
  type PictureContext,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import { chartsSvg, DASH, series, timeAxis } from './svg-parts.ts'

const HEIGHT = { products: 11, steps: 8 }
/** Time steps that the table shows. */
const ROWS = 11

interface Curve extends JacobianLogs {
  /** "RNN", "LSTM", "LSTM belt"; shorter at the head of a column; with what it is in a sentence. */
  readonly name: string
  readonly head: string
  readonly said: string
  readonly state: 'h' | 'c'
  readonly kind: 'rnn' | 'lstm' | 'belt'
}

function curvesOf({ cells }: JacobianResult, { lab, view }: LabWords): Curve[] {
  return (['rnn', 'lstm'] as const).flatMap((cell): Curve[] => {
    const one = cells[cell]
    if (!one) return []
    const { state, full, belt } = one
    const name = view.cell[cell]
    return [
      { ...full, name, head: name, said: name, state, kind: cell },
      ...(belt
        ? [
            {
              ...belt,
              name: lab.jacobian.beltOf(name),
              head: lab.jacobian.belt,
              said: lab.jacobian.beltAlone(name, state),
              state,
              kind: 'belt' as const,
            },
          ]
        : []),
    ]
  })
}

/** From t = 1 on: no step ends there. */
const fromFirst = ({ steps }: JacobianLogs) => [null, ...steps]
/** As plain numbers, for an axis that has 0 at its foot. */
const plain = (log10: number | null) => (log10 === null ? 0 : 10 ** log10)

const product = ({ name, state }: Curve) => `${name} ‖∂${state}_T/∂${state}_t‖`
const step = ({ name, state }: Curve) => `${name} ‖∂${state}_t/∂${state}_{t−1}‖`
const hueOf = ({ kind }: Curve, { colors }: PictureContext) =>
  kind === 'belt' ? pathHue('belt', colors) : styleOf(kind, colors)

export const jacobianView: LabView<'jacobian'> = {
  profiles: ({ cells }) =>
    (['rnn', 'lstm'] as const).flatMap((cell) => {
      const one = cells[cell]
      return one
        ? [{ hidden: one.full.products, cell: one.belt?.products ?? null, belt: null }]
        : []
    }),
  text: (result, context) => [
    prose(sequenceSentences(result.sequence, context.words, false), context),
    products(result, context),
    steps(result, context),
    table(result, context),
    said(result, context),
  ],
  parts: {
    products: (result, context) => (context.pictures ? [products(result, context)] : null),
    steps: (result, context) => (context.pictures ? [steps(result, context)] : null),
    table: (result, context) => (context.pictures ? [table(result, context)] : null),
  },
  svg(result, context) {
    const { jacobian } = context.words.lab
    const curves = curvesOf(result, context.words)
    const lines = (name: (one: Curve) => string, values: (one: Curve) => (number | null)[]) =>
      curves.map((one) =>
        series(
          name(one),
          values(one),
          INK[one.kind],
          { rnn: DASH.dashed, lstm: DASH.solid, belt: DASH.dotted }[one.kind],
        ),
      )
    const x = timeAxis(result.sequence.length, context.words)
    const panels = [
      {
        title: jacobian.products,
        series: lines(product, (one) => [...one.products]),
        log: true,
        ...context.axes.norms,
        x,
      },
      {
        title: jacobian.steps,
        series: lines(step, (one) => [null, ...one.steps.map(plain)]),
        min: 0,
        x,
      },
    ]
    return chartsSvg(jacobian.title, panels, context)
  },
}

function products(result: JacobianResult, context: PictureContext): ResultPart {
  const curves = curvesOf(result, context.words)
  if (!context.pictures || curves.length === 0) return []
  const lines = curves.map((one) => ({
    name: product(one),
    log10: one.products,
    color: hueOf(one, context),
  }))
  return profilePart(lines, context.words.lab.jacobian.products, context, HEIGHT.products)
}

function steps(result: JacobianResult, context: PictureContext): ResultPart {
  const curves = curvesOf(result, context.words)
  const { sequence } = result
  if (!context.pictures || curves.length === 0 || sequence.length < 2) return []
  const { lab, view } = context.words
  const chart = lineChart({
    charts: view.charts,
    width: context.width,
    height: heightOf(HEIGHT.steps, context),
    series: curves.map((one) => ({
      values: fromFirst(one).map((log10, t) => (t === 0 ? null : plain(log10))),
    })),
    min: 0,
    x: { first: view.compare.timeFirst(1), last: view.compare.timeLast(sequence.length) },
  })
  const keys = curves.map((one) => ({ name: step(one), color: hueOf(one, context) }))
  return [...heading(lab.jacobian.steps, context), ...chartPart(chart, keys, context)]
}

/** Some time steps, T first, with the step into each and all from it to T. */
function table(result: JacobianResult, context: PictureContext): ResultPart {
  const curves = curvesOf(result, context.words)
  const { columns } = context.words.lab.jacobian
  const T = result.sequence.length
  const count = Math.min(ROWS, T)
  const times = Array.from({ length: count }, (_, k) =>
    count === 1 ? T : T - Math.round((k * (T - 1)) / (count - 1)),
  )
  const rows = times.map((t) => [
    `t = ${t}`,
    ...curves.flatMap((one) => [
      t === 1 ? '–' : significant(plain(one.steps[t - 2])),
      sized(one.products[t - 1]),
    ]),
  ])
  const heads = curves.flatMap(({ head }) => [columns.step(head), columns.product(head)])
  return tablePart(
    [{ head: columns.t }, ...heads.map((head) => ({ head, right: true }))],
    rows,
    context,
  )
}

const said = (result: JacobianResult, context: PictureContext): ResultPart =>
  prose(
    [
      ...curvesOf(result, context.words).map((one) => sentence(one, context.words)),
      ...(result.readout ? [context.words.lab.pooled.jacobian(result.readout)] : []),
    ],
    context,
  )

/** What a step does on the geometric mean, at least and at most, and all of them together. */
function sentence(
  { said: name, state, kind, steps, products }: Curve,
  { lab: { jacobian } }: LabWords,
): string {
  if (steps.length === 0) return jacobian.single(name)
  const T = products.length
  const whole = `∂${state}_T/∂${state}_1`
  const zero = products.lastIndexOf(null)
  if (zero >= 0) return jacobian.zero(name, `∂${state}_T/∂${state}_t`, zero + 1)
  const known = steps.filter((log10) => log10 !== null)
  const mean = known.reduce((sum, log10) => sum + log10, 0) / known.length
  const least = known.reduce((a, b) => Math.min(a, b))
  const most = known.reduce((a, b) => Math.max(a, b))
  // c goes on through o, too, so that its steps are no bound of their product.
  const bound = kind === 'lstm' && state === 'c' ? null : sized(mean * (T - 1))
  const size = sized(products[0])
  return jacobian.sentence(
    {
      name,
      mean: significant(10 ** mean),
      whole,
      product: size,
      bound: bound === size ? null : bound,
    },
    { size: significant(10 ** least), t: steps.indexOf(least) + 2 },
    { size: significant(10 ** most), t: steps.indexOf(most) + 2 },
  )
}
