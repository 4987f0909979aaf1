/**
 * From a key to what it means on the comparison's screen: a pure table, so that it can be read and
 * tested in one place.
 */
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'

export type Action =
  | 'pause'
  | 'back'
  | 'forward'
  | 'first'
  | 'live'
  | 'next-seed'
  | 'one-series'
  | 'lower'
  | 'faster'
  | 'slower'
  | 'leave'
  | 'finish'
  | 'interrupt'
  | 'help'
  | 'redraw'

const LETTERS: Readonly<Record<string, Action>> = {
  ' ': 'pause',
  n: 'next-seed',
  s: 'one-series',
  w: 'lower',
  '+': 'faster',
  // The same key without shift, on most keyboards.
  '=': 'faster',
  '-': 'slower',
  _: 'slower',
  '−': 'slower',
  q: 'leave',
  '?': 'help',
}

const NAMES: Readonly<Record<string, Action>> = {
  left: 'back',
  right: 'forward',
  home: 'first',
  end: 'live',
  return: 'finish',
  enter: 'finish',
  escape: 'finish',
}

const CTRL: Readonly<Record<string, Action>> = { c: 'interrupt', l: 'redraw' }

/** What was pressed; null for keys that mean nothing here. */
export function actionOf(key: Key): Action | null {
  const { text, name, ctrl, meta } = commandKey(key)
  if (ctrl && CTRL[name]) return CTRL[name]
  if (NAMES[name]) return NAMES[name]
  return ctrl || meta ? null : (LETTERS[text] ?? null)
}
