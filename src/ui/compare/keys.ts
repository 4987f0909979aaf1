/**
 * From a key to what it means on the comparison's screen: a pure table, so that it can be read and
 * tested in one place.
 */
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
  N: 'next-seed',
  s: 'one-series',
  S: 'one-series',
  w: 'lower',
  W: 'lower',
  '+': 'faster',
  // The same key without shift, on most keyboards.
  '=': 'faster',
  '-': 'slower',
  _: 'slower',
  '−': 'slower',
  q: 'leave',
  Q: 'leave',
  '?': 'help',
  // A Chinese input method's own question mark.
  '\uff1f': 'help',
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
export function actionOf({ text, name, ctrl, meta }: Key): Action | null {
  if (ctrl && CTRL[name]) return CTRL[name]
  if (NAMES[name]) return NAMES[name]
  return ctrl || meta ? null : (LETTERS[text] ?? null)
}
