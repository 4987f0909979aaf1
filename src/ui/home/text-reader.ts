/** Text on a terminal, to be read page by page until it is left. */
import { folded, type Line, line, type Style, wrapped } from '../../view/shared/spans.ts'
import { keyLine } from '../shared/footer.ts'
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import type { Shown, Size } from '../shared/screen-types.ts'
import { present, type TerminalContext } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'

export interface ReaderState {
  readonly title: string
  readonly lines: readonly string[]
  readonly keys: string
  /** Lines above the first that is seen. */
  readonly scroll: number
  /** What came of a key, until the next. */
  readonly told: string | null
  /** How to say that there is more. */
  readonly more: (lines: number) => string
}

/** Title, rule and keys. */
const FIXED = 3

const bodyOf = (state: ReaderState, { columns }: Size): readonly Line[] =>
  state.lines.flatMap((one) => folded(line(one), columns))

const mostOf = (state: ReaderState, size: Size): number =>
  Math.max(0, bodyOf(state, size).length - Math.max(1, size.rows - 1 - FIXED))

function readerFrame(state: ReaderState, size: Size): Shown {
  const { columns, rows, colors, screenReader } = size
  const quiet: Style = colors === 'none' ? {} : { dim: true }
  const strong: Style = colors === 'none' ? {} : { color: 'cyan', bold: true }
  const page = Math.max(1, rows - 1 - FIXED)
  const scroll = Math.min(state.scroll, mostOf(state, size))
  const all = bodyOf(state, size)
  const seen = all.slice(scroll, scroll + page)
  const below = all.length - scroll - seen.length
  const keys = keyLine([...(below > 0 ? [state.more(below)] : []), state.keys], columns)
  const foot = state.told === null ? [line(keys, quiet)] : wrapped(state.told, columns, strong)
  const kept = seen.slice(0, Math.max(0, page + 1 - foot.length))
  const blank = screenReader
    ? []
    : Array.from({ length: Math.max(0, page + 1 - foot.length - kept.length) }, (): Line => [])
  const head = wrapped(state.title, columns, strong).slice(0, 1)
  return {
    lines: [
      ...head,
      ...(screenReader ? [] : [line('─'.repeat(columns), quiet)]),
      ...kept,
      ...blank,
      ...foot,
    ],
    cursor: undefined,
  }
}

type ReaderEffect = 'save' | 'leave' | 'interrupt' | 'redraw'

function reduceReaderKey(
  before: ReaderState,
  pressed: Key,
  size: Size,
): { state: ReaderState; effect?: ReaderEffect } {
  const key = commandKey(pressed)
  const state = { ...before, told: null }
  const page = Math.max(1, size.rows - 1 - FIXED - 1)
  const to = (scroll: number) => ({
    state: { ...state, scroll: Math.min(mostOf(state, size), Math.max(0, scroll)) },
  })
  if (key.ctrl && key.name === 'c') return { state, effect: 'interrupt' }
  if (key.ctrl && key.name === 'l') return { state, effect: 'redraw' }
  if (key.name === 'escape' || key.text === 'q' || (key.ctrl && key.name === 'd'))
    return { state, effect: 'leave' }
  if (key.text === 's') return { state, effect: 'save' }
  if (key.name === 'up' || key.text === 'k') return to(state.scroll - 1)
  if (key.name === 'down' || key.text === 'j') return to(state.scroll + 1)
  if (key.name === 'pageup') return to(state.scroll - page)
  if (key.name === 'pagedown' || key.name === 'space') return to(state.scroll + page)
  if (key.name === 'home') return to(0)
  if (key.name === 'end') return to(Number.MAX_SAFE_INTEGER)
  if (key.name !== 'return' && key.name !== 'enter') return { state }
  // At the end of the text Enter has read it.
  return state.scroll < mostOf(state, size) ? to(state.scroll + page) : { state, effect: 'leave' }
}

/** Shows a text until it is left; `save` writes it to a file, and says where. */
export async function showText(
  start: Omit<ReaderState, 'scroll' | 'told'>,
  save: () => Promise<string>,
  terminal: TerminalContext & { readonly interrupted?: (signal: 'SIGINT') => void },
): Promise<'leave' | 'interrupt'> {
  const store = createStore<ReaderState, never>({
    start: { ...start, scroll: 0, told: null },
    fold: (state) => state,
    urgent: () => true,
  })
  let end: 'leave' | 'interrupt' = 'leave'
  const onKey = (key: Key, screen: { leave: () => void; redraw: () => void; size: () => Size }) => {
    const { state, effect } = reduceReaderKey(store.latest(), key, screen.size())
    store.set(state)
    if (effect === 'redraw') screen.redraw()
    if (effect === 'save') void save().then((told) => store.set({ ...store.latest(), told }))
    if (effect !== 'leave' && effect !== 'interrupt') return
    end = effect
    screen.leave()
  }
  await present({ store, frameOf: readerFrame, onKey }, terminal)
  return end
}
