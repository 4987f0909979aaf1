/** The list of tasks as plain text. */
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, wrap } from '../shared/width.ts'

/** A task in words, in the language of the reader. */
export interface TaskRow {
  readonly name: string
  readonly title: string
  readonly what: string
  /** null where it is the reader's own. */
  readonly source: string | null
  /** The metric of the best answer that ignores the input, with its name. */
  readonly baseline: string
  readonly solvedWhen: string
  /** null where the file says it. */
  readonly defaultLength: number | null
  /** The option that names the file, for a task that needs one. */
  readonly file?: string | null
  readonly defaultSymbols?: number | null
  /** Of a text: what counting gets, in bits a character. */
  readonly nGrams?: { readonly uniform: number; readonly tables: readonly number[] }
}

const INDENT = '  '

/** A paragraph for each task, of lines of at most `width` columns. */
export function tasksText(rows: readonly TaskRow[], text: ViewText, width = 80): string {
  const paragraphs = rows.map((row) => paragraph(row, text, width).join('\n'))
  return `${paragraphs.join('\n\n')}\n`
}

function paragraph(row: TaskRow, { tasks, join }: ViewText, width: number): string[] {
  const sizes = [row.defaultLength === null ? tasks.lengthInFile : tasks.length(row.defaultLength)]
  if (row.defaultSymbols) sizes.push(tasks.symbols(row.defaultSymbols))
  const facts = [
    row.what,
    ...(row.file ? [tasks.file(row.file)] : []),
    tasks.baseline(row.baseline),
    ...(row.nGrams
      ? [
          tasks.nGrams(
            significant(row.nGrams.uniform, 3),
            row.nGrams.tables.map((bits) => significant(bits, 3)),
          ),
        ]
      : []),
    tasks.solvedWhen(row.solvedWhen),
    sizes.join(join),
    ...(row.source === null ? [] : [tasks.source(row.source)]),
  ]
  const body = facts.flatMap((fact) =>
    wrap(fact, width - INDENT.length).map((line) => INDENT + line),
  )
  return [...wrap(tasks.heading(row.name, row.title), width), ...body].map((line) =>
    cut(line, width),
  )
}
