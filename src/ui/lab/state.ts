/**
 * What the screen of the REPL knows: the line, the transcript, the workbench, what trains. Pure.
 */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { BenchFacts } from '../../results/lab-results.ts'
import type { Line } from '../../view/shared/spans.ts'
import type { TraceResult } from '../../workbench/probes/walk.ts'
import type { WalkBackResult } from '../../workbench/probes/walk-back.ts'
import { type Comparing, compared } from '../shared/comparison-progress.ts'
import { type Live, reduceLive } from '../shared/training-progress.ts'
import type { Dialing } from './dial-keys.ts'
import { type Editor, emptyEditor } from './editor.ts'
import type { Text } from './text-types.ts'

/** How a thing of the transcript is drawn. */
export interface Drawing {
  readonly width: number
  /** Lines that are seen at a time; a walk that has more shows a part of it. */
  readonly page?: number
  /** Of the whole screen: pictures that need not be of one height know how much room there is. */
  readonly rows?: number
  /** The block that is asked for, of those that {@link OutputEntry.blocks} names. */
  readonly block?: string | null
  readonly text: Text
}

/** A part of the transcript. It is drawn anew where the width or the language changes. */
export interface OutputEntry {
  readonly id: number
  readonly draw: (how: Drawing) => readonly Line[]
  /** A step of a walk, which the next step takes the place of. */
  readonly trace?: boolean
  /** The first blocks of the pages before and after the one that is drawn; null where it is all. */
  readonly around?: (how: Drawing) => Neighbours | null
}

export interface Neighbours {
  readonly before: string
  readonly after: string
}

/** What is drawn of an event, and of a walk back how its pages are turned. */
export type Drawn = Pick<OutputEntry, 'draw' | 'around'>

export interface LabState {
  readonly text: Text
  readonly editor: Editor
  readonly entries: readonly OutputEntry[]
  readonly facts: BenchFacts | null
  /** While it trains. */
  readonly live: Live | null
  /** While a comparison runs. */
  readonly comparing: Comparing | null
  /** The line that runs now, and those that wait. */
  readonly running: string | null
  readonly queue: readonly string[]
  /**
   * Lines of the transcript below the last that is seen. null follows the newest command: its end
   * where all of it fits, else its start.
   */
  readonly scroll: number | null
  /** The entry with which the newest command begins. */
  readonly newest: number | null
  /** What Tab may put in place of the word at `from`; `index` is what it has put there last. */
  readonly tab: {
    readonly from: number
    readonly candidates: readonly string[]
    readonly index: number
  } | null
  /** The last result is this walk, and keys on an empty line go on with it. */
  readonly trace: TraceResult | WalkBackResult | null
  /** The block of a walk back that was turned to. */
  readonly block: string | null
  /** The last result is this dial, and keys on an empty line turn it. */
  readonly dial: Dialing | null
  /** Lines that the last result suggests. */
  readonly suggestions: readonly string[]
  /** What a marked paste has brought so far. */
  readonly paste: string | null
  /** Ctrl-C was pressed on an empty line: say how to leave. */
  readonly leaving: boolean
  /** Escape goes back to the screen before; a lesson has hints for `?`. */
  readonly within: boolean
  /** What the lesson says to what was done. */
  readonly told: ((text: Text) => string) | null
  readonly guided: boolean
  /**
   * The line that the lesson has put at the prompt; until it is edited, the line counts as empty.
   */
  readonly offered: string | null
}

export const startState = (text: Text, history: readonly string[]): LabState => ({
  text,
  editor: emptyEditor(history),
  entries: [],
  facts: null,
  live: null,
  comparing: null,
  running: null,
  queue: [],
  scroll: null,
  newest: null,
  tab: null,
  trace: null,
  block: null,
  dial: null,
  suggestions: [],
  paste: null,
  leaving: false,
  within: false,
  told: null,
  guided: false,
  offered: null,
})

/** Entries that are kept. */
const MOST_ENTRIES = 500

let ids = 0

/** Something new at the end of the transcript; `begins` where a command begins with it. */
export function add(
  state: LabState,
  draw: OutputEntry['draw'],
  {
    trace = false,
    begins = false,
    around,
  }: Pick<OutputEntry, 'trace' | 'around'> & { readonly begins?: boolean } = {},
): LabState {
  const kept = trace && state.entries.at(-1)?.trace ? state.entries.slice(0, -1) : state.entries
  const entry = { id: ids++, draw: memoised(draw), trace, around }
  const newest = begins ? entry.id : state.newest
  return { ...state, entries: [...kept, entry].slice(-MOST_ENTRIES), scroll: null, newest }
}

/** Caches a drawing by size, page, block and language, since every frame draws all visible entries. */
function memoised(draw: OutputEntry['draw']): OutputEntry['draw'] {
  let last: { how: Drawing; lines: readonly Line[] } | null = null
  return (how) => {
    const isSame =
      last?.how.width === how.width &&
      last.how.page === how.page &&
      last.how.rows === how.rows &&
      last.how.block === how.block &&
      last.how.text === how.text
    if (!last || !isSame) last = { how, lines: draw(how) }
    return last.lines
  }
}

/** Takes in what a training workbench or a comparison says; other events change nothing here. */
export function fold(state: LabState, event: CommandEvent): LabState {
  const live = reduceLive(state.live, event)
  const comparing = compared(state.comparing, event)
  return live === state.live && comparing === state.comparing
    ? state
    : { ...state, live, comparing }
}
