/** Waterfalls side by side in characters: half blocks where there is colour, else ten signs. */
import { largest } from '../../rules/extremes.ts'
import { power } from '../shared/number.ts'
import { type Colors, LEVELS, rampOf } from '../shared/palette.ts'
import {
  cutLine,
  type Line,
  merged,
  type Span,
  sideBySide,
  span,
  trimmed,
  widthOfLine,
} from '../shared/spans.ts'
import {
  columnsFor,
  type Decades,
  decadesOf,
  type Field,
  fieldsOf,
  type WaterfallRun,
} from '../shared/waterfall.ts'
import type { WaterfallWords } from '../shared/waterfall-words.ts'
import { cut, padStart, widthOf } from '../shared/width.ts'
import { swatch } from './half-blocks.ts'
import { RAMP } from './heat-strip.ts'

export interface WaterfallOptions {
  readonly runs: readonly WaterfallRun[]
  /** The first step of the axis, 0 where left out, and the last, the same for all runs. */
  readonly first?: number
  readonly last: number
  readonly width: number
  /** Lines in all: names, picture, time steps, key. */
  readonly height: number
  readonly colors: Colors
  readonly words: WaterfallWords
  /** The scale; that of these runs where left out. */
  readonly decades?: Decades
}

interface Frame {
  readonly decades: Decades
  readonly rows: number
  /** Columns of a panel. */
  readonly each: number
}

const GAP = 2
/** Lines that are no picture: names, time steps, key. */
const AROUND = 3

/** Panels side by side on one scale, training steps downwards; no lines where nothing is known. */
export function waterfall(options: WaterfallOptions): Line[] {
  const { runs, width, height, decades = decadesOf(runs) } = options
  const rows = Math.floor(height) - AROUND
  const steps = stepLabels(options, rows)
  const edge = widthOf(steps[0] ?? '')
  const each = Math.floor((width - edge - 1 - GAP * (runs.length - 1)) / runs.length)
  if (!decades || rows < 1 || each < 1) return []
  const frame = { decades, rows, each }
  const axis = ['', ...steps.map((label) => `${label}│`), ''].map((text) => [span(text)])
  const [first, ...others] = runs.map((run) => panelOf(run, options, frame))
  const whole = others.reduce((left, right) => sideBySide(left, right, widest(left), GAP), first)
  const lines = sideBySide(axis, whole, edge + 1, 0).map(trimmed)
  return [...lines, waterfallKey(decades, options)].map((line) => cutLine(line, width))
}

/** One run alone, in exactly `height` lines: the picture and its time steps, no name and no key. */
export const waterfallPanel = (
  run: WaterfallRun,
  options: Omit<WaterfallOptions, 'runs'>,
): readonly Line[] =>
  waterfall({ ...options, runs: [run], height: options.height + 2 }).slice(1, -1)

const widest = (lines: readonly Line[]): number => largest(lines.map(widthOfLine), 0)

/** Words for the first, the middle and the last line of the picture, all of one width. */
function stepLabels({ first = 0, last, words }: WaterfallOptions, rows: number): string[] {
  const at = (row: number) => Math.round(first + (rows > 1 ? row / (rows - 1) : 1) * (last - first))
  const middle = rows >= 7 ? (rows - 1) / 2 : Number.NaN
  const labels = Array.from({ length: Math.max(0, rows) }, (_, row) =>
    row === 0 || row === rows - 1 || row === middle ? words.step(at(row)) : '',
  )
  const width = largest(labels.map(widthOf), 0)
  return labels.map((label) => padStart(label, width))
}

/** A run's name, its fields, and its time steps. */
function panelOf(
  run: WaterfallRun,
  { first, last, colors, words }: WaterfallOptions,
  frame: Frame,
) {
  const { decades, rows, each } = frame
  const T = run.profiles[0]?.log10.length ?? 0
  const columns = columnsFor(T, each)
  const ramp = rampOf('log', colors)
  const fields = fieldsOf(run, decades, { rows: ramp ? 2 * rows : rows, columns, first, last })
  const lines = Array.from({ length: rows }, (_, row) =>
    ramp ? blocks(fields[2 * row], fields[2 * row + 1], ramp) : signs(fields[row]),
  )
  const [start, end] = [words.first(Math.min(1, T)), words.last(T)]
  const room = columns - widthOf(start) - widthOf(end) - 2
  const times = T < 2 || room < 0 ? cut(start, each) : `${start} ${'─'.repeat(room)} ${end}`
  return [[span(cut(run.name, each))], ...lines, [span(times)]]
}

const levelOf = (field: number, levels: number): number => Math.round(field * (levels - 1))

/**
 * Two rows in one line: the upper one in the colour of "▀", the lower one in its background; "▄"
 * where the upper one has ended.
 */
const blocks = (upper: Field[], lower: Field[], ramp: readonly string[]): Line =>
  merged(
    upper.map((above, column): Span => {
      const below = lower[column]
      if (above === null)
        return below === null ? span(' ') : span('▄', { color: ramp[levelOf(below, LEVELS)] })
      const background = below === null ? {} : { background: ramp[levelOf(below, LEVELS)] }
      return span('▀', { color: ramp[levelOf(above, LEVELS)], ...background })
    }),
  )

const signs = (fields: Field[]): Line => [
  span(fields.map((one) => (one === null ? ' ' : RAMP[levelOf(one, RAMP.length)])).join('')),
]

/** What the colours stand for: "‖∂L/∂h_t‖  1e-38 █████ 1e-19 █████ 1". */
export function waterfallKey(
  { lo, hi }: Decades,
  { colors, words, width }: Pick<WaterfallOptions, 'colors' | 'words' | 'width'>,
): Line {
  const colours = swatch(rampOf('log', colors))
  const half = Math.ceil(colours.length / 2)
  const middle = colours.length > 1 ? [span(` ${power((lo + hi) / 2)} `)] : []
  const name = span(`${words.norm}  `)
  const ends = (scale: Line) => [span(`${power(lo)} `), ...scale, span(` ${power(hi)}`)]
  const whole = ends([...colours.slice(0, half), ...middle, ...colours.slice(half)])
  // Where there is little room, the middle goes first, and then the name.
  const fitting = [
    [name, ...whole],
    [name, ...ends(colours)],
  ]
  return fitting.find((one) => widthOfLine(one) <= width) ?? ends(colours)
}
