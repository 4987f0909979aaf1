/**
 * From the bytes of a terminal to keys. It follows ECMA-48: a control sequence ends where the
 * standard says that it ends, whether or not anybody knows what it means. So what is unknown
 * (function keys with modifiers, mouse and focus reports, answers of the terminal, colours in
 * pasted text) means nothing, and none of it is typed. Pure but for what it holds back.
 */
import { unseen } from '../../io/sanitize.ts'
import { type Char, charAt, endOfString } from './key-bytes.ts'
import { controlKey, csiKeys, type Key, metaKey, ss3Keys, textKey } from './key-meanings.ts'

export type { Key }

const ESC = 0x1b

/**
 * C1 controls that begin something, as 7-bit codes after an escape: CSI, SS3, and strings (DCS,
 * SOS, OSC, PM, APC).
 */
const CSI = 0x5b
const SS3 = 0x4f
const STRINGS: readonly number[] = [0x50, 0x58, 0x5d, 0x5e, 0x5f]

/**
 * Bytes of a sequence beyond which it is no key: what follows is left out up to the sequence's end.
 */
const LONGEST = 256

/**
 * What was found at the start of some bytes: how many belong together, and the keys that they make.
 */
interface Found {
  readonly length: number
  readonly keys: readonly Key[]
}

/** More bytes are needed. */
const MORE = null

export class KeyDecoder {
  private held: number[] = []
  /** Within a string that is too long to be held: everything is left out until its end. */
  private skipping: 'utf-8' | '8-bit' | null = null
  private pasting = false
  /** Within bytes that are no character: what goes on with them is no control either. */
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

