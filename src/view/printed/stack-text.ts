/** What happens inside a net of any layers on one case, as plain text: a block for each layer. */
import type { ShownStack } from '../../inspection/given-net/stack-schema.ts'
import { power, significant } from '../shared/number.ts'
import { gradientSentences, type SentenceSubject } from '../shared/sentences.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, wrap } from '../shared/width.ts'
import { pictureText, profileLines, profilePicture } from '../terminal/comparison-charts.ts'
import { attributionParts } from './attribution-text.ts'
import { backTable } from './back-table.ts'
import { caseLines, predictionLines, standardizedLines } from './inspect-text.ts'
import { formatOf, remarkLine } from './net-text.ts'
import { forgetting, stateStrips } from './state-strips.ts'

type Layer = ShownStack['layers'][number]
type Direction = Layer['directions'][number]
/** A direction, its layer, and the layer's place among the net's steps, from 1. */
interface Side {
  readonly layer: Layer
  readonly direction: Direction
  readonly place: number
}

const PROFILE_HEIGHT = 11

/**
 * Lines of at most `width` columns. The strips are of the first sequence, the profiles of all.
 * @param isBack tells profiles step by step as a table, not as a curve
 */
export function stackText(found: ShownStack, text: ViewText, width = 80, isBack = false): string {
  const places = found.steps.flatMap(({ is }, n) => (is === 'recurrent' ? [n + 1] : []))
  const sides = found.layers.flatMap((layer, n) =>
    layer.directions.map((direction) => ({ layer, direction, place: places[n] })),
  )
  const parts = [
    prose(head(found, text), width),
    prose(circumstances(found, text), width),
    ...sides.flatMap((side) => sideParts(side, { found, isBack }, text, width)),
    prose(comparison(sides, text), width),
    ...attributionParts(found, sides.map(named(text)), text, width),
  ].filter((part) => part.length > 0)
  const lines = parts.flatMap((part, index) => (index > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

const prose = (sentences: readonly string[], width: number): string[] =>
  sentences.flatMap((sentence) => wrap(sentence, width, '  '))

function head(found: ShownStack, text: ViewText): string[] {
  const { run, inspect, net } = text
  const { of, loss } = found
  const value = significant(of.value, 4)
  const named = formatOf(found, net)
  const differentiated = of.asked
    ? run.asked(of.expression, value)
    : loss === null
      ? run.byNorm(value)
      : run.byLoss(value)
  return [
    run.title(found.net, named, found.length, found.batch),
    ...predictionLines(found.prediction, text),
    ...(of.asked && loss !== null ? [inspect.loss(significant(loss, 4))] : []),
    differentiated,
    inspect.pictures(found.batch),
  ]
}

const circumstances = (found: ShownStack, text: ViewText): string[] => [
  ...found.remarks.map((one) => remarkLine(one, text)),
  ...standardizedLines(found.standardize ?? null, text),
  ...(found.readout === null ? [] : [text.inspect.readout(found.readout)]),
  ...caseLines({ ...found, hasY: found.loss !== null }, text),
]

function sideParts(
  side: Side,
  { found, isBack }: { readonly found: ShownStack; readonly isBack: boolean },
  text: ViewText,
  width: number,
): string[][] {
  const { layer, direction, place } = side
  const { net, run } = text
  const { kind, name, input, hidden, output } = layer
  const sizes = output === hidden ? String(hidden) : net.projected(hidden, output)
  const title = net.title(net.place(null, place), net.kind[kind], name, [
    net.sizes(String(input), sizes),
  ])
  const backwards = direction.is === 'backward'
  const isAlone = layer.directions.length === 1 && !backwards
  const shown = {
    gates: Object.keys(direction.gates).length > 0 ? direction.gates : null,
    ...{ cellState: direction.cellState, hiddenState: direction.hiddenState },
    lengths: found.lengths,
  }
  // Behind a layer that hands on its last state there is one step.
  const one = direction.hiddenState.T === found.length ? shown : { ...shown, lengths: null }
  const { log10 } = direction
  const { belt, rest } = log10
  const own = ownOrder(direction)
  return [
    prose([isAlone ? title : run.direction(title, net.direction[direction.is])], width),
    ...stateStrips(one, text, width),
    prose(kind === 'brain-lstm' ? [run.noBelt] : forgetting(one, text, { backwards }), width),
    isBack
      ? [...wrap(run.back.title, width, '  '), ...backTable(direction, text, width)]
      : profileCurve(side, text, width),
    prose(
      [
        ...(direction.is === 'backward' ? [run.ownOrder] : []),
        gradientSentences([subjectOf(side)], text),
        ...(belt && rest && direction.is === 'forward'
          ? [text.inspect.belt(power(own(belt)[0]), power(own(rest)[0]))]
          : []),
      ],
      width,
    ),
  ]
}

function profileCurve({ layer: { kind }, direction }: Side, text: ViewText, width: number) {
  const lines = profileLines(cellOf(kind), direction.log10, text, true)
  const picture = profilePicture(lines, { width, height: PROFILE_HEIGHT }, text)
  return [...wrap(text.inspect.profile, width), ...pictureText(picture, width)]
}

/** The words for cells have none for brain.js's; its gates are an LSTM's. */
const cellOf = (kind: Layer['kind']) => (kind === 'brain-lstm' ? 'lstm' : kind)

/** In the order in which the direction goes. */
const ownOrder =
  ({ is }: Direction) =>
  <T>(values: readonly T[]): readonly T[] =>
    is === 'backward' ? values.toReversed() : values

/** What carries the gradient back: c in an LSTM, h in all others. */
function subjectOf({ layer: { kind }, direction }: Side): SentenceSubject {
  const { log10 } = direction
  const own = ownOrder(direction)
  return kind === 'lstm' && log10.cell
    ? { cell: 'lstm', quantity: 'cell', log10: own(log10.cell) }
    : { cell: cellOf(kind), quantity: 'hidden', log10: own(log10.hidden) }
}

/** A layer by its number, and its direction where it has two. */
const named =
  ({ run, net }: ViewText) =>
  ({ layer, direction, place }: Side): string =>
    run.layer(place, layer.directions.length > 1 ? net.direction[direction.is] : null)

/** Less than a factor of 2 between the smallest and the largest, in powers of ten. */
const ALIKE = Math.log10(2)

/** In which layer and direction the gradient is smallest where the sequences begin. */
function comparison(sides: readonly Side[], text: ViewText): string[] {
  const { run } = text
  if (sides.length < 2) return []
  const all = sides.map((side) => {
    const { log10 } = subjectOf(side)
    return {
      name: named(text)(side),
      first: log10[0] ?? null,
      none: log10.every((one) => one === null),
    }
  })
  const untouched = all.filter(({ none }) => none).map(({ name }) => name)
  const reached = all.flatMap(({ name, first }) => (first === null ? [] : [{ name, first }]))
  const sorted = reached.toSorted((a, b) => a.first - b.first)
  const [least, most] = [sorted[0], sorted.at(-1)]
  return [
    ...(untouched.length > 0 ? [run.untouched(untouched)] : []),
    ...(least && most && least !== most
      ? [
          most.first - least.first < ALIKE
            ? run.alike(power(most.first))
            : run.faintest(least.name, power(least.first), most.name, power(most.first)),
        ]
      : []),
  ]
}
