/** The strip of dots as SVG: the twin of dots.ts, every run at its place. */
import type { Run, Status } from '../../results/report.ts'
import { significant } from '../shared/number.ts'
import { INK } from '../shared/palette.ts'
import type { ViewText } from '../shared/text-types.ts'
import { widthOf } from '../shared/width.ts'
import { type DotAxis, type DotPlot, dotAxis, finalOf, thresholdWords } from '../terminal/dots.ts'
import { type Drawing, element, GRID, label, PAPER } from './document.ts'

const WIDTH = 720
const RIGHT = 56
/** Room between the edge and the first dot. */
const EDGE = 8
/** Columns that a character takes, about. */
const CHARACTER = 7.3
/** Dots nearer than this are stacked; a stack is no higher than this. */
const STEP = 9
const MAX_DOTS = 126
const RADIUS = 4

interface Frame {
  readonly left: number
  readonly columns: number
  readonly axis: DotAxis
}

export function dotDrawing(
  plot: DotPlot,
  title: string,
  description: string,
  text: ViewText,
): Drawing {
  const left =
    24 + plot.rows.reduce((most, { name }) => Math.max(most, widthOf(name)), 0) * CHARACTER
  const columns = Math.floor(WIDTH - left - RIGHT - EDGE)
  const frame = { left: left + EDGE, columns, axis: dotAxis(plot, columns) }
  const stacks = plot.rows.map(({ runs }) => stacksOf(runs, frame))
  const heights = stacks.map(
    (stack) =>
      Math.min(MAX_DOTS, STEP * stack.reduce((most, { of }) => Math.max(most, of), 1)) + 20,
  )
  const top = 64
  const bottom = heights.reduce((sum, one) => sum + one, top)
  let base = top
  const rows = plot.rows.flatMap(({ name }, n) => {
    base += heights[n]
    return [
      label(left - 10, base - 7, name, { 'text-anchor': 'end' }),
      element('line', { x1: left, y1: base, x2: WIDTH - RIGHT, y2: base, stroke: GRID }),
      ...stacks[n].map((one) => dot(one, base - 11, text)),
    ]
  })
  const content = [
    label(24, 26, title, { 'font-weight': 'bold' }),
    ...legend(plot, text),
    ...axisOf(frame, top, bottom, thresholdPlace(plot, frame)),
    ...rows,
  ]
  return { width: WIDTH, height: bottom + 36, title, description, content }
}

const thresholdPlace = ({ task }: DotPlot, { left, axis }: Frame): number =>
  left + axis.column(task.threshold)

/** A run at its place, and its position in a stack of overlapping dots. */
interface Stacked {
  readonly run: Run
  readonly x: number
  readonly n: number
  readonly of: number
}

function stacksOf(runs: readonly Run[], { left, columns, axis }: Frame): Stacked[] {
  const bins = new Map<number, Run[]>()
  const binOf = (run: Run) => {
    const value = finalOf(run)
    return value === null ? -1 : Math.floor(axis.column(value) / STEP)
  }
  for (const run of runs) {
    const bin = binOf(run)
    const there = bins.get(bin)
    if (there) there.push(run)
    else bins.set(bin, [run])
  }
  const place = (run: Run) => {
    const value = finalOf(run)
    return value === null ? left + columns + RIGHT / 2 : left + axis.column(value)
  }
  return Array.from(bins.values()).flatMap((there) =>
    there.map((run, n) => ({ run, x: place(run), n, of: there.length })),
  )
}

/**
 * Filled where solved, a ring where not, a cross where it diverged; its title says which seed it
 * is.
 */
function dot({ run, x, n, of }: Stacked, base: number, { verdict: { dots } }: ViewText): string {
  const y = base - n * Math.min(STEP, MAX_DOTS / of)
  const fate: Status = finalOf(run) === null ? 'diverged' : run.status
  const words = element('title', {}, dots.seed(run.seed, significant(run.final.metric), dots[fate]))
  return mark(fate, x, y, INK[run.cell], words)
}

function mark(fate: Status, x: number, y: number, color: string, content = ''): string {
  if (fate === 'diverged') {
    const d = `M${(x - 4).toFixed(1)} ${(y - 4).toFixed(1)}l8 8m0 -8l-8 8`
    return element('path', { d, fill: 'none', stroke: color, 'stroke-width': 2 }, content)
  }
  const fill = fate === 'solved' ? color : PAPER
  return element(
    'circle',
    { cx: x, cy: y, r: RADIUS, fill, stroke: color, 'stroke-width': 1.5 },
    content,
  )
}

function axisOf(
  { left, columns, axis }: Frame,
  top: number,
  bottom: number,
  threshold: number,
): string[] {
  const ticks = Array.from(axis.labels).flatMap(([column, words]) => {
    const x = left + column
    return [
      element('line', { x1: x, y1: top, x2: x, y2: bottom + 4, stroke: GRID }),
      label(x, bottom + 20, words, { 'text-anchor': 'middle' }),
    ]
  })
  return [
    ...ticks,
    element('line', {
      x1: threshold,
      y1: top,
      x2: threshold,
      y2: bottom,
      stroke: INK.quiet,
      'stroke-dasharray': '3 3',
    }),
    element('line', {
      x1: left - EDGE,
      y1: bottom,
      x2: left + columns,
      y2: bottom,
      stroke: INK.quiet,
    }),
  ]
}

/** Only what can be seen in this picture. */
function legend({ rows, task }: DotPlot, { verdict }: ViewText): string[] {
  const found = new Set(
    rows.flatMap(({ runs }) =>
      runs.map((run) => (finalOf(run) === null ? 'diverged' : run.status)),
    ),
  )
  let x = 32
  const next = (words: string, sign: string) => {
    const from = x
    x += 36 + widthOf(words) * CHARACTER
    return [sign, label(from + 12, 50, words)]
  }
  const fates = (['solved', 'unsolved', 'diverged'] as const).filter((fate) => found.has(fate))
  return [
    ...fates.flatMap((fate) => next(verdict.dots[fate], mark(fate, x, 46, INK.quiet))),
    ...next(
      thresholdWords(task, verdict),
      element('line', {
        x1: x,
        y1: 38,
        x2: x,
        y2: 52,
        stroke: INK.quiet,
        'stroke-dasharray': '3 3',
      }),
    ),
  ]
}
