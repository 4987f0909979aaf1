/** Text by display columns: a Chinese character takes two. */
import { isPlain } from '../../io/sanitize.ts'
import quickWidth, { graphemes } from './quick-width.ts'

const charactersOf = (text: string): string[] =>
  isPlain(text) ? text.split('') : Array.from(graphemes(text), ({ segment }) => segment)

/** Columns that a text takes on a terminal. */
export const widthOf = (text: string): number => quickWidth(text)

/** The text itself where it fits into so many columns, else its start and an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  return width < 1 ? '' : `${start(text, width - 1)}…`
}

/** The longest start of a text that fits into so many columns. */
function start(text: string, width: number): string {
  let kept = ''
  let used = 0
  for (const character of charactersOf(text)) {
    used += widthOf(character)
    if (used > width) break
    kept += character
  }
  return kept
}

const spaces = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text)))

/** Filled up with spaces on the right. Longer text stays as it is. */
export const padEnd = (text: string, width: number): string => text + spaces(text, width)

/** Filled up with spaces on the left. Longer text stays as it is. */
export const padStart = (text: string, width: number): string => spaces(text, width) + text

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u
const CLOSING = /^[，。；：、？！）》」』】”’…,.;:!?)]/u
const OPENING = /[（《「『【“‘(]$/u

/** Items side by side, as many on a line as fit; an item wider than a line is cut. */
export function wrapList(items: readonly string[], width: number, gap = '   '): string[] {
  const lines: string[] = []
  for (const item of items) {
    const joined = lines.length > 0 ? lines[lines.length - 1] + gap + item : ''
    if (joined !== '' && widthOf(joined) <= width) lines[lines.length - 1] = joined
    else lines.push(cut(item, width))
  }
  return lines
}

interface WrapPiece {
  readonly text: string
  /** A space stands before it, unless a line begins here. */
  readonly space: boolean
}

/**
 * Lines of at most `width` columns: broken at spaces and between Chinese characters (never before
 * closing or after opening punctuation), inside a word only where it is wider than a line, and not
 * inside a short equation such as "t = 1". Lines after the first begin with `indent`.
 */
export function wrap(text: string, width: number, indent = ''): string[] {
  const room = Math.max(1, width)
  const lines: string[] = []
  for (const line of text.split('\n')) {
    let current = ''
    let head = ''
    for (const piece of heldTogether(piecesOf(line), room - widthOf(indent))) {
      const joined = current + (piece.space && current !== head ? ' ' : '') + piece.text
      if (widthOf(joined) <= room) {
        current = joined
        continue
      }
      if (current !== head) lines.push(current)
      head = indent
      current = breakUp(piece.text, head, room, lines)
    }
    lines.push(current)
  }
  return lines
}

/** The unbreakable pieces of a line, in order. */
function piecesOf(line: string): WrapPiece[] {
  return line.split(' ').flatMap((word, place) => {
    const pieces: WrapPiece[] = []
    let text = ''
    let last = ''
    for (const character of charactersOf(word)) {
      const mayBreak = text !== '' && (WIDE.test(character) || WIDE.test(last))
      if (mayBreak && !CLOSING.test(character) && !OPENING.test(text)) {
        pieces.push({ text, space: place > 0 && pieces.length === 0 })
        text = ''
      }
      text += character
      last = character
    }
    return [...pieces, { text, space: place > 0 && pieces.length === 0 }]
  })
}

const RELATION = /^[=≤≥<>≈]$/
/** Columns up to which an equation stays on one line. */
const SHORT = 14

/** The pieces, with those of a short equation as one. */
function heldTogether(pieces: readonly WrapPiece[], room: number): WrapPiece[] {
  const held: WrapPiece[] = []
  for (let n = 0; n < pieces.length; n++) {
    const [before, piece, after] = [held.at(-1), pieces[n], pieces[n + 1]]
    const whole =
      before && after && piece.space && after.space && RELATION.test(piece.text)
        ? `${before.text} ${piece.text} ${after.text}`
        : ''
    if (before && whole !== '' && widthOf(whole) <= Math.min(SHORT, room)) {
      held[held.length - 1] = { ...before, text: whole }
      n++
    } else held.push(piece)
  }
  return held
}

/**
 * Breaks a piece that is wider than a line: pushes full lines into `lines` and returns the rest.
 */
function breakUp(text: string, indent: string, width: number, lines: string[]): string {
  if (widthOf(indent + text) <= width) return indent + text
  const room = width - widthOf(indent)
  let current = ''
  let used = 0
  for (const character of charactersOf(text)) {
    const columns = widthOf(character)
    if (current !== '' && used + columns > room) {
      lines.push(indent + current)
      current = ''
      used = 0
    }
    current += character
    used += columns
  }
  return indent + current
}
