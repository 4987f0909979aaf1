/** What can be said of each recurrent layer of a file, and what is odd, as plain text. */
import type { Measured, Odd } from '../../inspection/given-net/measured-schema.ts'
import type { MeasuredLayer, NetDocument } from '../../inspection/given-net/net-schema.ts'
import { significant, stretch } from '../shared/number.ts'
import { table } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, padEnd, wrap } from '../shared/width.ts'
import { type Bin, histogram } from '../terminal/histogram.ts'
import { chartText, lineChart } from '../terminal/line-chart.ts'
import { halfLifeBins } from './half-life-bins.ts'
import { sizesOf } from './net-text.ts'

const CURVE_HEIGHT = 8
/** Units that a sentence names. */
const FEW = 5

type NetWords = ViewText['net']
/** Which net (null for the only one) and which layer of it, from 1. */
interface Place {
  readonly net: number | null
  readonly step: number
}

/** Lines of at most `width` columns: sentences, a picture and a table for each direction. */
export function netLayerText(
  layer: MeasuredLayer,
  { net: index, step }: Place,
  text: ViewText,
  width: number,
): string {
  const { net } = text
  const place = net.place(index, step)
  const { sameAs } = layer
  const lines = layer.directions.flatMap(({ is, measured }) => {
    const sizes = [
      sizesOf(layer, net),
      ...(layer.directions.length > 1 || is === 'backward' ? [net.direction[is]] : []),
    ]
    const title = net.title(place, net.kind[layer.kind], layer.name, sizes)
    if (sameAs) {
      const there = net.place(index === null ? null : sameAs.net, sameAs.step)
      return ['', ...wrap(title, width), ...wrap(net.same(there), width, '  ')]
    }
    return [
      '',
      ...wrap(title, width),
      ...sentences(layer, measured, text).flatMap((one) => wrap(one, width, '  ')),
      ...picture(measured, text, width),
      ...blocksTable(measured, net, width),
    ]
  })
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

function sentences(layer: MeasuredLayer, measured: Measured, text: ViewText): string[] {
  const { net } = text
  const { blocks, recurrent, decay } = measured
  const gates = blocks.filter(({ gate }) => !['h', 'g', 'n'].includes(gate))
  const known = gates.flatMap(({ saturated }) => (saturated === null ? [] : [saturated]))
  return [
    ...(layer.kind === 'brain-lstm' ? [net.noCell] : []),
    ...memorySentences(layer, measured, text),
    ...(decay ? decaySentences(decay, net) : []),
    ...(known.length > 0 ? [net.saturated(sum(known), known.length * layer.hidden)] : []),
    ...aloneSentences(layer, measured, text),
    ...(layer.kind === 'rnn' ? spreadSentences(recurrent, net) : []),
  ]
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)

function memorySentences({ hidden }: MeasuredLayer, { memory }: Measured, text: ViewText) {
  const { net, list } = text
  if (memory === null) return []
  const { gate, mean, quartiles, min, max, halfLife, reach, never, units } = memory
  if (mean === null) return [net.unknown(net.gates[gate])]
  const [kept, name] = [net.kept[gate], net.gates[gate]]
  const isAlike = min === max
  const [m, low, high, least, most] = [mean, quartiles[0], quartiles[2], min, max].map((one) =>
    significant(one),
  )
  return [
    isAlike ? net.atRestAlike(name, m) : net.atRest(name, m, low, high, least, most),
    ...fading(memory, isAlike, net),
    ...(never > 0 ? [net.never(never, hidden, kept)] : []),
    ...(isAlike || reach.median === null
      ? []
      : reach.longest === null
        ? [net.reachMedian(kept, stretch(reach.median))]
        : [net.reach(kept, stretch(reach.median), stretch(reach.longest))]),
    ...(!isAlike && halfLife.median !== null && units.length < hidden
      ? [net.units(units.map((one) => net.unit(one.unit, lifeOf(one))).join(list))]
      : []),
  ]
}

/** How fast a state fades; nothing where the median one never does. */
function fading(
  { gate, halfLife, reach, units }: NonNullable<Measured['memory']>,
  isAlike: boolean,
  net: NetWords,
): string[] {
  const { median, longest } = halfLife
  if (median === null) return []
  const kept = net.kept[gate]
  if (isAlike) return [net.halvesAlike(kept, stretch(median), stretch(reach.median ?? 0))]
  if (longest === null) return [net.halvesOrNot(kept, stretch(median))]
  return [net.halves(kept, stretch(median), stretch(longest), units[0].unit)]
}

function aloneSentences({ kind }: MeasuredLayer, { alone }: Measured, text: ViewText): string[] {
  const { net, list } = text
  if (alone === null) return []
  const { memory, units } = alone
  const start = net.alone(String(alone.steps), alone.settled)
  const longest = memory?.units.slice(0, FEW).map((one) => net.unit(one.unit, lifeOf(one))) ?? []
  const states = units.slice(0, FEW).map((one) => net.unitState(one.unit, significant(one.state)))
  return [
    memory?.mean == null
      ? net.aloneEnd(start)
      : net.aloneGate(start, net.gates[memory.gate], significant(memory.mean), longest.join(list)),
    ...(states.length > 0
      ? [net.aloneStates(net.states[kind === 'lstm' ? 'c' : 'h'], states.join(list))]
      : []),
  ]
}

const lifeOf = ({ halfLife }: { readonly halfLife: number | null }) =>
  halfLife === null ? null : stretch(halfLife)

function decaySentences(
  { radius, grows, halfLife, reach }: NonNullable<Measured['decay']>,
  net: NetWords,
) {
  if (radius === null) return []
  if (grows || halfLife === null || reach === null) return [net.grows(significant(radius))]
  return [net.decay(significant(radius), stretch(halfLife), stretch(reach))]
}

function spreadSentences({ norm, spread }: Measured['recurrent'], net: NetWords): string[] {
  if (norm === null || spread === null) return []
  const kind =
    spread < 0.1 ? 'orthogonal' : spread < 0.7 ? 'between' : spread < 1.3 ? 'random' : 'few'
  return [net.stretches(significant(norm)), net.spreads[kind](significant(spread, 2))]
}

/** Units by half-life; of an RNN the singular values of U. */
function picture({ memory, decay }: Measured, text: ViewText, width: number): string[] {
  const { net } = text
  if (decay?.singular && decay.singular.length > 1) return curve(decay.singular, text, width)
  if (memory === null) return []
  const bins: readonly Bin[] = halfLifeBins(memory, net.bins)
  if (bins.length === 0) return []
  const bars = histogram(bins, width).map(({ label, bar, count }) => `${label} │${bar} ${count}`)
  return ['', ...wrap(net.histogram, width), ...bars]
}

function curve(values: readonly number[], { net, charts }: ViewText, width: number): string[] {
  const x = { first: '1', last: String(values.length) }
  const chart = lineChart({ series: [{ values }], charts, width, height: CURVE_HEIGHT, x })
  return ['', ...wrap(net.singular, width), ...chartText(chart)]
}

function blocksTable({ blocks }: Measured, net: NetWords, width: number): string[] {
  const { columns } = net
  const heads = [columns.gate, columns.bias, columns.norm, columns.radius, columns.spread]
  const rows = blocks.map(({ gate, bias, saturated, norm, radius, spread }) => [
    net.gates[gate],
    bias === null ? '–' : `${significant(bias.mean, 2)} ± ${significant(bias.deviation, 2)}`,
    ...[norm, radius, spread].map((one) => significant(one)),
    saturated === null ? '–' : String(saturated),
  ])
  const all = [...heads, columns.saturated].map((head, k) => ({ head, right: k > 0 }))
  return ['', ...table(all, rows, width)]
}

/** What is odd in the whole file, each with where it is. */
export function netOddText({ nets }: NetDocument, text: ViewText, width: number): string {
  const { net } = text
  const found = nets.flatMap(({ steps }, n) =>
    steps.flatMap((step, s) => {
      const place = net.place(nets.length === 1 ? null : n + 1, s + 1)
      if (step.is !== 'recurrent')
        return step.odd.map((one) => net.oddAt(place, oddWords(one, text)))
      // Said where it was found first.
      if (step.sameAs) return []
      return step.directions.flatMap(({ is, measured }) => {
        const where =
          step.directions.length > 1 ? `${place}${text.list}${net.direction[is]}` : place
        return measured.odd.map((one) => net.oddAt(where, oddWords(one, text)))
      })
    }),
  )
  const odd =
    found.length === 0
      ? wrap(net.nothingOdd, width)
      : [
          net.oddTitle,
          ...found.flatMap((one) =>
            wrap(one, width - 2, '  ').map((line) => `${padEnd('', 2)}${line}`),
          ),
        ]
  const lines = ['', ...wrap(net.legend, width, '  '), '', ...odd]
  return `${lines.map((line) => cut(line, width)).join('\n')}\n`
}

function oddWords(one: Odd, { net, list }: ViewText): string {
  const { odd, gates, more } = net
  const named = (units: readonly number[], count: number) =>
    [...units.map(String), ...(count > units.length ? [more(count - units.length)] : [])].join(list)
  switch (one.is) {
    case 'not-finite':
      return odd[one.is](one.tensor, one.count, one.index.join(', '), one.value)
    case 'all-zero':
      return odd[one.is](one.tensor)
    case 'forget-bias-zero':
      return odd[one.is](one.biased)
    case 'gate-order':
      return odd[one.is](gates[one.block], significant(one.mean, 2))
    case 'far-cell':
      return odd[one.is](
        one.units.map(({ unit, state }) => net.unitState(unit, significant(state))).join(list),
      )
    case 'no-cell-state':
      return odd[one.is]
    case 'untrained-biases':
      return odd[one.is](one.gates.map((gate) => gates[gate]).join(list))
    default:
      return odd[one.is](gates[one.gate], one.count, named(one.units, one.count))
  }
}
