/**
 * A menu: things to choose from, one under the other, with words about the one that is chosen.
 * Pure.
 */
import { largest } from '../../rules/extremes.ts'
import type { Colors } from '../../view/shared/palette.ts'
import {
  cutLine,
  folded,
  type Line,
  line,
  type Style,
  sanitizeLine,
  span,
  widthOfLine,
  wrapped,
} from '../../view/shared/spans.ts'
import { padEnd, widthOf } from '../../view/shared/width.ts'
import { keyLine } from '../shared/footer.ts'
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import type { Shown, Size } from '../shared/screen-types.ts'

export interface Item {
  readonly label: string
  /** To the right of the labels. */
  readonly note?: string
  /** Words about it, while it is chosen. */
  readonly about?: string
  /** A picture below them, where there is room. */
  readonly picture?: (columns: number, colors: Colors) => readonly Line[]
}

export interface MenuState {
  readonly title: string
  readonly items: readonly Item[]
  readonly cursor: number
  /** Things to be told. */
  readonly notices: readonly string[]
  readonly keys: string
}

export type MenuEffect = 'open' | 'language' | 'leave' | 'interrupt' | 'redraw'

export interface MenuUpdate {
  readonly state: MenuState
  readonly effect?: MenuEffect
}

export function reduceKey(state: MenuState, pressed: Key): MenuUpdate {
  const key = commandKey(pressed)
  const { cursor, items } = state
  const to = (at: number): MenuUpdate => ({
    state: { ...state, cursor: Math.min(items.length - 1, Math.max(0, at)) },
  })
  if (key.ctrl && key.name === 'c') return { state, effect: 'interrupt' }
  if (key.ctrl && key.name === 'l') return { state, effect: 'redraw' }
  if (key.name === 'escape' || key.text === 'q' || (key.ctrl && key.name === 'd'))
    return { state, effect: 'leave' }
  if (key.text === 'l') return { state, effect: 'language' }
  if (key.name === 'up' || key.text === 'k') return to(cursor === 0 ? items.length - 1 : cursor - 1)
  if (key.name === 'down' || key.text === 'j')
    return to(cursor === items.length - 1 ? 0 : cursor + 1)
  if (key.name === 'home') return to(0)
  if (key.name === 'end') return to(items.length - 1)
  const opens = ['return', 'enter', 'right', 'space'].includes(key.name)
  return opens && items.length > 0 ? { state, effect: 'open' } : { state }
}

/** So many things to choose from are seen, or there is no picture. */
const FEWEST_ITEMS = 5

export function menuFrame(state: MenuState, { columns, rows, colors, screenReader }: Size): Shown {
  const quiet: Style = colors === 'none' ? {} : { dim: true }
  const chosen: Style = colors === 'none' ? {} : { color: 'cyan', bold: true }
  const { items, cursor } = state
  const widest = largest(
    items.map(({ label }) => widthOf(label)),
    0,
  )
  const rowOf = (item: Item, here: boolean): Line => {
    const note = item.note ? span(`   ${item.note}`, quiet) : span('')
    return [
      span(`${here ? '❯' : ' '} ${padEnd(sanitizeLine(item.label), widest)}`, here ? chosen : {}),
      note,
    ]
  }
  const item = items[cursor]
  // What does not fit on its line is shown in full below, while it is selected.
  const whole =
    item && widthOfLine(rowOf(item, true)) > columns ? [item.label.trim(), item.note ?? ''] : []
  const told = [...whole, item?.about ?? ''].filter((one) => one !== '')
  const words =
    told.length === 0 || screenReader
      ? []
      : [[], ...told.flatMap((one) => wrapped(sanitizeLine(one), columns, quiet))]
  const notices = state.notices.flatMap((one) => [[], ...wrapped(sanitizeLine(one), columns, {})])
  const head = [...wrapped(state.title, columns, chosen), line('─'.repeat(columns), quiet)]
  const free = rows - 1 - head.length - words.length - notices.length - 1
  const drawn = screenReader ? [] : (item?.picture?.(columns, colors) ?? [])
  const fits = drawn.length > 0 && free - drawn.length - 1 >= Math.min(items.length, FEWEST_ITEMS)
  const picture = fits ? [[], ...drawn] : []
  const room = Math.max(1, free - picture.length)
  const first = Math.min(
    Math.max(0, cursor - Math.floor(room / 2)),
    Math.max(0, items.length - room),
  )
  const shown = items.slice(first, first + room).map((item, n) => rowOf(item, first + n === cursor))
  const used = head.length + shown.length + words.length + picture.length + notices.length + 1
  const blank = screenReader
    ? []
    : Array.from({ length: Math.max(0, rows - 1 - used) }, (): Line => [])
  const lines = [
    ...(screenReader ? head.slice(0, -1) : head),
    ...shown.flatMap((one) => (screenReader ? folded(one, columns) : [cutLine(one, columns)])),
    ...words,
    ...picture,
    ...notices,
    ...blank,
    line(keyLine([state.keys], columns), quiet),
  ]
  return { lines: lines.map((one) => cutLine(one, columns)), cursor: undefined }
}
