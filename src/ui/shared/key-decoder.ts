/**
 * From the bytes of a terminal to keys. What is unknown (function keys with modifiers, mouse and
 * focus reports, answers of the terminal, colours in pasted text) means nothing, and none of it is
 * typed. Pure but for the bytes that it holds until the rest of their sequence has come.
 */
import { unseen } from '../../io/sanitize.ts'
import { type Char, charAt, endOfString } from './key-bytes.ts'
import { controlKey, type Key, metaKey, textKey } from './key-meanings.ts'
import {
  ESC,
  escapeSequence,
  type Found,
  introducedSequence,
  isEightBit,
  LONGEST,
  MORE,
  STRINGS,
} from './key-sequences.ts'

export type { Key }

export class KeyDecoder {
  private held: number[] = []
  /** Inside a string that is too long to be kept: everything up to its end is dropped. */
  private skipping: 'utf-8' | '8-bit' | null = null
  private pasting = false
  /** Inside invalid bytes: continuation bytes after them are not control characters. */
  private garbled = false

  /**
   * What is waited for: the rest of a sequence after a lone Escape or its introducer, of a longer
   * one, the end of a paste.
   */
  get waiting(): 'escape' | 'sequence' | 'paste' | null {
    if (this.held.length > 0)
      return this.held.length <= 2 && this.held[0] === ESC ? 'escape' : 'sequence'
    return this.skipping !== null ? 'sequence' : this.pasting ? 'paste' : null
  }

  /** The keys that are complete with these bytes. */
  push(bytes: Iterable<number>): Key[] {
    const all = [...this.held, ...bytes]
    const keys: Key[] = []
    let at = 0
    while (at < all.length) {
      const found = this.skipping === null ? this.at(all, at) : this.skipped(all, at, this.skipping)
      if (found === MORE) break
      for (const key of found.keys) this.emit(key, keys)
      at += found.length
    }
    this.held = all.slice(at)
    this.bound()
    return keys
  }

  /** Limits how much of an unterminated sequence is kept. */
  private bound(): void {
    if (this.held.length <= 2 * LONGEST) return
    const [first, second] = this.held
    const introducer = first === ESC ? second : first < 0xc0 ? first - 0x40 : second - 0x40
    if (!STRINGS.includes(introducer)) this.held = this.held.slice(0, 2 * LONGEST)
    else {
      this.skipping = isEightBit(first) ? '8-bit' : 'utf-8'
      this.held = this.held.slice(-1).filter(mayEnd)
    }
  }

  /**
   * Nothing followed within the timeout: an Escape is the key itself, a paste is over, and any
   * other incomplete sequence is dropped.
   */
  flush(): Key[] {
    const { held } = this
    const keys: Key[] = []
    this.held = []
    if (this.skipping !== null) this.skipping = null
    else if (held[0] === ESC) {
      if (held.length === 1) this.emit(controlKey(ESC), keys)
      else if (held.length === 2) {
        if (held[1] === ESC) for (const byte of held) this.emit(controlKey(byte), keys)
        else this.emit(metaKey(held[1]), keys)
      }
    }
    if (held.length === 0 && this.pasting) this.emit(named('paste-end'), keys)
    return keys
  }

  /** Within a marked paste only text, line ends and tabs count. */
  private emit(key: Key, keys: Key[]): void {
    if (key.name === 'paste-start') {
      if (this.pasting) return
      this.pasting = true
    } else if (key.name === 'paste-end') {
      if (!this.pasting) return
      this.pasting = false
    } else if (this.pasting && key.text === '' && !['return', 'enter', 'tab'].includes(key.name))
      return
    keys.push(key)
  }

  private at(all: readonly number[], at: number): Found | null {
    const first = all[at]
    this.garbled &&= first >= 0x80 && first < 0xc0
    if (this.garbled) return { length: 1, keys: [] }
    if (first === ESC) return escapeSequence(all, at)
    if (first < 0x20 || first === 0x7f) return { length: 1, keys: [controlKey(first)] }
    const char = charAt(all, at)
    if (char === MORE) return MORE
    const { length, code } = char
    // C1 controls are the same as an escape and a character 64 below them; old terminals send them
    // as one byte.
    const control = code ?? (isEightBit(first) ? first : 0)
    if (control >= 0x80 && control < 0xa0)
      return introducedSequence(all, at, control - 0x40, length)
    this.garbled = code === null
    return { length, keys: code === null ? [] : typed(char) }
  }

  private skipped(all: readonly number[], at: number, kind: 'utf-8' | '8-bit'): Found | null {
    const end = endOfString(all, at, kind === '8-bit')
    if (end !== MORE) {
      this.skipping = null
      return { length: end - at, keys: [] }
    }
    const rest = all.slice(-1).filter(mayEnd).length
    return all.length - at > rest ? { length: all.length - at - rest, keys: [] } : MORE
  }
}

/** A byte with which the end of a string may begin. */
const mayEnd = (byte: number): boolean => byte === ESC || byte === 0xc2
const named = (name: string): Key => ({ text: '', name, ctrl: false, meta: false, shift: false })

/**
 * A character is typed, unless it is one that nobody sees and that only changes how others look.
 */
function typed({ code }: Char): Key[] {
  const text = String.fromCodePoint(code ?? 0)
  return unseen(text) ? [] : [textKey(text)]
}
