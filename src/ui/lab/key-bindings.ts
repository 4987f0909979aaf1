/** Which key does what to the line: those of a shell. A pure table. */

import type { Key } from '../shared/keyboard.ts'
import type { Edit, EditName } from './editor.ts'

const PLAIN: Readonly<Record<string, EditName>> = {
  left: 'left',
  right: 'right',
  home: 'home',
  end: 'end',
  up: 'older',
  down: 'newer',
  backspace: 'backspace',
  delete: 'delete',
}

const CTRL: Readonly<Record<string, EditName>> = {
  a: 'home',
  e: 'end',
  b: 'left',
  f: 'right',
  p: 'older',
  n: 'newer',
  h: 'backspace',
  d: 'delete',
  w: 'cut-blank-left',
  u: 'cut-to-start',
  k: 'cut-to-end',
  y: 'paste',
  r: 'search',
  g: 'clear',
  left: 'word-left',
  right: 'word-right',
  backspace: 'cut-word-left',
  delete: 'cut-word-right',
}

const META: Readonly<Record<string, EditName>> = {
  b: 'word-left',
  f: 'word-right',
  d: 'cut-word-right',
  backspace: 'cut-word-left',
  left: 'word-left',
  right: 'word-right',
}

/** What a key does to the line; null for keys that mean nothing there. */
export function editOf(key: Key): Edit | null {
  const table = key.ctrl ? CTRL : key.meta ? META : PLAIN
  const name = table[key.name]
  if (name) return { type: name }
  return key.text === '' ? null : { type: 'insert', text: key.text }
}
