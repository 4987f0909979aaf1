/**
 * Gates in characters: a strip of each gate over time, first its mean over the units and where
 * there is room its spread, the cue steps below, and the units' half-lives from the longest down.
 */
import type { GateLook } from '../../results/report.ts'
import { furthest, meanOf } from '../shared/furthest.ts'
import { type GateCurve, gatesOf, sortedHalfLives } from '../shared/gates.ts'
import { stretch } from '../shared/number.ts'
import { type Colors, hueOf, LEVELS, rampOf, styleOf } from '../shared/palette.ts'
import { cutLine, type Line, merged, span, trimmed, widthOfLine } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { columnsFor } from '../shared/waterfall.ts'
import { padStart, widthOf } from '../shared/width.ts'
import { swatch } from './half-blocks.ts'
import { RAMP } from './heat-strip.ts'
import { lineChart } from './line-chart.ts'

export interface GatesOptions {
  readonly width: number
  readonly height: number
  readonly colors: Colors
  readonly text: ViewText
}

/** From so many lines on each gate has a line for its spread. */
const SPREAD_FROM = 12
/** Half-lives are drawn from this to {@link MOST_LENGTHS} times the sequence's length. */
const SHORTEST = 0.3
const MOST_LENGTHS = 10
const BARS = ' ▁▂▃▄▅▆▇█'

/** In exactly `height` lines. */
export function gatesPanel(look: GateLook, options: GatesOptions): Line[] {
  const { width, height } = options
  const { slope } = look.of
  const lines = slope ? slopeChart(slope, options) : gateLines(look, options)
  return Array.from({ length: height }, (_, row) => trimmed(cutLine(lines[row] ?? [], width)))
}

/** What the signs mean. */
export function gatesKey(look: GateLook, { width, colors, text }: GatesOptions): Line {
  const { gates } = text
  if (look.of.slope) return cutLine([span(gates.slopeKey)], width)
  const scale = [span('0 '), ...swatch(rampOf('probability', colors)), span(' 1')]
  const free = width - widthOfLine(scale) - 2
  const words = [gates.key, gates.shortKey].find((one) => widthOf(one) <= free)
  return words === undefined ? scale : [span(`${words}  `), ...scale]
}

/** An RNN's: mean, and mean more and less the spread, between 0 and 1. */
function slopeChart(
  { mean, deviation }: Pick<GateCurve, 'mean' | 'deviation'>,
  { width, height, colors, text }: GatesOptions,
): Line[] {
  const at = mean.map((_, t) => t + 1)
  const ends = [-1, 1].map((sign) => mean.map((one, t) => inUnit(one + sign * deviation[t])))
  const { compare } = text
  const { lines } = lineChart({
    series: [mean, ...ends].map((values) => ({ values, at })),
    ...{ width, height, min: 0, max: 1, charts: text.charts },
    x: {
      first: compare.timeFirst(Math.min(1, mean.length)),
      last: mean.length > 1 ? compare.timeLast(mean.length) : '',
      between: true,
    },
  })
  const color = styleOf('rnn', colors)
  return lines.map((one) =>
    one.map(({ text, series }) => span(text, series === null ? {} : { color })),
  )
}

function gateLines(look: GateLook, options: GatesOptions): Line[] {
  const { height, colors } = options
  const gates = gatesOf(look)
  const T = gates[0]?.mean.length ?? 0
  const head = HEAD
  const columns = columnsFor(T, Math.max(1, options.width - head - 1))
  const spread = height >= SPREAD_FROM
  const strips = gates.flatMap(({ name, mean, deviation }) => [
    [span(`${padStart(name, head)}│`), ...stripOf(mean, columns, colors)],
    ...(spread ? [[span(`${padStart('±', head)}│`), ...stripOf(deviation, columns, colors)]] : []),
  ])
  const axis = axisLine(look.marks, T, { head, columns }, options)
  const bars = halfLifeBars(sortedHalfLives(look), T, height - strips.length - 2, options)
  return [...strips, axis, ...bars]
}

/** Columns of the labels: those of half-lives have up to four signs. */
const HEAD = 4

const inUnit = (value: number): number => Math.min(1, Math.max(0, value))

