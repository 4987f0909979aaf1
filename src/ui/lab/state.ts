/** What the screen of the REPL knows: the line, the transcript, the workbench, what trains. Pure. */
import type { CommandEvent } from '../../commands/command.ts'
import type { Cell, Log10Profile } from '../../engine/types.ts'
import type { Report } from '../../lab/report.ts'
import type { BenchProgress } from '../../lab/workbench/progress.ts'
import type { BenchFacts, ByCell, Curve, WalkResult } from '../../lab/workbench/results.ts'
import type { Line } from '../../view/spans.ts'
import { type Editor, emptyEditor } from './editor.ts'
import type { Text } from './text.ts'

/** How a thing of the transcript is drawn. */
export interface Drawing {
  readonly width: number
  readonly text: Text
}

/** A part of the transcript. It is drawn anew where the width or the language changes. */
export interface Entry {
  readonly id: number
  readonly draw: (how: Drawing) => readonly Line[]
  /** A step of a walk, which the next step takes the place of. */
  readonly walk?: boolean
}

/** A net in training, as far as one has heard. */
export interface LiveCell {
  readonly to: number
  readonly step: number
  readonly stepsPerSecond: number
  readonly curve: Curve
  readonly log10: Log10Profile | null
}

export interface Live {
  readonly task: Report['task']
  readonly cells: ByCell<LiveCell>
}

export interface LabState {
  readonly text: Text
  readonly editor: Editor
  readonly entries: readonly Entry[]
  readonly facts: BenchFacts | null
  /** While it trains. */
  readonly live: Live | null
  /** The line that runs now, and those that wait. */
  readonly running: string | null
  readonly queue: readonly string[]
  /**
   * Lines of the transcript below the last that is seen. null follows the newest command: its end where all of it fits, else
   * its start.
   */
  readonly scroll: number | null
  /** The entry with which the newest command begins. */
  readonly newest: number | null
  /** What Tab may put in place of the word at `from`; `index` is what it has put there last. */
  readonly tab: { readonly from: number; readonly candidates: readonly string[]; readonly index: number } | null
  /** The last result is this walk, and an empty line's arrows go on with it. */
  readonly walk: WalkResult | null
  /** Lines that the last result suggests. */
  readonly suggestions: readonly string[]
  /** What a marked paste has brought so far. */
  readonly paste: string | null
  /** Ctrl-C was pressed on an empty line: say how to leave. */
  readonly leaving: boolean
  /** Escape goes back to the screen before; a lesson has hints for `?`. */
  readonly within: boolean
  readonly guided: boolean
}

export const startState = (text: Text, history: readonly string[]): LabState => ({
  text,
  editor: emptyEditor(history),
  entries: [],
  facts: null,
  live: null,
  running: null,
  queue: [],
  scroll: null,
  newest: null,
  tab: null,
  walk: null,
  suggestions: [],
  paste: null,
  leaving: false,
  within: false,
  guided: false,
})

/** Entries that are kept. */
const MOST_ENTRIES = 500

let ids = 0

/** Something new at the end of the transcript; `begins` where a command begins with it. */
export function add(state: LabState, draw: Entry['draw'], { walk = false, begins = false } = {}): LabState {
  const kept = walk && state.entries.at(-1)?.walk ? state.entries.slice(0, -1) : state.entries
  const entry = { id: ids++, draw: memoised(draw), walk }
  const newest = begins ? entry.id : state.newest
  return { ...state, entries: [...kept, entry].slice(-MOST_ENTRIES), scroll: null, newest }
}

/** Drawn once for a width and a language: a frame asks for every entry that it shows. */
function memoised(draw: Entry['draw']): Entry['draw'] {
  let last: { how: Drawing; lines: readonly Line[] } | null = null
  return (how) => {
    if (last?.how.width !== how.width || last.how.text !== how.text) last = { how, lines: draw(how) }
    return last.lines
  }
}

const EMPTY: Curve = { step: [], loss: [], metric: [] }

/** Takes in what a training workbench says; other events change nothing here. */
export function fold(state: LabState, event: CommandEvent): LabState {
  switch (event.type) {
    case 'bench-start':
      return { ...state, live: started(event) }
    case 'bench-progress':
      return change(state, event.cell, (live) => ({ ...live, step: event.step, stepsPerSecond: event.stepsPerSecond }))
    case 'bench-observation':
      return change(state, event.cell, (live) => observed(live, event.observation))
    default:
      return state
  }
}

function started({ task, cells }: Extract<BenchProgress, { type: 'bench-start' }>): Live {
  const rows = cells.map(({ cell, from, to }) => [
    cell,
    { to, step: from, stepsPerSecond: 0, curve: EMPTY, log10: null },
  ])
  return { task, cells: Object.fromEntries(rows) }
}

function change(state: LabState, cell: Cell, update: (live: LiveCell) => LiveCell): LabState {
  const found = state.live?.cells[cell]
  if (!state.live || !found) return state
  return { ...state, live: { ...state.live, cells: { ...state.live.cells, [cell]: update(found) } } }
}

type Observation = Extract<BenchProgress, { type: 'bench-observation' }>['observation']

const observed = (live: LiveCell, { step, loss, metric, profile }: Observation): LiveCell => ({
  ...live,
  step: Math.max(live.step, step),
  curve: {
    step: [...live.curve.step, step],
    loss: [...live.curve.loss, loss],
    metric: [...live.curve.metric, metric],
  },
  log10: profile.log10,
})
