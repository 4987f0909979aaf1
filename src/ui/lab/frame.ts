/** The whole screen of the REPL as lines: panel, transcript, prompt, hint. Pure. */
import { sanitize } from '../../io/sanitize.ts'
import { significant } from '../../view/shared/number.ts'
import type { Colors } from '../../view/shared/palette.ts'
import {
  cutLine,
  folded,
  type Line,
  line,
  type Style,
  sanitizeLine,
  span,
  textOf,
  wrapped,
} from '../../view/shared/spans.ts'
import { cut, widthOf, wrapList } from '../../view/shared/width.ts'
import { keyLine } from '../shared/footer.ts'
import type { Size } from '../shared/screen-types.ts'
import { dialBar } from './dial-bar.ts'
import { after, before, charAt } from './graphemes.ts'
import { comparisonPanel, panel } from './panel.ts'
import type { Drawing, LabState, Neighbours, OutputEntry } from './state.ts'

export interface Frame {
  readonly lines: readonly Line[]
  readonly cursor: { readonly x: number; readonly y: number }
  /**
   * Lines of the transcript that are seen at a time, how many are below them, and how many there
   * may be at most.
   */
  readonly page: number
  readonly scroll: number
  readonly most: number
  /** Of a walk back that is seen a page at a time. */
  readonly around: Neighbours | null
}

/** If fewer columns than this are left for the line being typed, the prompt is dropped. */
const LEAST_LINE = 4
/** Below so many rows there is no room for a panel. */
const PANEL_ROWS = 10
/** In fewer rows a walk takes the panel's place. */
const WALK_ROWS = 36
/** In fewer rows, a line of the panel takes only one row. */
const ROOMY_ROWS = 20

export function labFrame(state: LabState, options: Size): Frame {
  const { columns, rows, colors, screenReader } = options
  const height = Math.max(2, rows - 1)
  const pictures = columns >= 60 ? Math.floor(height / 2) - 4 : 0
  const panelled = !screenReader && rows >= PANEL_ROWS
  const { comparing, text } = state
  const shown = { width: columns, pictures, colors, roomy: rows >= ROOMY_ROWS }
  const bench = () =>
    comparing
      ? comparisonPanel(comparing, text, shown)
      : panel(state.facts, state.live, text, shown)
  // A walk or a dial is looked at step by step: where it would not fit beside the panel, it has
  // the screen.
  const looked = state.trace ?? state.dial
  const above = [
    ...(panelled && !(looked && rows < WALK_ROWS) ? bench() : []),
    ...(state.dial ? [dialBar(state.dial, text, columns, colors)] : []),
  ]
  const ruled = above.length > 0 ? [...above, line('─'.repeat(columns), quiet(colors))] : []
  const room = height - ruled.length - 1
  const tallest = Math.max(1, Math.floor(height / 3))
  let said = footOf(state, columns, tallest)
  let part = partSeen(state, columns, rows, room - (said?.length ?? 1))
  // What is told must not hide that there is more to be seen.
  if (said && !state.tab && part.scroll > 0 && said.length < tallest) {
    part = partSeen(state, columns, rows, room - said.length - 1)
    said = [...said, cut(text.labUi.below(part.scroll), columns)]
  }
  const { page, scroll, most, around, end, seen } = part
  // The prompt stays at the bottom, except for screen readers, which want no empty lines.
  const blank = screenReader ? [] : Array.from({ length: page - seen.length }, (): Line => [])
  const { prompt, x } = promptOf(state, columns, colors)
  const place = { hidden: Math.max(0, end - page), below: scroll, inPages: around !== null }
  const hints = said ?? [keyLine(hintsOf(state, place, columns), columns)]
  const style = state.told && state.running === null ? told(colors) : quiet(colors)
  const below = hints.map((one) => line(one, style))
  // For screen readers the prompt comes last, since the terminal's cursor is where something was
  // written last.
  const foot = screenReader ? [...hints.map((one) => line(one)), prompt] : [prompt, ...below]
  const lines = [...ruled, ...blank, ...seen, ...foot]
  const cursor = { x, y: lines.indexOf(prompt) }
  return { lines, cursor, page, scroll, most, around }
}

const told = (colors: Colors): Style => (colors === 'none' ? {} : { color: 'green', bold: true })
const quiet = (colors: Colors): Style => (colors === 'none' ? {} : { dim: true })

/** What is seen of the transcript in so many lines, and where that is. */
function partSeen(state: LabState, columns: number, rows: number, lines: number) {
  const page = Math.max(0, lines)
  const { all, newest } = transcript(state, columns, page, rows)
  const walk = state.trace ? state.entries.findLast((entry) => entry.trace) : undefined
  const around = walk?.around?.(drawingFor(walk, state, { width: columns, page, rows })) ?? null
  const most = Math.max(0, all.length - page)
  const scroll = Math.min(state.scroll ?? Math.max(0, all.length - newest - page), most)
  const end = all.length - scroll
  return { page, scroll, most, around, end, seen: all.slice(Math.max(0, end - page), end) }
}

