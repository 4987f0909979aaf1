/**
 * Sequences as CSV: a row for each time step, and a header that names the columns:
 *   id         the sequence; the rows of one stand together
 *   x…         inputs, in the order of their columns
 *   y…, class what is asked at that step, numbers or a class; empty, NA, NaN … where nothing is
 *   asked Commas separate, or semicolons, tabs or bars where the header has more of them, or what a
 *   first line `sep=;` says. Quotation marks are as in RFC 4180; a word in them means what it means
 *   without. Rows and last columns of nothing are nothing.
 */

import { sanitizeName } from '../io/sanitize.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import type { FileReading } from '../specs/spec.ts'
import type { Gather } from './collect-sequences.ts'
import { Cells } from './csv-cells.ts'
import { type Columns, columnsOf } from './csv-columns.ts'
import { csvText, eachRow } from './csv-rows.ts'
import { missingTest } from './missing-values.ts'

type RowCode = 'data-column' | 'data-cells' | 'data-missing' | 'data-half-answer'

/** Reads a text. Throws InputError data-…, with the line, for whatever is not as above. */
export function readCsv(
  text: string,
  limit: number,
  gather: Gather,
  reading: FileReading = {},
): void {
  const { lines, separator: found } = csvText(text)
  const separator = found ?? ','
  const table = new Table(gather, separator, reading)
  eachRow(gather.path, lines, separator, limit, (cells, line) => table.row(cells, line))
  table.close()
}

class Table {
  private columns: Columns | null = null
  private readonly cells: Cells
  private readonly isMissing: (word: string) => boolean
  /** The current sequence, its last line, and its steps so far. */
  private id: string | null = null
  private line = 0
  private t = 0
  /**
   * The last row's numbers in columns that may be an index; that they are one; columns in which
   * something stood.
   */
  private readonly counted = new Map<number, string>()
  private readonly filled = new Set<number>()
  private whole = true

  constructor(
    private readonly gather: Gather,
    separator: string,
    private readonly reading: FileReading,
  ) {
    this.isMissing = missingTest(reading.missing)
    this.cells = new Cells(gather.path, separator, this.isMissing)
    gather.notes.format = 'csv'
    gather.notes.separator = separator
  }

  row(cells: readonly string[], line: number): void {
    if (cells.every((cell) => cell.trim() === '')) {
      if (cells.length > 1) this.gather.notes.emptyRows++
    } else if (this.columns === null) {
      this.columns = columnsOf(this.gather.path, cells, line, this.reading, this.gather.notes)
    } else this.step(cells, line, this.columns)
  }

  close(): void {
    if (this.id !== null) this.gather.end(this.line)
    const { notes } = this.gather
    const { columns, filled } = this
    notes.decimalComma = this.cells.decimalComma
    if (columns === null) return
    const asked = this.reading.answers
    notes.readBy = asked === undefined ? 'column' : 'option'
    notes.other = columns.classes
      ? null
      : this.whole && columns.answers.length === 1
        ? 'classes'
        : null
    if (asked === 'classes') notes.other = 'numbers'
    for (const n of [...columns.index, ...columns.unnamed]) {
      notes.columns.push({ name: columns.names[n], why: filled.has(n) ? 'row-numbers' : 'empty' })
    }
  }

  private refuse<C extends RowCode>(
    line: number,
    code: C,
    facts: Omit<InputErrorDetails[C], 'path' | 'line'>,
  ): InputError {
    return new InputError<RowCode>(code, {
      path: this.gather.path,
      line,
      ...facts,
    } as InputErrorDetails[C])
  }

  private step(cells: readonly string[], line: number, columns: Columns): void {
    const { names, inputs } = columns
    const last = cells.findLastIndex((cell) => cell.trim() !== '')
    if (cells.length < names.length || last >= names.length) {
      throw this.refuse(line, 'data-cells', {
        found: Math.max(last + 1, cells.length),
        expected: names.length,
      })
    }
    this.checkUnnamed(cells, columns)
    const id = cells[columns.id].trim()
    if (this.isMissing(id))
      throw this.refuse(line, 'data-missing', {
        key: 'id',
        ...(id ? { found: sanitizeName(id) } : {}),
      })
    if (id !== this.id) {
      if (this.id !== null) this.gather.end(this.line)
      this.gather.begin(line, id)
      this.t = 0
    }
    this.id = id
    this.line = line
    const values = inputs.map((n) => this.cells.number(line, names[n], cells[n]))
    this.gather.step(line, names[inputs[0]], values)
    this.answer(cells, line, columns)
    this.t++
  }

  /** A column without a name is a data frame's index, or nothing. */
  private checkUnnamed(cells: readonly string[], { index, unnamed, names, line }: Columns): void {
    const refuse = (n: number) =>
      this.refuse(line, 'data-column', {
        column: names[n],
        number: n + 1,
        found: sanitizeName(cells[n].trim()),
      })
    for (const n of unnamed) if (cells[n].trim() !== '') throw refuse(n)
    for (const n of index) {
      const text = cells[n].trim()
      if (text === '' && !this.filled.has(n)) continue
      if (!/^\d+$/.test(text) || text === this.counted.get(n)) throw refuse(n)
      this.counted.set(n, text)
      this.filled.add(n)
    }
  }

  private answer(
    cells: readonly string[],
    line: number,
    { names, answers, classes }: Columns,
  ): void {
    const given = answers.filter((n) => !this.isMissing(cells[n].trim()))
    if (given.length === 0) {
      const word = answers.map((n) => cells[n].trim()).find((text) => text !== '')
      this.gather.notes.nothing(word ?? '')
      return
    }
    if (given.length < answers.length) throw this.refuse(line, 'data-half-answer', {})
    const place = names[answers[0]]
    if (classes) this.gather.answer(line, place, this.t, cells[answers[0]].trim())
    else {
      const asks =
        this.reading.answers === 'numbers' ? 'asked' : answers.length === 1 ? 'class' : undefined
      const numbers = answers.map((n) => this.cells.number(line, names[n], cells[n], asks))
      this.whole &&= numbers.every(Number.isInteger)
      this.gather.answer(line, place, this.t, numbers)
    }
  }
}