/** A value a column; of several the one that is furthest from the mean of all. */
function stripOf(values: readonly number[], columns: number, colors: Colors): Line {
  const T = values.length
  const rows = values.map((value) => [value])
  const mean = meanOf(rows)
  const ramp = rampOf('probability', colors)
  return merged(
    Array.from({ length: columns }, (_, column) => {
      const from = Math.floor((column * T) / columns)
      const to = Math.max(from + 1, Math.floor(((column + 1) * T) / columns))
      const part = inUnit(furthest(rows, [from, to], [0, 1], mean))
      return ramp
        ? span('█', { color: ramp[Math.round(part * (LEVELS - 1))] })
        : span(RAMP[Math.round(part * (RAMP.length - 1))])
    }),
  )
}

/** The ends of time, with ▲ at the cue steps. */
function axisLine(
  marks: readonly number[],
  T: number,
  { head, columns }: { head: number; columns: number },
  { text, colors }: GatesOptions,
): Line {
  const { timeFirst, timeLast } = text.compare
  const [first, last] = [timeFirst(Math.min(1, T)), T > 1 ? timeLast(T) : '']
  const places = new Set(marks.map((t) => Math.floor(((t - 0.5) * columns) / T)))
  const signs: string[] = Array.from({ length: columns }, (_, at) => (places.has(at) ? '▲' : '─'))
  const free = (at: number, size: number) =>
    size + 2 <= columns && !signs.slice(at, at + size).includes('▲')
  const put = (at: number, words: string) => {
    for (const [n, letter] of Array.from(words).entries()) signs[at + n] = letter
  }
  if (free(0, first.length + 1)) put(0, `${first} `)
  if (last !== '' && free(columns - last.length - 1, last.length + 1))
    put(columns - last.length - 1, ` ${last}`)
  const hue = colors === 'none' ? {} : { color: hueOf('mark', colors) }
  return merged([
    span(`${' '.repeat(head)}└`),
    ...signs.map((sign) => span(sign, sign === '▲' ? hue : {})),
  ])
}

/**
 * A bar a unit on a log scale, `rows` lines high; the line of the sequence's length is drawn where
 * no bar stands before it, and words below say what it is.
 */
function halfLifeBars(lives: readonly number[], T: number, rows: number, options: GatesOptions) {
  const { width, text, colors } = options
  if (rows < 1 || lives.length === 0) return []
  const columns = columnsFor(lives.length, Math.max(1, width - HEAD - 1))
  const top = Math.log(MOST_LENGTHS * Math.max(1, T))
  const low = Math.log(SHORTEST)
  const partOf = (steps: number) => Math.min(1, Math.max(0, (Math.log(steps) - low) / (top - low)))
  const heights = Array.from({ length: columns }, (_, column) => {
    const unit = Math.floor(((column + 0.5) * lives.length) / columns)
    return Math.round(partOf(lives[unit]) * rows * 8)
  })
  const rowOfLength = Math.min(rows - 1, Math.floor(partOf(T) * rows))
  const color = styleOf('lstm', colors)
  const lines = Array.from({ length: rows }, (_, line): Line => {
    const row = rows - 1 - line
    const label = row === rowOfLength ? String(T) : row === 0 ? '<1' : ''
    const fits = label.length <= HEAD ? label : ''
    return merged([
      span(`${padStart(fits, HEAD)}${fits === '' ? '│' : '┤'}`),
      ...heights.map((height) => {
        const part = Math.min(8, Math.max(0, height - 8 * row))
        if (part === 0 && row === rowOfLength) return span('┄')
        return span(BARS[part], part > 0 ? { color } : {})
      }),
    ])
  })
  const [longest, shortest] = [lives[0], lives[lives.length - 1]].map((steps) =>
    Number.isFinite(steps) ? stretch(steps) : '∞',
  )
  const said = [text.gates.lives, text.gates.shortLives]
    .map((words) => words(lives.length, longest, shortest))
    .find((words) => widthOf(words) + HEAD + 1 <= width)
  return [...lines, [span(`${' '.repeat(HEAD)}└${said ?? ''}`)]]
}
