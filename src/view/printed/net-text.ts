/** What is inside a file of nets, as plain text: what there is, before a number is read. */
import type { NetInventory } from '../../inspection/given-net/net-schema.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, wrap } from '../shared/width.ts'

export type Step = NetInventory['nets'][number]['steps'][number]

/** Names that are listed. */
const LISTED = 12

/** Lines of at most `width` columns. */
export function netHeadText(document: NetInventory, text: ViewText, width: number): string {
  const lines = [
    ...wrap(headline(document, text), width, '  '),
    ...document.nets.flatMap((one, index) => {
      const title = document.nets.length > 1 ? ['', text.net.net(index + 1, one.name)] : ['']
      return [
        ...title,
        ...one.steps.flatMap((step, place) => wrap(stepLine(step, place + 1, text), width, '   ')),
        ...(one.readouts.length > 0 ? wrap(readoutsLine(one, text), width, '   ') : []),
      ]
    }),
    ...spaced(document.remarks.flatMap((one) => wrap(remarkLine(one, text), width, '  '))),
  ]
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

const spaced = (lines: readonly string[]) => (lines.length > 0 ? ['', ...lines] : [])

/** "ONNX (opset 16)", or the convention alone where that begins with the format: "Keras 3.15.1". */
export function formatOf(
  { format, convention }: Pick<NetInventory, 'format' | 'convention'>,
  { formats, named }: ViewText['net'],
): string {
  const name = format in formats ? formats[format as keyof typeof formats] : format
  if (convention === '') return name
  return convention.startsWith(name) ? convention : named(name, convention)
}

function headline(document: NetInventory, { net }: ViewText): string {
  const { nets } = document
  const steps = nets.flatMap((one) => one.steps)
  const recurrent = steps.filter(({ is }) => is === 'recurrent').length
  return net.head(formatOf(document, net), nets.length, steps.length, recurrent)
}

function stepLine(step: Step, place: number, { net, list }: ViewText): string {
  const kind = step.is === 'recurrent' ? step.kind : step.is
  const { layer } = net
  const tensors =
    step.is === 'recurrent'
      ? [...new Set(step.directions.flatMap((one) => Object.values(one.tensors)))]
      : Object.values(step.tensors)
  const parts = [
    sizesOf(step, net),
    ...(step.is === 'recurrent' ? directions(step, net) : []),
    net.weights(few(tensors, net, list)),
  ]
  return layer(place, net.kind[kind], step.name, parts)
}

/** Layers that could be the readout, by the names that --readout takes. */
function readoutsLine({ readouts }: NetInventory['nets'][number], { net, list }: ViewText): string {
  const names = readouts.map(({ name, tensors }) => net.quoted(name || (tensors.weight ?? '')))
  return net.readouts(few(names, net, list))
}

export const sizesOf = (step: Step, net: ViewText['net']): string =>
  net.sizes(String(step.is === 'embedding' ? step.symbols : step.input), outputOf(step, net))

const outputOf = (step: Step, { projected }: ViewText['net']): string =>
  step.is === 'recurrent' && step.output !== step.hidden
    ? projected(step.hidden, step.output)
    : String(step.output)

const directions = (step: Extract<Step, { is: 'recurrent' }>, net: ViewText['net']): string[] =>
  step.directions.length > 1
    ? [net.both]
    : step.directions[0]?.is === 'backward'
      ? [net.direction.backward]
      : []

/** The first names of a list of `count`, and how many more there are. */
function few(
  names: readonly string[],
  { more }: ViewText['net'],
  list: string,
  count = names.length,
): string {
  const some = names.slice(0, LISTED)
  return [...some, ...(count > some.length ? [more(count - some.length)] : [])].join(list)
}

export function remarkLine(one: NetInventory['remarks'][number], { net, list }: ViewText): string {
  const named = one.layers ?? one.names ?? (one.tensor === undefined ? [] : [one.tensor])
  const count = one.count ?? named.length
  const facts = { count, layer: one.layer ?? '', what: one.what ?? '' }
  // In quotation marks: names may be empty, or words of a sentence.
  return net.remarks[one.is]({ ...facts, names: few(named.map(net.quoted), net, list, count) })
}
