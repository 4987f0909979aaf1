/**
 * The screen of a sweep as lines: what is asked, the share solved at every point so far, what is at
 * work, how long it takes. Pure.
 */

import type { Cell } from '../../engine/types.ts'
import type { Outline } from '../../results/events.ts'
import { largest } from '../../rules/extremes.ts'
import { type Colors, rampOf, styleOf } from '../../view/shared/palette.ts'
import {
  cutLine,
  type Line,
  line,
  type Span,
  type Style,
  sanitizeLine,
  span,
} from '../../view/shared/spans.ts'
import { padEnd, padStart, widthOf } from '../../view/shared/width.ts'
import { bar } from '../../view/terminal/progress-bar.ts'
import type { Shown, Size } from '../shared/screen-types.ts'
import { wordsFor } from '../shared/variant-text.ts'
import type { StudyState } from './state.ts'
import type { Tally } from './tallies.ts'

const quiet = (colors: Colors): Style => (colors === 'none' ? {} : { dim: true })
const strong = (colors: Colors): Style => (colors === 'none' ? {} : { bold: true })

export function studyFrame(given: StudyState, size: Size): Shown {
  const state = namingVariant(given)
  const { columns, rows, colors, screenReader } = size
  const { text } = state
  const keys = [text.ui.study.keys(state.paused), text.ui.study.ending][state.ending ? 1 : 0]
  const foot = [progressLine(state, columns), line(keys, quiet(colors))]
  const head = [
    headLine(state, colors),
    ...(screenReader ? [] : [line('─'.repeat(columns), quiet(colors))]),
  ]
  const room = Math.max(0, rows - 1 - head.length - foot.length)
  const work = screenReader
    ? []
    : workLines(state, colors).slice(0, Math.max(0, Math.min(4, room - 3)))
  const grid = gridLines(state, size, Math.max(0, room - work.length - (work.length > 0 ? 1 : 0)))
  const body = work.length > 0 ? [...grid, [], ...work] : grid
  const blank = screenReader
    ? []
    : Array.from({ length: Math.max(0, room - body.length) }, (): Line => [])
  const lines = [...head, ...body.slice(0, room), ...blank, ...foot]
  return { lines: lines.map((one) => cutLine(one, columns)), cursor: undefined }
}

/** Where every run is of one variant: a sweep over variants has LSTMs among them. */
function namingVariant(state: StudyState): StudyState {
  const swept = state.outline?.axes.some(({ option }) => option === 'variant')
  return swept ? state : { ...state, text: wordsFor(state.spec?.variant, state.text) }
}

function headLine({ text, heading, part, spec, outline }: StudyState, colors: Colors): Line {
  const { study } = text.ui
  const which =
    heading === null
      ? []
      : [heading, ...(part && part.of > 1 ? [study.part(part.part, part.of)] : [])]
  const what =
    spec && outline ? [study.title(spec.task, outline.points.length, spec.seeds.length)] : []
  return line([...which, ...what].join(' · ') || text.ui.starting, strong(colors))
}

function progressLine(
  { text, runs, ended, tried, secondsLeft, paused }: StudyState,
  columns: number,
): Line {
  const { study } = text.ui
  const searching = tried !== null && tried.done < tried.of
  const [done, of] = searching ? [tried.done, tried.of] : [ended, runs]
  const words = [
    searching ? study.trials(done, of) : study.runs(done, of),
    ...(secondsLeft === null ? [] : [study.left(secondsLeft)]),
    ...(paused ? [text.ui.paused] : []),
  ].join('  ')
  const width = Math.max(0, Math.min(30, columns - widthOf(words) - 2))
  return width < 5 ? line(words) : [span(bar(of > 0 ? done / of : 0, width)), span(`  ${words}`)]
}

