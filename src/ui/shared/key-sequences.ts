/**
 * Where a control sequence ends, and which keys it makes. Follows ECMA-48: a sequence ends where
 * the standard says that it ends, whether or not anybody knows what it means. Pure.
 */
import { type Char, charAt, endOfString } from './key-bytes.ts'
import { controlKey, csiKeys, type Key, metaKey, ss3Keys } from './key-meanings.ts'

export const ESC = 0x1b

/**
 * C1 controls that begin something, as 7-bit codes after an escape: CSI, SS3, and strings (DCS,
 * SOS, OSC, PM, APC).
 */
const CSI = 0x5b
const SS3 = 0x4f
export const STRINGS: readonly number[] = [0x50, 0x58, 0x5d, 0x5e, 0x5f]

/**
 * Bytes of a sequence beyond which it is no key: what follows is left out up to the sequence's end.
 */
export const LONGEST = 256

/**
 * What was found at the start of some bytes: how many belong together, and the keys that they make.
 */
export interface Found {
  readonly length: number
  readonly keys: readonly Key[]
}

/** More bytes are needed. */
export const MORE = null

/** After an escape: a sequence, a key with Alt, or the Escape key itself and something else. */
export function escapeSequence(all: readonly number[], at: number): Found | null {
  const next = all[at + 1]
  if (next === undefined) return MORE
  if (next === ESC) {
    // rxvt's Alt with an arrow: the sequence of the arrow behind an escape.
    const second = all[at + 2]
    if (second === undefined) return MORE
    if (second !== CSI && second !== SS3) return { length: 1, keys: [controlKey(ESC)] }
    const found = escapeSequence(all, at + 1)
    if (found === MORE) return MORE
    return { length: found.length + 1, keys: found.keys.map(withMeta) }
  }
  if (next < 0x20 || next === 0x7f) return { length: 2, keys: [withMeta(controlKey(next))] }
  if (next >= 0x80) {
    const char = charAt(all, at + 1)
    return char === MORE ? MORE : { length: 1 + char.length, keys: [] }
  }
  if (next < 0x30) return intermediate(all, at)
  return introducedSequence(all, at, next, 2)
}

/** `ESC ( B` and the like; a single one is a key with Alt, which the time that passes tells. */
function intermediate(all: readonly number[], at: number): Found | null {
  let end = at + 1
  while (all[end] >= 0x20 && all[end] < 0x30) end++
  if (all[end] === undefined) return MORE
  if (all[end] >= 0x30 && all[end] < 0x7f) return { length: end + 1 - at, keys: [] }
  return { length: 2, keys: [metaKey(all[at + 1])] }
}

/** A sequence whose introducer, `length` bytes long, stands at a place. */
export function introducedSequence(
  all: readonly number[],
  at: number,
  introducer: number,
  length: number,
): Found | null {
  if (introducer === CSI) return csi(all, at, at + length)
  if (introducer === SS3) return ss3(all, at, at + length)
  if (STRINGS.includes(introducer)) return string(all, at, at + length)
  return { length, keys: all[at] === ESC ? [metaKey(introducer)] : [] }
}

function csi(all: readonly number[], at: number, from: number): Found | null {
  if (all[from] === 0x4d) return mouse(all, at, from + 1)
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
function mouse(all: readonly number[], at: number, from: number): Found | null {
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

function ss3(all: readonly number[], at: number, from: number): Found | null {
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

function string(all: readonly number[], at: number, from: number): Found | null {
  const end = endOfString(all, from, isEightBit(all[at]))
  return end === MORE ? MORE : { length: end - at, keys: [] }
}

/** A C1 control as one byte. */
export const isEightBit = (byte: number): boolean => byte >= 0x80 && byte < 0xa0
const isFinal = (byte: number): boolean => byte >= 0x40 && byte < 0x7f

const isNumber = (all: readonly number[], from: number, to: number): boolean =>
  to > from && /^\d+$/.test(textIn(all, from, to))

const textIn = (all: readonly number[], from: number, to: number): string =>
  String.fromCharCode(...all.slice(from, Math.min(to, from + LONGEST)))

const withMeta = (key: Key): Key =>
  key.name === 'paste-start' || key.name === 'paste-end' ? key : { ...key, text: '', meta: true }
