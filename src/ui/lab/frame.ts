/** The whole screen of the REPL as lines: panel, transcript, prompt, hint. Pure. */
import type { Colors } from '../../view/palette.ts'
import { cutLine, type Line, line, type Style, span } from '../../view/spans.ts'
import { cut, widthOf } from '../../view/width.ts'
import { after, before, charAt } from './graphemes.ts'
import { panel } from './panel.ts'
import type { LabState } from './state.ts'

export interface FrameOptions {
  readonly columns: number
  /** Of the terminal; a frame has one less. */
  readonly rows: number
  readonly colors: Colors
  /** Words alone, and no panel: for ears. */
  readonly spoken: boolean
}

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

export function frameOf(state: LabState, options: FrameOptions): Frame {
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
  const hint = hintOf(state, { hidden: Math.max(0, end - page), below: scroll })
  const lines = [...ruled, ...blank, ...seen, prompt, line(cut(hint, columns), quiet(colors))]
  return { lines, cursor: { x, y: lines.length - 2 }, page, scroll, most }
}

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
  let start = 0
  while (widthOf(editor.text.slice(start, editor.cursor)) > room - widthOf(charAt(editor.text, editor.cursor) || ' '))
    start = after(editor.text, start)
  let end = editor.text.length
  while (end > editor.cursor && widthOf(editor.text.slice(start, end)) > room) end = before(editor.text, end)
  const style: Style = colors === 'none' ? {} : { color: 'green', bold: true }
  const x = head + widthOf(editor.text.slice(start, editor.cursor))
  return { prompt: [span(prompt, style), span(editor.text.slice(start, end))], x }
}

function hintOf(state: LabState, lines: { hidden: number; below: number }): string {
  const { labUi } = state.text
  const { search } = state.editor
  if (search)
    return search.query !== '' && search.at === null ? labUi.notFound(search.query) : labUi.searching(search.query)
  if (state.tab) return state.tab.candidates.join('  ')
  if (state.leaving) return labUi.leave
  if (lines.below > 0) return labUi.below(lines.below)
  if (state.running !== null) {
    const waiting = state.queue.length > 0 ? [labUi.queued(state.queue.length)] : []
    return [`${state.running} …`, labUi.running, ...waiting].join(' · ')
  }
  const above = lines.hidden > 0 ? [labUi.above(lines.hidden)] : []
  if (state.walk && state.editor.text === '') return [labUi.walking, ...above].join(' · ')
  if (state.suggestions.length > 0 && state.editor.text === '') return [labUi.suggesting, ...above].join(' · ')
  return [...above, labUi.hint].join(' · ')
}
