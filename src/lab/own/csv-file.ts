/**
 * Sequences as CSV: a row for each time step, and a header that names the columns:
 *   id         the sequence; the rows of one stand together
 *   x…         inputs, in the order of their columns
 *   y…, class  what is asked at that step, numbers or a class; empty where nothing is asked
 * Commas separate, or semicolons or tabs where the header has no comma. Quotation marks are as in RFC 4180.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { Refusal, type Refusals } from '../../refusal.ts'
import { shown } from '../shown.ts'
import type { Gather } from './gather.ts'

const SEPARATORS = [',', ';', '\t']

/** Where in a row things stand. */
interface Columns {
  readonly names: readonly string[]
  readonly id: number
  readonly inputs: readonly number[]
  /** Those of numbers, or one of classes. */
  readonly answers: readonly number[]
  readonly classes: boolean
}

type RowCode =
  | 'data-column'
  | 'data-column-again'
  | 'data-no-column'
  | 'data-two-answers'
  | 'data-cells'
  | 'data-missing'
  | 'data-not-a-number'
  | 'data-not-finite'
  | 'data-half-answer'

/** Reads a text. Throws Refusal data-…, with the line, for whatever is not as above. */
export function readCsv(text: string, limit: number, gather: Gather): void {
  const table = new Table(gather)
  const lines = text.replace(/\r\n?/g, '\n')
  const header = /\S.*/.exec(lines)?.[0] ?? ''
  try {
    parse(lines, {
      delimiter: SEPARATORS.find((one) => header.includes(one)) ?? ',',
      record_delimiter: '\n',
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limit,
      on_record(cells: string[], { lines }: { readonly lines: number }) {
        table.row(cells, lines)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    if (error.code !== 'CSV_MAX_RECORD_SIZE') throw new Refusal('data-quote', { path: gather.path, line })
    throw new Refusal('file-line-too-long', { path: gather.path, line, bytes: limit + 1, limit })
  }
  table.close()
}

class Table {
  private columns: Columns | null = null
  /** The sequence that goes on, its last line, and its steps so far. */
  private id: string | null = null
  private line = 0
  private t = 0

  constructor(private readonly gather: Gather) {}

  row(cells: readonly string[], line: number): void {
    if (this.columns === null) this.columns = this.header(cells, line)
    else this.step(cells, line, this.columns)
  }

  close(): void {
    if (this.id !== null) this.gather.end(this.line)
  }

  private refuse<C extends RowCode>(line: number, code: C, facts: Omit<Refusals[C], 'path' | 'line'>): Refusal {
    return new Refusal<RowCode>(code, { path: this.gather.path, line, ...facts } as Refusals[C])
  }

  private header(cells: readonly string[], line: number): Columns {
    const names = cells.map((cell) => cell.trim().toLowerCase())
    for (const [n, name] of names.entries()) {
      if (!/^(id|class|[xy].*)$/su.test(name)) throw this.refuse(line, 'data-column', { column: shown(cells[n]) })
      if (names.indexOf(name) < n) throw this.refuse(line, 'data-column-again', { column: shown(cells[n]) })
    }
    const places = (of: (name: string) => boolean) => names.flatMap((name, n) => (of(name) ? [n] : []))
    const inputs = places((name) => name.startsWith('x'))
    const numbers = places((name) => name.startsWith('y'))
    const classes = places((name) => name === 'class')
    if (!names.includes('id')) throw this.refuse(line, 'data-no-column', { column: 'id' })
    if (inputs.length === 0) throw this.refuse(line, 'data-no-column', { column: 'x' })
    if (numbers.length + classes.length === 0) throw this.refuse(line, 'data-no-column', { column: 'y' })
    if (numbers.length > 0 && classes.length > 0) throw this.refuse(line, 'data-two-answers', {})
    const answers = [...numbers, ...classes]
    return { names: cells.map(shown), id: names.indexOf('id'), inputs, answers, classes: classes.length > 0 }
  }

  private step(cells: readonly string[], line: number, columns: Columns): void {
    const { names, inputs } = columns
    if (cells.length !== names.length) {
      throw this.refuse(line, 'data-cells', { found: cells.length, expected: names.length })
    }
    const id = cells[columns.id].trim()
    if (id === '') throw this.refuse(line, 'data-missing', { key: 'id' })
    if (id !== this.id) {
      this.close()
      this.gather.begin(line, id)
      this.t = 0
    }
    this.id = id
    this.line = line
    const values = inputs.map((n) => this.number(line, names[n], cells[n]))
    this.gather.step(line, names[inputs[0]], values)
    this.answer(cells, line, columns)
    this.t++
  }

  private answer(cells: readonly string[], line: number, { names, answers, classes }: Columns): void {
    const given = answers.filter((n) => cells[n].trim() !== '')
    if (given.length === 0) return
    if (given.length < answers.length) throw this.refuse(line, 'data-half-answer', {})
    const place = names[answers[0]]
    if (classes) this.gather.answer(line, place, this.t, cells[answers[0]].trim())
    else {
      const numbers = answers.map((n) => this.number(line, names[n], cells[n]))
      this.gather.answer(line, place, this.t, numbers)
    }
  }

  private number(line: number, place: string, cell: string): number {
    const text = cell.trim()
    const found = text === '' ? '""' : shown(text)
    if (/^[+-]?(nan|inf|infinity)$/i.test(text)) throw this.refuse(line, 'data-not-finite', { place, found })
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
      throw this.refuse(line, 'data-not-a-number', { place, found })
    }
    const number = Math.fround(Number(text))
    if (!Number.isFinite(number)) throw this.refuse(line, 'data-not-finite', { place, found })
    return number
  }
}