/** All lines, and the one with which the newest command begins, without the blank one above it. */
function transcript(
  state: LabState,
  width: number,
  page: number,
  rows: number,
): { all: Line[]; newest: number } {
  const all: Line[] = []
  let newest = 0
  for (const entry of state.entries) {
    if (entry.id === state.newest) newest = all.length + 1
    // Of a walk or a dial, which go on by keys, the line that began it may leave the screen.
    if ((state.trace || state.dial) && entry.trace) newest = all.length
    // A line that is wider than the screen goes on in the next.
    for (const one of entry.draw(drawingFor(entry, state, { width, page, rows })))
      for (const part of folded(one, width)) all.push(part)
  }
  return { all, newest: state.newest === null ? all.length : newest }
}

const drawingFor = (
  { trace }: OutputEntry,
  { text, block }: LabState,
  { width, page, rows }: { readonly width: number; readonly page: number; readonly rows: number },
): Drawing => (trace ? { width, text, page, block } : { width, text, rows })

/** The prompt and the part of the line around the cursor that fits; x is the cursor's column. */
function promptOf(
  { editor, text }: LabState,
  columns: number,
  colors: Colors,
): { prompt: Line; x: number } {
  // Where there is no room for both, what is typed comes first.
  const prompt = columns >= widthOf(text.labUi.prompt) + LEAST_LINE ? text.labUi.prompt : ''
  const head = widthOf(prompt)
  const room = Math.max(1, columns - head - 1)
  const { left, right } = partOf(sanitize(editor.text, 'editor'), editor.cursor, room)
  const style: Style = colors === 'none' ? {} : { color: 'green', bold: true }
  const whole = [span(prompt, style), span(left + right)]
  return { prompt: cutLine(whole, columns), x: Math.min(columns - 1, head + widthOf(left)) }
}

/**
 * The part of a line that fits: the character at the cursor, what is left of it, and if there is
 * room what is right.
 */
function partOf(line: string, cursor: number, room: number): { left: string; right: string } {
  let free = room - widthOf(charAt(line, cursor) || ' ')
  let start = cursor
  while (start > 0) {
    const next = before(line, start)
    free -= widthOf(line.slice(next, start))
    if (free < 0) break
    start = next
  }
  let end = after(line, cursor)
  while (free > 0 && end < line.length) {
    free -= widthOf(charAt(line, end))
    if (free >= 0) end = after(line, end)
  }
  return { left: line.slice(start, cursor), right: line.slice(cursor, end) }
}

/**
 * What has to be said in full below the prompt, however many lines it takes; null where the keys
 * are said there.
 */
function footOf(state: LabState, columns: number, most: number): string[] | null {
  if (state.editor.search) return null
  if (state.tab) {
    const rows = wrapList(state.tab.candidates, columns, '  ')
    // The next candidate is on one of the rows that are seen.
    const chosen = state.tab.candidates[Math.max(0, state.tab.index)]
    const at = rows.findIndex((row) => row.split('  ').includes(chosen))
    const first = Math.max(0, Math.min(at, rows.length - most))
    return rows.slice(first, first + most)
  }
  if (!state.told || state.leaving || state.running !== null) return null
  return wrapped(state.told(state.text), columns).map(textOf).slice(0, most)
}

function hintsOf(
  { editor, text, ...state }: LabState,
  lines: { hidden: number; below: number; inPages: boolean },
  columns: number,
) {
  const { labUi } = text
  const { search, history } = editor
  if (search) {
    const there =
      search.query === '' || (search.at !== null && history[search.at].includes(search.query))
    return [there ? labUi.searching(search.query) : labUi.notFound(search.query)]
  }
  if (state.leaving) return [state.within ? labUi.back : labUi.leave]
  const below = lines.below > 0 ? [labUi.below(lines.below)] : []
  const above = lines.hidden > 0 ? [labUi.above(lines.hidden)] : []
  if (state.running !== null) {
    const waiting = state.queue.length > 0 ? [labUi.queued(state.queue.length)] : []
    const line = cut(sanitizeLine(state.running), Math.floor(columns / 2))
    return [`${line} …`, labUi.running, ...waiting, ...below]
  }
  const where = below.length > 0 ? below : above
  if (state.trace && editor.text === '')
    return [...where, walkingKeys(state.trace, lines.inPages, labUi)]
  if (state.dial && editor.text === '') {
    const { step, coarse } = state.dial.result.range
    return [...where, labUi.dialing(significant(step), significant(coarse))]
  }
  if (state.suggestions.length > 0 && editor.text === '') return [...where, labUi.suggesting]
  const ways = [...(state.within ? [labUi.back] : []), ...(state.guided ? [labUi.hints] : [])]
  return [...where, ...ways, labUi.hint]
}

const walkingKeys = (
  { kind }: NonNullable<LabState['trace']>,
  inPages: boolean,
  { walking, walkingBack, turningBack }: LabState['text']['labUi'],
): string => (kind === 'walk' ? walking : inPages ? turningBack : walkingBack)
