/** The whole screen of the REPL as lines: panel, transcript, prompt, hint. Pure. */
import type { Colors } from '../../view/palette.ts'
import { cutLine, type Line, line, printable, type Style, span } from '../../view/spans.ts'
import { cut, widthOf } from '../../view/width.ts'
import type { Size } from '../shown.ts'
import { after, before, charAt } from './graphemes.ts'
import { panel } from './panel.ts'
import type { LabState } from './state.ts'

export interface Frame {
  readonly lines: readonly Line[]
  readonly cursor: { readonly x: number; readonly y: number }
  /** Lines of the transcript that are seen at a time, how many are below them, and how many there may be at most. */
  readonly page: number
  readonly scroll: number
  readonly most: number
}

/** Below so many rows there is no room for a panel. */
const PANEL_ROWS = 10

export function frameOf(state: LabState, options: Size): Frame {
  const { columns, rows, colors, spoken } = options
  const height = Math.max(2, rows - 1)
  const pictures = columns >= 60 ? Math.floor(height / 2) - 4 : 0
  const panelled = !spoken && rows >= PANEL_ROWS
  const above = panelled ? panel(state.facts, state.live, state.text, { width: columns, pictures, colors }) : []
  const ruled = above.length > 0 ? [...above, line('─'.repeat(columns), quiet(colors))] : []
  const page = Math.max(0, height - ruled.length - 2)
  const { all, newest } = transcript(state, columns)
  const most = Math.max(0, all.length - page)
  const scroll = Math.min(state.scroll ?? Math.max(0, all.length - newest - page), most)
  const end = all.length - scroll
  const seen = all.slice(Math.max(0, end - page), end).map((one) => cutLine(one, columns))
  // Off the screen's foot only where ears want no empty lines.
  const blank = spoken ? [] : Array.from({ length: page - seen.length }, (): Line => [])
  const { prompt, x } = promptOf(state, columns, colors)
  const hint = hintOf(state, { hidden: Math.max(0, end - page), below: scroll }, columns)
  // For ears nothing comes behind the prompt: there the terminal's cursor is at the end of what was written last.
  const foot = spoken
    ? [line(hint), prompt]
    : [prompt, line(hint, state.told && state.running === null ? told(colors) : quiet(colors))]
  const lines = [...ruled, ...blank, ...seen, ...foot]
  return { lines, cursor: { x, y: lines.indexOf(prompt) }, page, scroll, most }
}

const told = (colors: Colors): Style => (colors === 'none' ? {} : { color: 'green', bold: true })
const quiet = (colors: Colors): Style => (colors === 'none' ? {} : { dim: true })

/** All lines, and the one with which the newest command begins, without the blank one above it. */
function transcript(state: LabState, width: number): { all: Line[]; newest: number } {
  const all: Line[] = []
  let newest = 0
  for (const entry of state.entries) {
    if (entry.id === state.newest) newest = all.length + 1
    all.push(...entry.draw({ width, text: state.text }))
  }
  return { all, newest: state.newest === null ? all.length : newest }
}

/** The prompt and the part of the line around the cursor that fits; x is the cursor's column. */
function promptOf({ editor, text }: LabState, columns: number, colors: Colors): { prompt: Line; x: number } {
  const { prompt } = text.labUi
  const head = widthOf(prompt)
  const room = Math.max(2, columns - head - 1)
  const { left, right } = partOf(printable(editor.text), editor.cursor, room)
  const style: Style = colors === 'none' ? {} : { color: 'green', bold: true }
  return { prompt: [span(prompt, style), span(left + right)], x: head + widthOf(left) }
}

/** As much of a line as fits: what the cursor stands on, what is left of it, and where there is still room what is right. */
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

/** What can be done now: as many of the hints as fit, whole, the first ones first. */
function hintOf(state: LabState, lines: { hidden: number; below: number }, columns: number): string {
  const [first, ...more] = hintsOf(state, lines, columns)
  let hint = cut(first, columns)
  for (const one of more) if (widthOf(hint + BETWEEN + one) <= columns) hint += BETWEEN + one
  return hint
}

const BETWEEN = ' · '

function hintsOf({ editor, text, ...state }: LabState, lines: { hidden: number; below: number }, columns: number) {
  const { labUi } = text
  const { search, history } = editor
  if (search) {
    const there = search.query === '' || (search.at !== null && history[search.at].includes(search.query))
    return [there ? labUi.searching(search.query) : labUi.notFound(search.query)]
  }
  if (state.tab) return [state.tab.candidates.join('  ')]
  if (state.leaving) return [state.within ? labUi.back : labUi.leave]
  const below = lines.below > 0 ? [labUi.below(lines.below)] : []
  const above = lines.hidden > 0 ? [labUi.above(lines.hidden)] : []
  if (state.running !== null) {
    const waiting = state.queue.length > 0 ? [labUi.queued(state.queue.length)] : []
    const line = cut(printable(state.running), Math.floor(columns / 2))
    return [`${line} …`, labUi.running, ...waiting, ...below]
  }
  if (state.told) return [state.told(text), ...below]
  const where = below.length > 0 ? below : above
  if (state.walk && editor.text === '') return [...where, ...labUi.walking.split(BETWEEN)]
  if (state.suggestions.length > 0 && editor.text === '') return [...where, labUi.suggesting]
  const ways = [...(state.within ? [labUi.back] : []), ...(state.guided ? [labUi.hints] : [])]
  return [...where, ...ways, ...labUi.hint.split(BETWEEN)]
}
