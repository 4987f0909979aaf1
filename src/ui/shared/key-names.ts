/**
 * What the sequences of terminals stand for: xterm, VTE, rxvt, the Linux console, kitty. Tables,
 * and nothing else.
 */

/** Finals of `CSI … X` and `SS3 X`, and the names that Node's readline gives these keys. */
export const FINALS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'tab',
}

/** rxvt: `CSI a` is an arrow with Shift, `SS3 a` one with Ctrl. */
export const RXVT_ARROWS: Readonly<Record<string, string>> = {
  a: 'up',
  b: 'down',
  c: 'right',
  d: 'left',
}

/** `CSI number ~`; rxvt ends the same with ^ for Ctrl, $ for Shift, @ for both. */
export const TILDES: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
  25: 'f13',
  26: 'f14',
  28: 'f15',
  29: 'f16',
  31: 'f17',
  32: 'f18',
  33: 'f19',
  34: 'f20',
}

/** The Linux console: `CSI [ A` to `CSI [ E`. */
export const CONSOLE: Readonly<Record<string, string>> = {
  A: 'f1',
  B: 'f2',
  C: 'f3',
  D: 'f4',
  E: 'f5',
}

/** The keypad in application mode: `SS3 j` is an asterisk. */
export const KEYPAD: Readonly<Record<string, string>> = {
  ' ': ' ',
  X: '=',
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  p: '0',
  q: '1',
  r: '2',
  s: '3',
  t: '4',
  u: '5',
  v: '6',
  w: '7',
  x: '8',
  y: '9',
}

/** Numbers of keys in `CSI number u` that type nothing. */
export const NUMBERED: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'return',
  27: 'escape',
  127: 'backspace',
  57414: 'return',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
}

/**
 * kitty's numbers of the keypad's characters: 0 to 9 and . / * - + (then Enter) = and the
 * separator.
 */
export const KITTY_KEYPAD = '0123456789./*-+'
export const KITTY_KEYPAD_FROM = 57399
/** kitty's numbers of keys that have neither name nor text here: modifiers, media keys. */
export const KITTY_FROM = 57344
export const KITTY_TO = 63743
