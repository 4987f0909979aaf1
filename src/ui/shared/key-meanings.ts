/** What single sequences and characters mean as keys. Pure. */
import { unseen } from '../../io/sanitize.ts'
import { halfWidth } from '../../rules/half-width.ts'
import {
  CONSOLE,
  FINALS,
  KEYPAD,
  KITTY_FROM,
  KITTY_KEYPAD,
  KITTY_KEYPAD_FROM,
  KITTY_TO,
  NUMBERED,
  RXVT_ARROWS,
  TILDES,
} from './key-names.ts'

export interface Key {
  /** What is typed by it; empty for keys that only do something. */
  readonly text: string
  /** As Node's readline has it: `left`, `return`, `a`, `paste-start` …; empty where it has none. */
  readonly name: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly shift: boolean
}

interface Modifiers {
  readonly ctrl: boolean
  readonly meta: boolean
  readonly shift: boolean
}

const NONE: Modifiers = { ctrl: false, meta: false, shift: false }

const plain = (name: string, modifiers: Modifiers = NONE): Key => ({ text: '', name, ...modifiers })

/** The name of a character's key: letters are called by their small form. */
function nameOf(text: string): string {
  if (text === ' ') return 'space'
  return /^[0-9A-Za-z]$/.test(text) ? text.toLowerCase() : ''
}

export const textKey = (text: string): Key => ({
  text,
  name: nameOf(text),
  ...NONE,
  shift: /^[A-Z]$/.test(text),
})

/** The key where keys are commands: letters in either case and in the full width of an input method. */
export function commandKey(key: Key): Key {
  const text = halfWidth(key.text)
  return { ...(text === key.text ? key : textKey(text)), text: text.toLowerCase() }
}

/** A control character of ASCII. */
export function controlKey(byte: number): Key {
  if (byte === 0x0d) return plain('return')
  if (byte === 0x0a) return plain('enter')
  if (byte === 0x09) return plain('tab')
  if (byte === 0x08 || byte === 0x7f) return plain('backspace')
  if (byte === 0x1b) return plain('escape')
  return plain(String.fromCharCode(byte + (byte > 0 && byte <= 0x1a ? 0x60 : 0x40)), {
    ...NONE,
    ctrl: true,
  })
}

/** A character with Alt: it types nothing. */
export function metaKey(byte: number): Key {
  const key = textKey(String.fromCharCode(byte))
  return { ...key, text: '', meta: true }
}

/** One more than a sum: Shift 1, Alt 2, Ctrl 4, and what only some keyboards have. */
function modifiersOf(parameter: string | undefined): Modifiers {
  const bits = Math.max(0, Number.parseInt(parameter ?? '', 10) - 1 || 0)
  return { shift: (bits & 1) !== 0, meta: (bits & (2 | 8 | 32)) !== 0, ctrl: (bits & 4) !== 0 }
}

/** The key of a control sequence; none where it is not a key's. */
export function csiKeys(parameters: string, final: string): Key[] {
  if (parameters === '[') return CONSOLE[final] ? [plain(CONSOLE[final])] : []
  // Answers of the terminal and reports of the mouse.
  if (!/^[\d;:]*$/.test(parameters)) return []
  const [first = '', second, third] = parameters.split(';')
  const [modifier, event] = (second ?? '').split(':')
  // A key that is let go.
  if (event === '3') return []
  const modifiers = modifiersOf(modifier)
  if (final === 'u') return numbered(first, modifiers, third)
  if (final === '~' && first === '27') return numbered(third ?? '', modifiers, undefined)
  if (final === '~' && (first === '200' || first === '201'))
    return [plain(first === '200' ? 'paste-start' : 'paste-end')]
  const tilde = TILDES[Number(first)]
  if (final === '~') return tilde ? [plain(tilde, modifiers)] : []
  if (final === '^') return tilde ? [plain(tilde, { ...modifiers, ctrl: true })] : []
  if (final === '$') return tilde ? [plain(tilde, { ...modifiers, shift: true })] : []
  if (final === '@') return tilde ? [plain(tilde, { ...modifiers, shift: true, ctrl: true })] : []
  if (RXVT_ARROWS[final]) return [plain(RXVT_ARROWS[final], { ...modifiers, shift: true })]
  if (final === 'Z') return [plain('tab', { ...modifiers, shift: true })]
  // A place of the cursor ends in R, too, and its row comes first.
  if (!FINALS[final] || (first !== '' && first !== '1' && second !== undefined)) return []
  return [plain(FINALS[final], modifiers)]
}

/** The key of `SS3`, which some terminals give a number for Shift, Alt and Ctrl. */
export function ss3Keys(parameters: string, final: string): Key[] {
  const modifiers = modifiersOf(parameters.split(';').at(-1))
  if (FINALS[final]) return [plain(FINALS[final], modifiers)]
  if (RXVT_ARROWS[final]) return [plain(RXVT_ARROWS[final], { ...modifiers, ctrl: true })]
  if (final === 'M') return [plain('return', modifiers)]
  if (final === 'I') return [plain('tab', modifiers)]
  const text = KEYPAD[final]
  if (!text) return []
  const { ctrl, meta } = modifiers
  return [{ ...textKey(text), text: ctrl || meta ? '' : text, ...modifiers }]
}

/** A key by the number of its character, as kitty and xterm's modifyOtherKeys report it. */
function numbered(number: string, modifiers: Modifiers, typed: string | undefined): Key[] {
  const [base, shifted] = number.split(':').map((part) => Number.parseInt(part, 10))
  if (!(base > 0)) return []
  const name = NUMBERED[base]
  if (name) return [plain(name, modifiers)]
  const onKeypad = KITTY_KEYPAD[base - KITTY_KEYPAD_FROM]
  if (onKeypad === undefined && base >= KITTY_FROM && base <= KITTY_TO) return []
  const { ctrl, meta, shift } = modifiers
  const letter = onKeypad ?? character(base)
  if (letter === '') return []
  const text =
    typed
      ?.split(':')
      .map((part) => character(Number.parseInt(part, 10)))
      .join('') || big(letter, shifted, shift)
  if (ctrl || meta) return [{ text: '', name: nameOf(letter) || letter, ...modifiers }]
  return [{ ...textKey(text), ...modifiers }]
}

const big = (letter: string, shifted: number | undefined, shift: boolean): string =>
  shift ? (shifted ? character(shifted) : letter.toUpperCase()) : letter

/** A character that can be typed; empty for numbers that are none. */
function character(code: number): string {
  const text = code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  return unseen(text) ? '' : text
}
