/** From a key to what it means on the comparison's screen: a pure table, so that it can be read and tested in one place. */

export type Action =
  | 'pause'
  | 'back'
  | 'forward'
  | 'first'
  | 'live'
  | 'next-seed'
  | 'faster'
  | 'slower'
  | 'leave'
  | 'finish'
  | 'interrupt'
  | 'help'

/** The part of Ink's key that matters here. */
export interface Key {
  readonly leftArrow?: boolean
  readonly rightArrow?: boolean
  readonly home?: boolean
  readonly end?: boolean
  readonly return?: boolean
  readonly escape?: boolean
  readonly ctrl?: boolean
  readonly meta?: boolean
}

const LETTERS: Readonly<Record<string, Action>> = {
  ' ': 'pause',
  n: 'next-seed',
  N: 'next-seed',
  '+': 'faster',
  // The same key without shift, on most keyboards.
  '=': 'faster',
  '-': 'slower',
  _: 'slower',
  '−': 'slower',
  q: 'leave',
  Q: 'leave',
  '\r': 'finish',
  '\n': 'finish',
  '?': 'help',
  // A Chinese input method's own question mark.
  '\uff1f': 'help',
  '\u0003': 'interrupt',
}

/**
 * What was pressed. `input` can hold several characters: a terminal hands over fast typing in one piece.
 * Keys that mean nothing here give nothing.
 */
export function actionsOf(input: string, key: Key): Action[] {
  if (key.ctrl) return input === 'c' ? ['interrupt'] : []
  if (key.leftArrow) return ['back']
  if (key.rightArrow) return ['forward']
  if (key.home) return ['first']
  if (key.end) return ['live']
  if (key.return) return ['finish']
  if (key.escape) return ['finish']
  if (key.meta) return []
  return [...input].flatMap((letter) => LETTERS[letter] ?? [])
}
