/**
 * A shell command in lines that stay one command when they are copied back, quoted words and all.
 */
import { widthOf } from './width.ts'

const INDENT = '  '

/**
 * Lines end in a backslash, at a space where there is one. Within single quotes the quote is closed
 * before the backslash and opened again on the next line ('task adding; '\⏎'train 100'), which a
 * shell reads as the same word.
 */
export function shellLines(command: string, width: number): string[] {
  const characters = Array.from(command)
  const inside = quotesOf(characters)
  // Room for a quote and a backslash.
  const room = Math.max(8, Math.floor(width)) - 2
  const lines: string[] = []
  let head = ''
  let from = 0
  while (widthOf(head + characters.slice(from).join('')) > room + 2) {
    const to = breakAfter(characters, inside, from, fitting(characters, from, room - widthOf(head)))
    const open = inside[to] === true
    lines.push(`${head}${characters.slice(from, to).join('')}${open ? "'" : ''}\\`)
    head = open ? "'" : characters[to - 1] === ' ' ? INDENT : ''
    from = to
  }
  return [...lines, head + characters.slice(from).join('')]
}

/**
 * Whether each place is within single quotes; null between a backslash and what it stands before.
 */
function quotesOf(characters: readonly string[]): (boolean | null)[] {
  const inside: (boolean | null)[] = []
  let open = false
  for (let at = 0; at < characters.length; at++) {
    inside.push(open)
    if (!open && characters[at] === '\\') {
      inside.push(null)
      at++
    } else if (characters[at] === "'") open = !open
  }
  return inside
}

/** The first index that is too many for the room; at least one more than `from`. */
function fitting(characters: readonly string[], from: number, room: number): number {
  let used = 0
  for (let at = from; at < characters.length; at++) {
    used += widthOf(characters[at])
    if (used > room) return Math.max(from + 1, at)
  }
  return characters.length
}

/** The last space outside quotes, else the last one inside, else wherever the line is full. */
function breakAfter(
  characters: readonly string[],
  inside: readonly (boolean | null)[],
  from: number,
  to: number,
): number {
  for (const quoted of [false, true]) {
    for (let at = to; at > from; at--)
      if (characters[at - 1] === ' ' && inside[at] === quoted) return at
  }
  return inside[to] === null && to - 1 > from ? to - 1 : to
}
