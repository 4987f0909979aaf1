/** What happens inside a net on one case, as plain text: gates, states, gradient profile. */
import type { Inspection } from '../../inspection/given-net/inspection-schema.ts'
import { CASE_FIELDS } from '../../rules/known-case-fields.ts'
import { nearest } from '../../rules/nearest.ts'
import { power, significant, stretch } from '../shared/number.ts'
import { gradientSentences, subjectOf } from '../shared/sentences.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, wrap } from '../shared/width.ts'
import { pictureText, profileLines, profilePicture } from '../terminal/comparison-charts.ts'
import { heatStrip, heatText, RAMP } from '../terminal/heat-strip.ts'

/** [T, B, H] */
type States = Inspection['hiddenState']
type StripName = keyof ViewText['inspect']['names']

const STRIP_HEIGHT = 4
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
  const parts = [
    prose([...head(inspection, text), text.inspect.pictures(inspection.batch)], width),
    prose(circumstances(inspection, text, surgery), width),
    ...strips(inspection, text, width),
    prose(forgetting(inspection, text), width),
    ...gradientParts(inspection, text, width),
  ].filter((part) => part.length > 0)
  const lines = parts.flatMap((part, index) => (index > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

const prose = (sentences: readonly string[], width: number): string[] =>
  sentences.flatMap((sentence) => wrap(sentence, width, '  '))

function head(found: Inspection, { inspect, cell: names }: ViewText): string[] {
  const { hidden, length, batch, loss, prediction } = found
  const predictions = prediction.slice(0, SEQUENCES).map((values, index) => {
    const rest = values.length > OUTPUTS ? ` ${inspect.more(values.length - OUTPUTS)}` : ''
    const shown = values.slice(0, OUTPUTS).map((value) => significant(value, 4))
    return inspect.prediction(index + 1, shown.join(', ') + rest)
  })
  const hiddenOnes = prediction.length - predictions.length
  // tanh and the standard LSTM are not mentioned.
  const which = [found.variant, found.nonlinearity].find(
    (one) => one && one !== 'standard' && one !== 'tanh',
  )
  const name = names[found.cell]
  return [
    inspect.title(which ? inspect.kind(name, which) : name, hidden, length, batch),
    loss === null ? inspect.noAnswer : inspect.loss(significant(loss, 4)),
    ...predictions,
    ...(hiddenOnes > 0 ? [inspect.more(hiddenOnes)] : []),
  ]
}

/** Assumptions, scaling and omissions behind these numbers. */
function circumstances(
  found: Inspection,
  { inspect, list }: ViewText,
  surgery: readonly string[],
): string[] {
  const { assumed, task, standardize, tensors, unused, ignored, lengths, initial } = found
  const readout = tensors['readout.weight'] ?? 'readout.weight'
  const starts = (['h0', 'c0'] as const).filter((one) => initial[one])
  const few = (values: readonly (string | number)[]) =>
    values.slice(0, LISTED).join(list) +
    (values.length > LISTED ? ` ${inspect.more(values.length - LISTED)}` : '')
  return [
    ...assumed.map((one) => inspect.assumed[one]),
    ...(task ? [inspect.trained(task.name, String(task.length ?? '–'))] : []),
    ...(surgery.length > 0
      ? [inspect.surgery(surgery.slice(0, LISTED), Math.max(0, surgery.length - LISTED))]
      : []),
    ...(standardize ? [inspect.standardized(standardize.target !== undefined)] : []),
    ...(standardize?.fromLast ? [inspect.fromLast] : []),
    ...(readout === 'readout.weight' ? [] : [inspect.readout(readout)]),
    ...(unused.length > 0 ? [inspect.unused(unused)] : []),
    ...(ignored.length > 0
      ? [inspect.ignored(fieldsOf(found), Math.max(0, ignored.length - LISTED))]
      : []),
    ...(starts.length > 0 ? [inspect.initial(starts)] : []),
    ...(lengths ? [inspect.lengths(few(lengths))] : []),
  ]
}

/**
 * Unknown fields of the case, each with the known field that may have been meant, among those that
 * the case lacks.
 */
function fieldsOf({ ignored, loss, lengths, initial }: Inspection) {
  const had = { x: true, y: loss !== null, ...initial, lengths: lengths !== null }
  const absent = CASE_FIELDS.filter((field) => !had[field])
  return ignored.slice(0, LISTED).map((name) => ({ name, meant: nearest(name, absent) }))
}

/** The gates and the candidate, the cell state where there is one, the hidden state. */
function strips(
  { gates, cellState, hiddenState, lengths }: Inspection,
  text: ViewText,
  width: number,
): string[][] {
  const firstOf = (states: States) => states.slice(0, lengths?.[0]).map(([first]) => first)
  const most = (states: States) => largest(firstOf(states))
  const draw = (name: StripName, states: States, lo: number, hi: number) =>
    strip(name, firstOf(states), [lo, hi], text, width)
  const even = (name: StripName, states: States, least: number) => {
    const end = Math.max(least, most(states)) || 1
    return draw(name, states, -end, end)
  }
  // Gates lie between 0 and 1 and candidates within ±1, except with surgery or in some variants.
  const drawn = Object.entries(gates ?? {}).map(([name, states]) => {
    if (name === 'g' || name === 'n') return even(name, states, 1)
    const values = firstOf(states).flat()
    const [lo, hi] = values.reduce(
      ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
      [0, 1],
    )
    return draw(name as StripName, states, lo, hi)
  })
  return [
    ...drawn,
    ...(cellState ? [even('cellState', cellState, 0)] : []),
    even('hiddenState', hiddenState, 1),
  ]
}

function strip(
  name: StripName,
  values: number[][],
  [lo, hi]: [number, number],
  { inspect }: ViewText,
  width: number,
): string[] {
  const all = values.flat()
  const mean = all.reduce((sum, value) => sum + value / all.length, 0)
  const title = inspect.strip(
    inspect.names[name],
    significant(mean),
    significant(lo),
    significant(hi),
    RAMP,
  )
  return [
    ...wrap(title, width),
    ...heatText(heatStrip({ values, lo, hi, width, height: STRIP_HEIGHT })),
  ]
}

/**
 * How fast the path of the forget gate (LSTM) or of the update gate (GRU) alone forgets: half-life
 * ln 2 / −ln f at the geometric mean at t = 2..T. Nothing where surgery has the gate beyond 0 and
 * 1, or the path severed.
 */
function forgetting({ gates, lengths, operations }: Inspection, { inspect }: ViewText): string[] {
  if (operations.some(({ kind }) => kind.startsWith('sever-belt'))) return []
  const kept = gates?.f ?? gates?.z ?? []
  const words = gates?.z ? inspect.update : inspect
  const within = kept.map((step, t) => step.filter((_, b) => t < (lengths?.[b] ?? kept.length)))
  const forget = within.slice(1).flat(2)
  if (forget.length === 0 || forget.some((f) => f < 0 || f > 1)) return []
  const meanLog = forget.reduce((sum, f) => sum + Math.log(f) / forget.length, 0)
  if (meanLog === Number.NEGATIVE_INFINITY) return [words.shut]
  if (meanLog >= 0) return [words.noDecay]
  return [words.halfLife(significant(Math.exp(meanLog)), stretch(Math.LN2 / -meanLog))]
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

type Numbers = number | readonly Numbers[]

/** The largest absolute value in nested arrays; 0 where there is none. */
const largest = (values: Numbers): number =>
  typeof values === 'number'
    ? Math.abs(values)
    : values.reduce<number>((most, one) => Math.max(most, largest(one)), 0)
