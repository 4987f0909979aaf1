/** What happens inside a net on one case, as plain text: gates, states, gradient profile. */
import type { Inspection } from '../../inspection/given-net/inspection-schema.ts'
import { CASE_FIELDS } from '../../rules/known-case-fields.ts'
import { nearest } from '../../rules/nearest.ts'
import { power, significant } from '../shared/number.ts'
import { gradientSentences, subjectOf } from '../shared/sentences.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, wrap } from '../shared/width.ts'
import { pictureText, profileLines, profilePicture } from '../terminal/comparison-charts.ts'
import { forgetting, largest, listedStates, stateStrips } from './state-strips.ts'

type Numbers = number | readonly Numbers[]

const PROFILE_HEIGHT = 13
/** Sequences, and numbers of each, that are printed of the prediction. */
const SEQUENCES = 4
const OUTPUTS = 8
/** Names, lengths and operations that are listed. */
const LISTED = 12

/**
 * Lines of at most `width` columns. The strips are of the first sequence of the batch, the profile
 * is of all.
 * @param surgery the net's operations in words
 */
export function inspectText(
  inspection: Inspection,
  text: ViewText,
  width = 80,
  surgery: readonly string[] = [],
): string {
  const { gates, cellState, hiddenState, lengths } = inspection
  const states = {
    gates: gates && mapped(gates),
    cellState: cellState && listedStates(cellState),
    ...{ hiddenState: listedStates(hiddenState), lengths },
  }
  const parts = [
    prose([...head(inspection, text), text.inspect.pictures(inspection.batch)], width),
    prose(circumstances(inspection, text, surgery), width),
    ...stateStrips(states, text, width),
    prose(forgetting(states, text, inspection), width),
    ...gradientParts(inspection, text, width),
  ].filter((part) => part.length > 0)
  const lines = parts.flatMap((part, index) => (index > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

const mapped = (gates: NonNullable<Inspection['gates']>) =>
  Object.fromEntries(Object.entries(gates).map(([gate, one]) => [gate, listedStates(one)]))

const prose = (sentences: readonly string[], width: number): string[] =>
  sentences.flatMap((sentence) => wrap(sentence, width, '  '))

function head(found: Inspection, text: ViewText): string[] {
  const { inspect, cell: names } = text
  const { hidden, length, batch, loss, prediction } = found
  // tanh and the standard LSTM are not mentioned.
  const which = [found.variant, found.nonlinearity].find(
    (one) => one && one !== 'standard' && one !== 'tanh',
  )
  const name = names[found.cell]
  return [
    inspect.title(which ? inspect.kind(name, which) : name, hidden, length, batch),
    loss === null ? inspect.noAnswer : inspect.loss(significant(loss, 4)),
    ...predictionLines(prediction, text),
  ]
}

/** [B, O], the first few of each. */
export function predictionLines(
  prediction: readonly (readonly number[])[],
  { inspect }: ViewText,
): string[] {
  const lines = prediction.slice(0, SEQUENCES).map((values, index) => {
    const rest = values.length > OUTPUTS ? ` ${inspect.more(values.length - OUTPUTS)}` : ''
    const shown = values.slice(0, OUTPUTS).map((value) => significant(value, 4))
    return inspect.prediction(index + 1, shown.join(', ') + rest)
  })
  const hidden = prediction.length - lines.length
  return hidden > 0 ? [...lines, inspect.more(hidden)] : lines
}

/** Assumptions, scaling and omissions behind these numbers. */
function circumstances(found: Inspection, text: ViewText, surgery: readonly string[]): string[] {
  const { inspect } = text
  const { assumed, task, standardize, tensors, unused } = found
  const readout = tensors['readout.weight'] ?? 'readout.weight'
  return [
    ...assumed.map((one) => inspect.assumed[one]),
    ...(task ? [inspect.trained(task.name, String(task.length ?? '–'))] : []),
    ...(surgery.length > 0
      ? [inspect.surgery(surgery.slice(0, LISTED), Math.max(0, surgery.length - LISTED))]
      : []),
    ...standardizedLines(standardize, text),
    ...(readout === 'readout.weight' ? [] : [inspect.readout(readout)]),
    ...(unused.length > 0 ? [inspect.unused(unused)] : []),
    ...caseLines({ ...found, hasY: found.loss !== null }, text),
  ]
}

/** What the file has had done to the case. */
export const standardizedLines = (
  standardize: Inspection['standardize'],
  { inspect }: ViewText,
): string[] =>
  standardize === null
    ? []
    : [
        inspect.standardized(standardize.target !== undefined),
        ...(standardize.fromLast ? [inspect.fromLast] : []),
      ]

/** What a case has of its own: first states, lengths, and fields that mean nothing. */
export interface ShownCase extends Pick<Inspection, 'ignored' | 'lengths' | 'initial'> {
  readonly hasY: boolean
}

export function caseLines(shown: ShownCase, { inspect, list }: ViewText): string[] {
  const { ignored, lengths, initial } = shown
  const starts = (['h0', 'c0'] as const).filter((one) => initial[one])
  const few = (values: readonly (string | number)[]) =>
    values.slice(0, LISTED).join(list) +
    (values.length > LISTED ? ` ${inspect.more(values.length - LISTED)}` : '')
  return [
    ...(ignored.length > 0
      ? [inspect.ignored(fieldsOf(shown), Math.max(0, ignored.length - LISTED))]
      : []),
    ...(starts.length > 0 ? [inspect.initial(starts)] : []),
    ...(lengths ? [inspect.lengths(few(lengths))] : []),
  ]
}

/**
 * Unknown fields of the case, each with the known field that may have been meant, among those that
 * the case lacks.
 */
function fieldsOf({ ignored, hasY, lengths, initial }: ShownCase) {
  const had = { x: true, y: hasY, ...initial, lengths: lengths !== null }
  const absent = CASE_FIELDS.filter((field) => !had[field])
  return ignored.slice(0, LISTED).map((name) => ({ name, meant: nearest(name, absent) }))
}

function gradientParts({ cell, gradient }: Inspection, text: ViewText, width: number): string[][] {
  if (!gradient) return []
  const { log10 } = gradient
  const picture = profilePicture(
    profileLines(cell, log10, text, true),
    { width, height: PROFILE_HEIGHT },
    text,
  )
  const sentences = [gradientSentences([subjectOf(cell, log10)], text)]
  if (log10.belt && log10.rest)
    sentences.push(text.inspect.belt(power(log10.belt[0]), power(log10.rest[0])))
  const profile = [
    ...wrap(text.inspect.profile, width),
    ...pictureText(picture, width),
    ...wrap(sentences.join(text.between), width),
  ]
  return [profile, prose([parameters(gradient.parameters, text)], width)]
}

function parameters(all: Readonly<Record<string, Numbers>>, { inspect, list }: ViewText): string {
  const sizes = Object.entries(all).map(([name, values]) =>
    inspect.parameter(name, significant(largest(values))),
  )
  return `${inspect.parameters} ${sizes.join(list)}`
}
