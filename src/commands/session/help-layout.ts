/** The layout of help pages: wrapped text, and tables of names and what they are. */

/** Characters of two columns: East Asian scripts and their punctuation. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/
const ASCII = /^[ -~]*$/

function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

/** Puts a word that is wider than a line behind the last line, broken where each line is full. */
function breakWord(lines: string[], word: string, columns: number): void {
  let width = widthOf(lines[lines.length - 1])
  for (const character of word) {
    const wide = widthOf(character)
    if (width + wide > columns) {
      lines.push('')
      width = 0
    }
    lines[lines.length - 1] += character
    width += wide
  }
}

/** Lines of at most so many columns; a word that is longer than one is broken. */
function wrapLine(text: string, columns: number): string[] {
  const lines = ['']
  for (const word of text.trim().split(/ +/)) {
    const width = widthOf(word)
    const used = widthOf(lines[lines.length - 1])
    const rest = columns - used - (used > 0 ? 1 : 0)
    if (width <= rest) lines[lines.length - 1] += (used > 0 ? ' ' : '') + word
    else if (width <= columns) lines.push(word)
    else {
      // It begins on this line where it then takes no more of them.
      const here = 1 + Math.floor((width - rest - 1) / columns)
      if (used > 0 && Math.floor((width - 1) / columns) < here) lines.push('')
      else if (used > 0) lines[lines.length - 1] += ' '
      breakWord(lines, word, columns)
    }
  }
  return lines.map((line) => line.trimEnd())
}

const wrap = (text: string, columns: number): string[] =>
  text.split('\n').flatMap((line) => wrapLine(line, Math.max(columns, 1)))

/** Paragraphs across the page; each line keeps its indentation. */
export const paragraphs = (text: string, columns: number): string[] =>
  text.split('\n').flatMap((line) => {
    const indent = line.length - line.trimStart().length
    return wrap(line, columns - indent).map((one) => (one && ' '.repeat(indent)) + one)
  })

export interface Row {
  readonly name: string
  /** Columns that the name stands further in than others. */
  readonly indent?: number
  readonly what: string
}

/** Names in a column of at most half the page, and what they are in the rest. */
export function table(title: string, rows: readonly Row[], columns: number): string[] {
  if (rows.length === 0) return []
  const widest = Math.max(...rows.map(({ name, indent = 0 }) => widthOf(name) + indent))
  const left = Math.min(widest, Math.floor(columns / 2)) + 4
  const lines = rows.flatMap(({ name, indent = 0, what }) => {
    const inset = 2 + indent
    const names = wrap(name, left - inset - 2)
    const words = wrap(what, columns - left)
    return Array.from({ length: Math.max(names.length, words.length) }, (_, n) => {
      const before = ' '.repeat(inset) + (names[n] ?? '')
      return `${before}${' '.repeat(Math.max(left - widthOf(before), 0))}${words[n] ?? ''}`.trimEnd()
    })
  })
  return [...paragraphs(title, columns), ...lines]
}

/** Lines that stand for themselves, under a title. */
export const list = (title: string, lines: readonly string[], columns: number): string[] => [
  ...paragraphs(title, columns),
  ...lines.flatMap((line) => wrap(line, columns - 4).map((one) => `  ${one}`)),
]

/** Sections with an empty line between them; none for one that is empty. */
export const page = (...sections: readonly (readonly string[])[]): string =>
  sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
