/** What a key does on the screen of the REPL: a new state, and what is to be done outside. Pure. */
import type { Completion } from '../../commands/session/session.ts'
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import { askedAt, type Dialing, keepLine, turnedTo } from './dial-keys.ts'
import { type Edit, edit, entered } from './editor.ts'
import type { Frame } from './frame.ts'
import { editOf } from './key-bindings.ts'
import type { LabState } from './state.ts'
import { tracedTo } from './trace-keys.ts'

export type LabEffect =
  | { readonly type: 'run'; readonly lines: readonly string[] }
  /** A step of the walk: not a line that was typed. */
  | { readonly type: 'step'; readonly line: string }
  /** A position of the dial: not a line either, and only the newest matters. */
  | { readonly type: 'turn'; readonly line: string }
  /** The dial is gone, and nothing of it is kept. */
  | { readonly type: 'take-back' }
  | { readonly type: 'stop' }
  | { readonly type: 'hint' }
  | { readonly type: 'leave' }
  | { readonly type: 'redraw' }

export interface LabUpdate {
  readonly state: LabState
  readonly effect?: LabEffect
}

export interface Around {
  readonly complete: (line: string, cursor: number) => Completion
  /** Asked only where a page is turned, or a walk's. */
  readonly view: () => Viewport
}

/**
 * Lines of the transcript that are seen at a time, how many are below them, and how many there may
 * be at most; of a walk back the pages before and after.
 */
type Viewport = Pick<Frame, 'page' | 'scroll' | 'most' | 'around'>

export function reduceKey(before: LabState, key: Key, around: Around): LabUpdate {
  if (key.name === 'paste-start') return { state: { ...before, paste: '' } }
  if (before.paste !== null) return pasting(before, before.paste, key)
  const state = before.leaving ? { ...before, leaving: false } : before
  const { editor } = state
  const empty = editor.text === '' && !editor.search
  const dialed = state.dial && empty && state.running === null && dial(state, state.dial, key)
  if (dialed) return dialed
  if (key.ctrl && key.name === 'c') return interrupt(state)
  if (key.ctrl && key.name === 'd' && editor.text === '' && !editor.search)
    return { state, effect: { type: 'leave' } }
  if (key.ctrl && key.name === 'l') return { state, effect: { type: 'redraw' } }
  if (key.name === 'pageup') return { state: turned(state, around.view(), 1) }
  if (key.name === 'pagedown') return { state: turned(state, around.view(), -1) }
  if (key.name === 'return' || key.name === 'enter') return enter(state)
  // While a step is drawn, its keys come to nothing rather than into the line.
  const stepping = state.running?.startsWith('walk ') ?? false
  if (key.name === 'tab') {
    const turns = empty && state.trace !== null && state.tab === null
    const pages = turns ? around.view().around : null
    if (pages) return { state: { ...state, block: key.shift ? pages.before : pages.after } }
    return { state: empty && stepping ? state : tab(state, around) }
  }
  const untouched = empty || (editor.text === state.offered && !editor.search)
  if (key.name === 'escape' && untouched && state.within)
    return { state, effect: { type: 'leave' } }
  if (commandKey(key).text === '?' && empty && state.guided)
    return { state, effect: { type: 'hint' } }
  if (key.name === 'escape')
    return { state: edited({ ...state, tab: null }, { type: 'search-end' }) }
  const line = empty && (state.running === null || stepping) ? tracedTo(state, key) : null
  if (line !== null)
    return line === '' || stepping ? { state } : { state, effect: { type: 'step', line } }
  const change = editOf(key)
  return { state: change ? edited({ ...state, tab: null }, change) : state }
}

/** What a key does to the dial; null where it is none of the dial's. */
function dial(state: LabState, dialing: Dialing, key: Key): LabUpdate | null {
  const closed = { ...state, dial: null }
  if (key.name === 'escape' || (key.ctrl && key.name === 'c'))
    return { state: closed, effect: { type: 'take-back' } }
  if (key.name === 'return' || key.name === 'enter') {
    const line = keepLine(dialing)
    if (line === null) return { state: closed, effect: { type: 'take-back' } }
    const editor = entered({ ...state.editor, text: line })
    return { state: { ...closed, editor }, effect: { type: 'run', lines: [line] } }
  }
  const value = turnedTo(dialing, key)
  if (value === null) return null
  if (value === dialing.value) return { state }
  const line = askedAt(dialing, value)
  return { state: { ...state, dial: { ...dialing, value } }, effect: { type: 'turn', line } }
}

