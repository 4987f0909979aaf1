/**
 * A command line that is copied back into a shell: broken with backslashes, so that it stays one
 * command.
 */
import { shellLines } from './shell-lines.ts'
import { widthOf } from './width.ts'

const INDENT = '  '
const NARROWEST_LINE = 8

export function wrapCommand(command: string, width: number): string[] {
  if (command.includes("'")) return shellLines(command, width)
  // A line has room for a letter and a backslash, however narrow the terminal is.
  const most = Math.max(NARROWEST_LINE, Math.floor(width))
  const room = most - 2
  const lines: string[] = []
  let current = ''
  for (const word of command.split(' ')) {
    const joined = current.trim() === '' ? current + word : `${current} ${word}`
    if (widthOf(joined) <= room || current.trim() === '') {
      current = joined
    } else {
      lines.push(`${current} \\`)
      current = INDENT + word
    }
    // A backslash inside a word joins it with the start of the next line.
    while (current.length > most) {
      lines.push(`${current.slice(0, most - 1)}\\`)
      current = current.slice(most - 1)
    }
  }
  return [...lines, current]
}
