/** The line that is being typed: a pure reducer, as a shell's line editor behaves. */
import { after, before, blankBefore, wordAfter, wordBefore } from './graphemes.ts'

export interface Editor {
  readonly text: string
  /** Where the cursor stands, in UTF-16 code units. */
  readonly cursor: number
  /** Earlier lines, first to last. */
  readonly history: readonly string[]
  /** The line of the history that is shown; null for the one being written. */
  readonly at: number | null
  /** What was being written before the history was looked at. */
  readonly draft: string
  /** What was cut last, for Ctrl-Y. */
  readonly cut: string
  /** Reverse search: what is looked for, and where it was found. */
  readonly search: { readonly query: string; readonly at: number | null } | null
}

export type Edit =
  | { readonly type: 'insert'; readonly text: string }
  | { readonly type: 'replace'; readonly from: number; readonly text: string }
  | { readonly type: 'set'; readonly text: string }
  | { readonly type: EditName }

export type EditName =
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'backspace'
  | 'delete'
  | 'cut-word-left'
  | 'cut-blank-left'
  | 'cut-word-right'
  | 'cut-to-start'
  | 'cut-to-end'
  | 'paste'
  | 'older'
  | 'newer'
  | 'search'
  | 'search-end'
  | 'clear'

export const emptyEditor = (history: readonly string[] = []): Editor => ({
  text: '',
  cursor: 0,
  history,
  at: null,
  draft: '',
  cut: '',
  search: null,
})

export function edit(editor: Editor, change: Edit): Editor {
  if (editor.search) return editSearch(editor, editor.search, change)
  const { text, cursor } = editor
  switch (change.type) {
    case 'insert':
      return typed(
        editor,
        text.slice(0, cursor) + change.text + text.slice(cursor),
        cursor + change.text.length,
      )
    case 'replace':
      return typed(
        editor,
        text.slice(0, change.from) + change.text + text.slice(cursor),
        change.from + change.text.length,
      )
    case 'set':
      return typed(editor, change.text, change.text.length)
    case 'left':
      return { ...editor, cursor: before(text, cursor) }
    case 'right':
      return { ...editor, cursor: after(text, cursor) }
    case 'home':
      return { ...editor, cursor: 0 }
    case 'end':
      return { ...editor, cursor: text.length }
    case 'word-left':
      return { ...editor, cursor: wordBefore(text, cursor) }
    case 'word-right':
      return { ...editor, cursor: wordAfter(text, cursor) }
    case 'backspace':
      return without(editor, before(text, cursor), cursor, false)
    case 'delete':
      return without(editor, cursor, after(text, cursor), false)
    case 'cut-word-left':
      return without(editor, wordBefore(text, cursor), cursor, true)
    case 'cut-blank-left':
      return without(editor, blankBefore(text, cursor), cursor, true)
    case 'cut-word-right':
      return without(editor, cursor, wordAfter(text, cursor), true)
    case 'cut-to-start':
      return without(editor, 0, cursor, true)
    case 'cut-to-end':
      return without(editor, cursor, text.length, true)
    case 'paste':
      return edit(editor, { type: 'insert', text: editor.cut })
    case 'older':
      return recall(editor, (editor.at ?? editor.history.length) - 1)
    case 'newer':
      return recall(editor, (editor.at ?? editor.history.length) + 1)
    case 'search':
      return { ...editor, draft: text, search: { query: '', at: null } }
    case 'search-end':
      return editor
    case 'clear':
      return { ...emptyEditor(editor.history), cut: editor.cut }
  }
}

/** The editor after a line was entered: empty, and the line is the newest of the history. */
export function entered(editor: Editor): Editor {
  const { text, history } = editor
  const kept = text.trim() !== '' && history.at(-1) !== text ? [...history, text] : history
  return { ...emptyEditor(kept), cut: editor.cut }
}

const typed = (editor: Editor, text: string, cursor: number): Editor => ({
  ...editor,
  text,
  cursor,
  at: null,
})

function without(editor: Editor, from: number, to: number, keep: boolean): Editor {
  if (from === to) return editor
  const { text } = editor
  const shorter = typed(editor, text.slice(0, from) + text.slice(to), from)
  return keep ? { ...shorter, cut: text.slice(from, to) } : shorter
}

/** Shows a line of the history; beyond its newest end stands what was being written. */
function recall(editor: Editor, at: number): Editor {
  const { history } = editor
  if (at < 0 || (editor.at === null && at > history.length)) return editor
  const draft = editor.at === null ? editor.text : editor.draft
  const text = at >= history.length ? draft : history[at]
  return { ...editor, text, cursor: text.length, at: at >= history.length ? null : at, draft }
}

/**
 * While searching, typing makes the query longer and `search` goes to an older line; anything else
 * ends it there.
 */
function editSearch(editor: Editor, search: NonNullable<Editor['search']>, change: Edit): Editor {
  const { query, at } = search
  if (change.type === 'insert')
    return found(editor, query + change.text, at ?? editor.history.length - 1)
  if (change.type === 'backspace')
    return found(editor, query.slice(0, before(query, query.length)), editor.history.length - 1)
  if (change.type === 'search')
    return query === '' ? editor : found(editor, query, (at ?? editor.history.length) - 1)
  const over = { ...editor, search: null }
  if (change.type === 'clear')
    return { ...over, text: editor.draft, cursor: editor.draft.length, at: null }
  return change.type === 'search-end' ? over : edit(over, change)
}

/**
 * The newest line not after `from` in which the query stands; where there is none the line stays.
 */
function found(editor: Editor, query: string, from: number): Editor {
  const at =
    query === ''
      ? -1
      : editor.history.findLastIndex((line, index) => index <= from && line.includes(query))
  if (at < 0) return { ...editor, search: { query, at: editor.search?.at ?? null } }
  const text = editor.history[at]
  return { ...editor, text, cursor: text.indexOf(query) + query.length, at, search: { query, at } }
}