const edited = (state: LabState, change: Edit): LabState => ({
  ...state,
  editor: edit(state.editor, change),
})

/** A page up or down; one line of it stays. */
function turned(state: LabState, { page, scroll, most }: Viewport, by: 1 | -1): LabState {
  return { ...state, scroll: Math.min(most, Math.max(0, scroll + by * Math.max(1, page - 1))) }
}

/** Ctrl-C stops what runs; else it clears the line, and on an empty one says how to leave. */
function interrupt(state: LabState): LabUpdate {
  if (state.running !== null) return { state: { ...state, queue: [] }, effect: { type: 'stop' } }
  const { editor } = state
  if (editor.search) return { state: edited(state, { type: 'clear' }) }
  return { state: { ...edited(state, { type: 'clear' }), tab: null, leaving: editor.text === '' } }
}

function enter(state: LabState): LabUpdate {
  const { editor } = state
  const line = editor.text
  const next = { ...state, editor: entered({ ...editor, search: null }), tab: null }
  return line.trim() === ''
    ? { state: next }
    : { state: next, effect: { type: 'run', lines: [line] } }
}

/**
 * Within a bracketed paste no key acts by itself: at its end whole lines are run, and the rest is
 * typed.
 */
function pasting(state: LabState, paste: string, key: Key): LabUpdate {
  if (key.name !== 'paste-end') {
    const more =
      key.name === 'return' || key.name === 'enter' ? '\n' : key.name === 'tab' ? ' ' : key.text
    return { state: { ...state, paste: paste + more } }
  }
  const lines = (state.editor.text.slice(0, state.editor.cursor) + paste).split('\n')
  const rest = lines.pop() ?? ''
  const typed = { ...state, paste: null, tab: null }
  if (lines.length === 0) return { state: edited(typed, { type: 'insert', text: paste }) }
  const tail = state.editor.text.slice(state.editor.cursor)
  const whole = lines.filter((line) => line.trim() !== '')
  const history = [...state.editor.history, ...whole]
  const editor = {
    ...edit({ ...state.editor, history }, { type: 'clear' }),
    text: rest + tail,
    cursor: rest.length,
  }
  return { state: { ...typed, editor }, effect: { type: 'run', lines: whole } }
}

/** The longest start that all words have in common. */
function common(words: readonly string[]): string {
  const [first = ''] = words
  let length = first.length
  for (const word of words) while (!word.startsWith(first.slice(0, length))) length--
  return first.slice(0, length)
}

/**
 * Tab: on an empty line what is suggested; else the word as far as it is sure, then one candidate
 * after the other.
 */
function tab(state: LabState, { complete }: Around): LabState {
  const { editor, suggestions } = state
  if (state.tab) return cycle(state, state.tab)
  if (editor.text === '' && suggestions.length > 0)
    return cycle(state, { from: 0, candidates: suggestions, index: -1 })
  const { from, candidates } = complete(editor.text, editor.cursor)
  if (candidates.length === 0) return state
  const word = editor.text.slice(from, editor.cursor)
  if (candidates.length === 1)
    return edited(state, { type: 'replace', from, text: `${candidates[0]} ` })
  const sure = common(candidates)
  const next =
    sure.length > word.length ? edited(state, { type: 'replace', from, text: sure }) : state
  return { ...next, tab: { from, candidates, index: -1 } }
}

function cycle(state: LabState, { from, candidates }: NonNullable<LabState['tab']>): LabState {
  const index = ((state.tab?.index ?? -1) + 1) % candidates.length
  return {
    ...edited(state, { type: 'replace', from, text: candidates[index] }),
    tab: { from, candidates, index },
  }
}
