/**
 * A comparison that a lesson runs, while it goes: a mark for each seed, and how the nets in
 * training come along. Pure.
 */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { Cell } from '../../engine/types.ts'
import type { RunId } from '../../results/events.ts'
import type { Run } from '../../results/report.ts'
import type { Spec } from '../../specs/spec.ts'
import type { Text } from '../../text/index.ts'
import { type Colors, styleOf } from '../../view/shared/palette.ts'
import { folded, type Line, span } from '../../view/shared/spans.ts'
import { padEnd } from '../../view/shared/width.ts'
import { sparkline } from '../../view/terminal/sparkline.ts'
import { wordsFor } from './variant-text.ts'

interface RunProgress {
  readonly step: number
  readonly metric: readonly (number | null)[]
}

interface PageLayout {
  readonly width: number
  readonly colors: Colors
  readonly screenReader: boolean
}

export interface Comparing {
  /** What is compared, which may be another task than the workbench's. */
  readonly spec: Spec
  readonly runs: readonly RunId[]
  /** Steps that a run makes at most. */
  readonly steps: number
  /** By the index of the run. */
  readonly ended: Readonly<Record<number, Run['status']>>
  readonly going: Readonly<Record<number, RunProgress>>
}

/** Takes in what a comparison says; other events change nothing here. */
export function compared(before: Comparing | null, event: CommandEvent): Comparing | null {
  if (event.type === 'plan')
    return { spec: event.spec, runs: event.runs, steps: event.spec.steps, ended: {}, going: {} }
  if (!before) return null
  const change = (index: number, update: (one: RunProgress) => RunProgress): Comparing => {
    const going = {
      ...before.going,
      [index]: update(before.going[index] ?? { step: 0, metric: [] }),
    }
    return { ...before, going }
  }
  switch (event.type) {
    case 'start':
      return change(event.run.index, (one) => one)
    case 'progress':
      return change(event.run.index, (one) => ({ ...one, step: event.step }))
    case 'observation': {
      const { step, metric } = event.observation
      return change(event.run.index, (one) => ({ step, metric: [...one.metric, metric] }))
    }
    case 'end': {
      const { [event.run.index]: _, ...going } = before.going
      return {
        ...before,
        going,
        ended: { ...before.ended, [event.run.index]: event.result.status },
      }
    }
    case 'report':
    case 'sweep':
      return null
    default:
      return before
  }
}

const SPARK = 12
const MARKS: Readonly<Record<Run['status'], string>> = { solved: '●', unsolved: '○', diverged: '✗' }

/** A line for each cell. */
export function comparingLines(comparing: Comparing, text: Text, paper: PageLayout): Line[] {
  const { learn, view, labUi } = wordsFor(comparing.spec.variant, text)
  const cells = [...new Set(comparing.runs.map(({ cell }) => cell))]
  return cells.flatMap((cell: Cell) => {
    const { runs, ended, going, steps } = comparing
    const own = runs.filter((run) => run.cell === cell)
    const markOf = ({ index }: RunId) =>
      ended[index] ? MARKS[ended[index]] : going[index] ? '◐' : '·'
    const solved = own.filter(({ index }) => ended[index] === 'solved').length
    const latest = own.flatMap(({ index }) => going[index] ?? []).at(-1)
    const words = [
      learn.runs.solved(solved, own.length),
      ...(latest ? [labUi.stepOf(latest.step, steps)] : []),
    ]
    const curve = latest && !paper.screenReader ? `  ${sparkline(latest.metric, SPARK)}` : ''
    const color = styleOf(cell, paper.colors)
    const head = span(padEnd(view.cell[cell], 6), color ? { color, bold: true } : {})
    const marks = paper.screenReader ? '' : `${own.map(markOf).join('')}  `
    return folded([head, span(marks), span(words.join(' · ')), span(curve)], paper.width)
  })
}