function workLines({ atWork, trials, outline, text, spec }: StudyState, colors: Colors): Line[] {
  const sequences = trials.map(
    ({ seed, sequences }): Line => [
      span('▸ ', quiet(colors)),
      span(text.ui.seed(seed)),
      span(`  ${text.ui.study.sequences(sequences)}`, quiet(colors)),
    ],
  )
  return sequences.length > 0
    ? sequences
    : atWork.map(({ id, step, stepsPerSecond }) => {
        const at = placeWords(outline?.points[id.point]?.at ?? {})
        const steps = text.ui.study.step(step, spec?.steps ?? step, Math.round(stepsPerSecond))
        const name = [text.ui.cell[id.cell], ...at, text.ui.seed(id.seed)].join(' ')
        return [
          span('▸ ', quiet(colors)),
          span(sanitizeLine(name)),
          span(`  ${steps}`, quiet(colors)),
        ]
      })
}

const placeWords = (at: Outline['points'][number]['at']): string[] =>
  Object.entries(at).map(([option, value]) => `${option} ${value ?? 'none'}`)

/**
 * For each cell a table of the share solved: the last axis from left to right, the others from top
 * to bottom.
 */
function gridLines(
  state: StudyState,
  { columns, colors, screenReader }: Size,
  room: number,
): Line[] {
  const { outline, spec, text } = state
  if (!outline || !spec) return []
  if (screenReader) return [line(soFar(state))]
  const across = outline.axes.at(-1)
  const count = across?.values.length ?? 1
  const each = Math.max(1, Math.floor(room / spec.cells.length) - 2)
  const rows = Math.ceil(outline.points.length / count)
  const more = rows > each
  // Of half a million rows nobody sees more than these.
  const labels = Array.from({ length: more ? each - 1 : rows }, (_, row) =>
    rowLabel(outline, row * count),
  )
  const gutter = largest(labels.map(widthOf), 0) + 2
  const cellWidth = largest(
    (across?.values ?? []).map((one) => widthOf(String(one ?? 'none')) + 1),
    6,
  )
  const fits = Math.max(1, Math.floor((columns - gutter) / cellWidth))
  const shown = Math.min(count, fits)
  const headings = (across?.values ?? [])
    .slice(0, shown)
    .map((one) => padStart(String(one ?? 'none'), cellWidth))
  return spec.cells.flatMap((cell, n): Line[] => [
    ...(n > 0 ? [[]] : []),
    [
      span(padEnd(text.ui.cell[cell], gutter), { color: styleOf(cell, colors), ...strong(colors) }),
      span(headings.join(''), quiet(colors)),
      span(across ? `  ${across.option}` : '', quiet(colors)),
    ],
    ...labels.map(
      (label, row): Line => [
        span(padEnd(sanitizeLine(label), gutter)),
        ...Array.from({ length: shown }, (_, column) =>
          share(state.tallies.at(row * count + column, cell), cellWidth, colors),
        ).flat(),
      ],
    ),
    ...(more ? [line(text.ui.more(rows - each + 1), quiet(colors))] : []),
  ])
}

/** The values of the axes but the last. */
function rowLabel({ axes, points }: Outline, point: number): string {
  const at = Object.entries(points[point]?.at ?? {})
  const rest = axes.length > 1 ? at.slice(0, -1) : []
  return rest.map(([option, value]) => `${option} ${value ?? 'none'}`).join(' ')
}

/** "3/5": so many solved of those that are through; a dot where none is. */
function share(tally: Tally | undefined, width: number, colors: Colors): Span[] {
  if (!tally) return [span(' '.repeat(width))]
  const words =
    tally.ended === 0 ? '·' : `${tally.solved}/${tally.ended}${tally.ended < tally.of ? '…' : ''}`
  const gap = ' '.repeat(Math.max(0, width - widthOf(words)))
  const ramp = colors === 'none' || tally.ended === 0 ? null : rampOf('probability', colors)
  if (!ramp) return [span(gap + words)]
  // The upper part of the ramp: its dark end is hard to read on a dark screen.
  const part = 0.35 + (0.6 * tally.solved) / tally.ended
  return [span(gap), span(words, { color: ramp[Math.floor(part * (ramp.length - 1))] })]
}

/** The same for ears: how many of each cell were solved. */
function soFar({ spec, tallies, text, ended, runs }: StudyState): string {
  const words = (spec?.cells ?? []).map((cell: Cell) => {
    const { solved, ended } = tallies.sum(cell)
    return text.view.compare.summary(text.view.cell[cell], solved, ended)
  })
  return [text.ui.study.runs(ended, runs), ...words].join(text.view.join)
}
