/** Gates and states over time as heat strips, and how open the forget gate is. */
import type { StatesResult } from '../../workbench/probes/states.ts'
import { inOrder } from '../shared/furthest.ts'
import { significant } from '../shared/number.ts'
import { unitBins } from '../terminal/histogram.ts'
import type { LabView } from './lab-view.ts'
import {
  barLines,
  heading,
  type LabWords,
  type PictureContext,
  prose,
  type ResultPart,
} from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import { STATE_HEIGHT, type Strip, stripParts } from './strips.ts'
import { stripsSvg } from './svg-parts.ts'

const MOST_BINS = 10
/** Lines of a strip that a lesson shows apart. */
const HEIGHT_APART = 4
/** Gates that go from 0 to 1; everything else can be negative. */
const GATES = new Set(['i', 'f', 'o', 'r', 'z'])

type Values = readonly (readonly number[])[]

/** c has no bounds; h, the candidate and the RNN's h are of one kind. */
const kindOfStrip = (part: string): string => (part === 'c' ? 'c' : 'bounded')

/** A strip, or the RNN's, drawn alone. */
const strip =
  (part: string) =>
  (result: StatesResult, context: PictureContext): ResultPart[] | null => {
    const one = statesStrips(result, context.words, HEIGHT_APART).find(({ key }) => key === part)
    if (!one) return null
    const width = context.screenWidth ?? context.width
    // Strips that are compared show equal values alike.
    const most = Math.max(one.hi, context.axes.strips[kindOfStrip(part)] ?? 0)
    const wide = one.ramp === 'signed' ? { ...one, lo: -most, hi: most } : one
    return stripParts([wide], result.sequence.marks, { ...context, width })
  }

export const statesView: LabView<'states'> = {
  text: (result, context) => [
    [
      ...prose(sequenceSentences(result.sequence, context.words), context),
      ...prose(orderSentences(result, context.words), context),
    ],
    ...stripParts(statesStrips(result, context.words), result.sequence.marks, context),
    ...forgetParts(result, context),
  ],
  parts: {
    i: strip('i'),
    f: strip('f'),
    g: strip('g'),
    o: strip('o'),
    c: strip('c'),
    r: strip('r'),
    z: strip('z'),
    n: strip('n'),
    h: strip('h'),
    rnn: strip('rnn'),
    histogram: forgetParts,
  },
  spread({ lstm, rnn }, part) {
    if (GATES.has(part)) return null
    const values = part === 'rnn' ? rnn?.h : lstm?.[part]
    return values ? { of: kindOfStrip(part), most: rangeOf(part, values) } : null
  },
  svg(result, context) {
    const { lab, view } = context.words
    const { number, length, marks } = result.sequence
    const title = lab.sequence(number, length, lab.marks(marks.join(view.list)))
    const strips = statesStrips(result, context.words).map((strip) => ({
      ...strip,
      values: inOrder(strip.values, strip.order),
    }))
    return stripsSvg(title, strips, result.sequence, context)
  },
}

/** All strips of the result with the names of their parts, the RNN's after the LSTM's. */
function statesStrips(result: StatesResult, words: LabWords, lines = STATE_HEIGHT) {
  const { lstm, rnn, order } = result
  const both = lstm && rnn
  const of = (cell: 'rnn' | 'lstm', states: Readonly<Record<string, Values>> | undefined) =>
    Object.entries(states ?? {}).map(([name, values]) => {
      const own = words.lab.names[name] ?? name
      const title = both || cell === 'rnn' ? words.lab.states.of(words.view.cell[cell], own) : own
      const strip = stateStrip(name, title, values, words)
      const key = cell === 'rnn' ? cell : name
      const high = name === 'c' || name === 'h' ? { lines } : {}
      return { ...strip, ...high, key, ...(order?.[cell] && { order: order[cell] }) }
    })
  return [...of('lstm', lstm), ...of('rnn', rnn)]
}

/** How the units are ordered, where that is not by their numbers. */
function orderSentences({ sort, order }: StatesResult, { lab, view }: LabWords): string[] {
  if (!sort) return []
  const without = (['lstm', 'rnn'] as const).filter((cell) => !order?.[cell])
  const left = sort === 'half-life' && without.includes('rnn') ? view.cell.rnn : null
  return [lab.states.sorted[sort], ...(left === null ? [] : [lab.states.unsorted(left)])]
}

const mostOf = (values: Values): number => {
  const facts = extremesOf(values)
  return facts ? Math.max(Math.abs(facts.low.value), Math.abs(facts.high.value)) || 1 : 1
}

/** Of c and h what is there, of a candidate 1 where it does not go beyond. */
const rangeOf = (name: string, values: Values): number =>
  Math.max(mostOf(values), name === 'g' || name === 'n' ? 1 : 0)

/**
 * A strip with the range of the gate (0 to 1), of the candidate (−1 to 1 unless it goes beyond), or
 * of c and h the largest absolute value that is shown.
 */
export function stateStrip(name: string, title: string, values: Values, words: LabWords): Strip {
  const facts = extremesOf(values)
  const { strip, place } = words.lab.states
  const sentence = facts
    ? strip(
        title,
        significant(facts.mean),
        significant(facts.low.value),
        place(facts.low.t, facts.low.unit),
        significant(facts.high.value),
        place(facts.high.t, facts.high.unit),
      )
    : ''
  if (GATES.has(name)) return { name: title, values, lo: 0, hi: 1, ramp: 'probability', sentence }
  const hi = rangeOf(name, values)
  return { name: title, values, lo: -hi, hi, ramp: 'signed', sentence }
}

interface Extreme {
  readonly value: number
  readonly t: number
  readonly unit: number
}

/**
 * Mean, least and greatest value of what is finite, with their places from 1; null where nothing
 * is.
 */
function extremesOf(values: Values): { mean: number; low: Extreme; high: Extreme } | null {
  let [sum, count] = [0, 0]
  let low: Extreme | null = null
  let high: Extreme | null = null
  for (let t = 0; t < values.length; t++) {
    for (let k = 0; k < values[t].length; k++) {
      const value = values[t][k]
      if (!Number.isFinite(value)) continue
      sum += value
      count++
      if (!low || value < low.value) low = { value, t: t + 1, unit: k + 1 }
      if (!high || value > high.value) high = { value, t: t + 1, unit: k + 1 }
    }
  }
  return low && high ? { mean: sum / count, low, high } : null
}

/** The histogram of the forget gate; of the update gate where the cell is a GRU. */
function forgetParts(
  { histogram: counts, lstm }: StatesResult,
  context: PictureContext,
): ResultPart[] {
  if (!counts || counts.length === 0) return []
  const { lab } = context.words
  const name = lab.names[lstm && 'z' in lstm ? 'z' : 'f']
  const bins = unitBins(
    counts,
    MOST_BINS,
    (from, to) => `${significant(from, 2)}–${significant(to, 2)}`,
  )
  const all = counts.reduce((sum, one) => sum + one, 0)
  if (all === 0) return []
  const fullest = bins.reduce((best, one) => (one.count > best.count ? one : best))
  const { from, to, count } = fullest
  const sentence = lab.states.fullest(count, all, name, significant(from, 2), significant(to, 2))
  const picture = context.pictures
    ? [...heading(lab.states.histogram(name), context), ...barLines(bins, context)]
    : []
  return [[...picture, ...prose([sentence], context)]]
}