  /** Whatever is never ended, no more of it is held than this. */
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
   * Nothing followed in time: an Escape is the key itself, a paste is over, and anything else that
   * was begun means nothing.
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
    if (first === ESC) return this.escape(all, at)
    if (first < 0x20 || first === 0x7f) return { length: 1, keys: [controlKey(first)] }
    const char = charAt(all, at)
    if (char === MORE) return MORE
    const { length, code } = char
    // C1 controls are the same as an escape and a character 64 below them; old terminals send them
    // as one byte.
    const control = code ?? (isEightBit(first) ? first : 0)
    if (control >= 0x80 && control < 0xa0) return this.introduced(all, at, control - 0x40, length)
    this.garbled = code === null
    return { length, keys: code === null ? [] : typed(char) }
  }

  /** After an escape: a sequence, a key with Alt, or the Escape key itself and something else. */
  private escape(all: readonly number[], at: number): Found | null {
    const next = all[at + 1]
    if (next === undefined) return MORE
    if (next === ESC) {
      // rxvt's Alt with an arrow: the sequence of the arrow behind an escape.
      const second = all[at + 2]
      if (second === undefined) return MORE
      if (second !== CSI && second !== SS3) return { length: 1, keys: [controlKey(ESC)] }
      const found = this.escape(all, at + 1)
      if (found === MORE) return MORE
      return { length: found.length + 1, keys: found.keys.map(withMeta) }
    }
    if (next < 0x20 || next === 0x7f) return { length: 2, keys: [withMeta(controlKey(next))] }
    if (next >= 0x80) {
      const char = charAt(all, at + 1)
      return char === MORE ? MORE : { length: 1 + char.length, keys: [] }
    }
    if (next < 0x30) return this.intermediate(all, at)
    return this.introduced(all, at, next, 2)
  }

  /** `ESC ( B` and the like; a single one is a key with Alt, which the time that passes tells. */
  private intermediate(all: readonly number[], at: number): Found | null {
    let end = at + 1
    while (all[end] >= 0x20 && all[end] < 0x30) end++
    if (all[end] === undefined) return MORE
    if (all[end] >= 0x30 && all[end] < 0x7f) return { length: end + 1 - at, keys: [] }
    return { length: 2, keys: [metaKey(all[at + 1])] }
  }

  /** A sequence whose introducer, `length` bytes long, stands at a place. */
  private introduced(
    all: readonly number[],
    at: number,
    introducer: number,
    length: number,
  ): Found | null {
    if (introducer === CSI) return this.csi(all, at, at + length)
    if (introducer === SS3) return this.ss3(all, at, at + length)
    if (STRINGS.includes(introducer)) return this.string(all, at, at + length)
    return { length, keys: all[at] === ESC ? [metaKey(introducer)] : [] }
  }

  private csi(all: readonly number[], at: number, from: number): Found | null {
    if (all[from] === 0x4d) return this.mouse(all, at, from + 1)
    if (all[from] === CSI) {
      if (all[from + 1] === undefined) return MORE
      const final = isFinal(all[from + 1]) ? String.fromCharCode(all[from + 1]) : ''
      return { length: from + (final === '' ? 1 : 2) - at, keys: csiKeys('[', final) }
    }
    let end = from
    while (all[end] >= 0x20 && all[end] < 0x40) {
      end++
      // rxvt's Shift: a number and a dollar sign, which the standard would have followed by
      // something.
      if (all[end - 1] === 0x24 && isNumber(all, from, end - 1)) break
    }
    if (all[end - 1] === 0x24 && isNumber(all, from, end - 1)) {
      return { length: end - at, keys: csiKeys(textIn(all, from, end - 1), '$') }
    }
    if (all[end] === undefined) return MORE
    // What is no part of a sequence ends it there, and counts for itself.
    if (!isFinal(all[end]))
      return { length: end - at, keys: end === from && all[at] === ESC ? [metaKey(CSI)] : [] }
    const known = end - from <= LONGEST
    const keys = known ? csiKeys(textIn(all, from, end), String.fromCharCode(all[end])) : []
    return { length: end + 1 - at, keys }
  }

  /** The old report of a mouse: three characters, whatever they are. */
  private mouse(all: readonly number[], at: number, from: number): Found | null {
    let end = from
    for (let n = 0; n < 3; n++) {
      if (all[end] === undefined) return MORE
      if (all[end] < 0x20) break
      const char: Char | null = charAt(all, end)
      // A lone byte above 127 is a place far to the right.
      end += char === MORE || char.code === null ? 1 : Math.min(2, char.length)
    }
    return { length: end - at, keys: [] }
  }

  private ss3(all: readonly number[], at: number, from: number): Found | null {
    let end = from
    while ((all[end] >= 0x30 && all[end] <= 0x39) || all[end] === 0x3b) end++
    if (all[end] === undefined) return MORE
    if (all[end] < 0x20 || all[end] >= 0x7f) {
      return { length: end - at, keys: end === from && all[at] === ESC ? [metaKey(SS3)] : [] }
    }
    return {
      length: end + 1 - at,
      keys: ss3Keys(textIn(all, from, end), String.fromCharCode(all[end])),
    }
  }

  private string(all: readonly number[], at: number, from: number): Found | null {
    const end = endOfString(all, from, isEightBit(all[at]))
    return end === MORE ? MORE : { length: end - at, keys: [] }
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
/** A C1 control as one byte. */
const isEightBit = (byte: number): boolean => byte >= 0x80 && byte < 0xa0
const isFinal = (byte: number): boolean => byte >= 0x40 && byte < 0x7f

const isNumber = (all: readonly number[], from: number, to: number): boolean =>
  to > from && /^\d+$/.test(textIn(all, from, to))

const textIn = (all: readonly number[], from: number, to: number): string =>
  String.fromCharCode(...all.slice(from, Math.min(to, from + LONGEST)))

const withMeta = (key: Key): Key =>
  key.name === 'paste-start' || key.name === 'paste-end' ? key : { ...key, text: '', meta: true }

const named = (name: string): Key => ({ text: '', name, ctrl: false, meta: false, shift: false })

/**
 * A character is typed, unless it is one that nobody sees and that only changes how others look.
 */
function typed({ code }: Char): Key[] {
  const text = String.fromCodePoint(code ?? 0)
  return unseen(text) ? [] : [textKey(text)]
}
