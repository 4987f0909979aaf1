/**
 * A line split into words as a POSIX shell splits it (IEEE 1003.1, 2.2 Quoting and 2.3 Token
 * Recognition), without any expansion: `$`, `*`, `|`, `<` and the like are ordinary characters. `;`
 * separates commands and `#` at the start of a word begins a comment. The full-width space (U+3000)
 * is a blank like any other and the full-width `；` (U+FF1B) separates as `;` does, since Chinese
 * input methods write them.
 */

import { codePointText } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { quote } from '../../rules/shell-quote.ts'
import type { CommandText, Token } from '../../specs/command-text.ts'

/** A line as far as it could be split. */
interface Scan {
  /** The words between two `;`, even where there are none. */
  readonly commands: readonly (readonly Token[])[]
  /** What is still open, and where it began (UTF-16 offset). */
  readonly open: { readonly what: '"' | "'" | '\\' | '#'; readonly at: number } | null
}

/** The most UTF-16 code units that are read of one line. */
export const LINE_LIMIT = 100_000

const BLANK = /[ \t\u3000]/
const SEPARATOR = /[;\uff1b]/
/** Stands before the commands of a shell, and is left out where such a line is pasted. */
const PROGRAM = 'gatelab'

/** The end of a quotation that begins at `from`, and what is in it; null where it never ends. */
function quotation(line: string, from: number): { text: string; end: number } | null {
  const mark = line[from]
  let text = ''
  for (let n = from + 1; n < line.length; n++) {
    if (line[n] === mark) return { text, end: n + 1 }
    if (mark === '"' && line[n] === '\\' && (line[n + 1] === '"' || line[n + 1] === '\\')) n++
    text += line[n]
  }
  return null
}

/** Splits as far as possible, since completion needs the words of an unfinished line. */
export function scan(line: string): Scan {
  const commands: Token[][] = [[]]
  let word: { text: string; from: number } | null = null
  const close = (at: number) => {
    if (word)
      commands[commands.length - 1].push({ text: word.text, column: word.from + 1, end: at + 1 })
    word = null
  }
  const grow = (from: number, more: string) => {
    word = { text: (word?.text ?? '') + more, from: word?.from ?? from }
  }
  const unfinished = (what: '"' | "'" | '\\', at: number, rest: string): Scan => {
    grow(at, rest)
    close(line.length)
    return { commands, open: { what, at } }
  }
  let n = 0
  while (n < line.length) {
    const character = line[n]
    if (BLANK.test(character)) close(n++)
    else if (SEPARATOR.test(character)) {
      close(n++)
      commands.push([])
    } else if (character === '#' && word === null) return { commands, open: { what: '#', at: n } }
    else if (character === '"' || character === "'") {
      const found = quotation(line, n)
      if (!found) return unfinished(character, n, line.slice(n + 1))
      grow(n, found.text)
      n = found.end
    } else if (character === '\\') {
      if (n + 1 === line.length) return unfinished(character, n, '')
      grow(n, line[n + 1])
      n += 2
    } else grow(n, line[n++])
  }
  close(line.length)
  return { commands, open: null }
}

function refuse(column: number, inputError: InputError): never {
  inputError.column = column
  throw inputError
}

/**
 * The commands of a line, none for a blank line or a comment. A `gatelab` before a command is left
 * out.
 * @throws InputError with its column: 'unclosed-quote', 'trailing-backslash', 'control-character',
 * 'line-too-long'
 */
export function tokenise(line: string): CommandText[] {
  const { length } = line
  if (length > LINE_LIMIT)
    refuse(LINE_LIMIT + 1, new InputError('line-too-long', { length, limit: LINE_LIMIT }))
  const control = /(?!\t)\p{Cc}/u.exec(line)
  if (control) {
    const character = codePointText(control[0])
    refuse(control.index + 1, new InputError('control-character', { character }))
  }
  const { commands, open } = scan(line)
  if (open?.what === '\\') refuse(open.at + 1, new InputError('trailing-backslash', {}))
  if (open && open.what !== '#')
    refuse(open.at + 1, new InputError('unclosed-quote', { quote: open.what }))
  return commands.filter((tokens) => tokens.length > 0).map((tokens) => pieceOf(line, tokens))
}

function pieceOf(line: string, tokens: readonly Token[]): CommandText {
  const text = line.slice(tokens[0].column - 1, tokens[tokens.length - 1].end - 1)
  return { text, tokens: withoutProgram(tokens) }
}

/** The words of a command without the program's name before them. */
export const withoutProgram = (tokens: readonly Token[]): readonly Token[] =>
  tokens[0]?.text === PROGRAM ? tokens.slice(1) : tokens

/**
 * A command from the shell, which has already split the words. Columns are those of the quoted
 * line.
 */
export function commandTextOf(words: readonly string[]): CommandText {
  let end = 0
  const tokens = words.map((text) => {
    const column = end + 1
    end = column + quote(text).length
    return { text, column, end }
  })
  return { text: words.map(quote).join(' '), tokens }
}
