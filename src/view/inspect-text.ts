/** What happens inside a net on one case, as plain text: gates, states, gradient profile. */
import type { Inspection } from '../lab/inspection.ts'
import { heatStrip, heatText, RAMP } from './heat-strip.ts'
import { power, significant, stretch } from './number.ts'
import { pictureText, profileLines, profilePicture } from './pictures.ts'
import { gradientSentences, subjectOf } from './sentences.ts'
import type { ViewText } from './text.ts'
import { cut, wrap } from './width.ts'

/** [T, B, H] */
type States = Inspection['hiddenState']
type StripName = keyof ViewText['inspect']['names']

const STRIP_HEIGHT = 4
const PROFILE_HEIGHT = 13
/** Sequences, and numbers of each, that are printed of the prediction. */
const SEQUENCES = 4
const OUTPUTS = 8

/** Lines of at most `width` columns. The strips are of the first sequence of the batch, the profile is of all. */
export function inspectText(inspection: Inspection, text: ViewText, width = 80): string {
  const parts = [
    prose([...head(inspection, text), text.inspect.pictures(inspection.batch)], width),
    ...strips(inspection, text, width),
    prose(forgetting(inspection, text), width),
    profile(inspection, text, width),
    prose(parameters(inspection, text), width),
  ].filter((part) => part.length > 0)
  const lines = parts.flatMap((part, index) => (index > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

const prose = (sentences: readonly string[], width: number): string[] =>
  sentences.flatMap((sentence) => wrap(sentence, width, '  '))

function head(
  { cell, hidden, length, batch, loss, prediction }: Inspection,
  { inspect, cell: names }: ViewText,
): string[] {
  const predictions = prediction.slice(0, SEQUENCES).map((values, index) => {
    const rest = values.length > OUTPUTS ? ` ${inspect.more(values.length - OUTPUTS)}` : ''
    const shown = values.slice(0, OUTPUTS).map((value) => significant(value, 4))
    return inspect.prediction(index + 1, shown.join(', ') + rest)
  })
  const hiddenOnes = prediction.length - predictions.length
  return [
    inspect.title(names[cell], hidden, length, batch),
    inspect.loss(significant(loss, 4)),
    ...predictions,
    ...(hiddenOnes > 0 ? [inspect.more(hiddenOnes)] : []),
  ]
}

/** The gates and the candidate, the cell state where there is one, the hidden state. */
function strips({ gates, cellState, hiddenState }: Inspection, text: ViewText, width: number): string[][] {
  const draw = (name: StripName, states: States, lo: number, hi: number) => strip(name, states, [lo, hi], text, width)
  const most = cellState ? largest(cellState.map(([first]) => first)) || 1 : 1
  return [
    ...(gates
      ? [draw('i', gates.i, 0, 1), draw('f', gates.f, 0, 1), draw('g', gates.g, -1, 1), draw('o', gates.o, 0, 1)]
      : []),
    ...(cellState ? [draw('cellState', cellState, -most, most)] : []),
    draw('hiddenState', hiddenState, -1, 1),
  ]
}

function strip(
  name: StripName,
  states: States,
  [lo, hi]: [number, number],
  { inspect }: ViewText,
  width: number,
): string[] {
  const values = states.map(([first]) => first)
  const all = values.flat()
  const mean = all.reduce((sum, value) => sum + value / all.length, 0)
  const title = inspect.strip(inspect.names[name], significant(mean), significant(lo), significant(hi), RAMP)
  return [...wrap(title, width), ...heatText(heatStrip({ values, lo, hi, width, height: STRIP_HEIGHT }))]
}

/** How fast the belt alone forgets: half-life ln 2 / −ln f at the geometric mean of the forget gates at t = 2..T. */
function forgetting({ gates }: Inspection, { inspect }: ViewText): string[] {
  const forget = gates ? gates.f.slice(1).flat(2) : []
  if (forget.length === 0) return []
  const meanLog = forget.reduce((sum, f) => sum + Math.log(f) / forget.length, 0)
  if (meanLog === Number.NEGATIVE_INFINITY) return [inspect.shut]
  if (meanLog >= 0) return [inspect.noDecay]
  return [inspect.halfLife(significant(Math.exp(meanLog)), stretch(Math.LN2 / -meanLog))]
}

function profile({ cell, gradient }: Inspection, text: ViewText, width: number): string[] {
  const { log10 } = gradient
  const picture = profilePicture(profileLines(cell, log10, text, true), { width, height: PROFILE_HEIGHT }, text)
  const sentences = [gradientSentences([subjectOf(cell, log10)], text)]
  if (log10.belt && log10.rest) sentences.push(text.inspect.belt(power(log10.belt[0]), power(log10.rest[0])))
  return [
    ...wrap(text.inspect.profile, width),
    ...pictureText(picture, width),
    ...wrap(sentences.join(text.between), width),
  ]
}

function parameters({ gradient }: Inspection, { inspect, list }: ViewText): string[] {
  const sizes = Object.entries(gradient.parameters).map(([name, values]) =>
    inspect.parameter(name, significant(largest(values))),
  )
  return [`${inspect.parameters} ${sizes.join(list)}`]
}

type Numbers = number | readonly Numbers[]

/** The largest absolute value in nested arrays; 0 where there is none. */
const largest = (values: Numbers): number =>
  typeof values === 'number' ? Math.abs(values) : values.reduce<number>((most, one) => Math.max(most, largest(one)), 0)
