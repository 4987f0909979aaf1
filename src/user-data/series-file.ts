/**
 * A series as CSV: one column of numbers, whatever else stands beside it; or a file with a number
 * on each line. The first row names the columns if no number stands in it. Commas separate, or
 * semicolons, tabs or bars where the first row has more of them; then numbers may have decimal
 * commas. NA, NaN, None, null and empty cells are missing; rows of separators alone are nothing.
 */

import { sanitizeName } from '../io/sanitize.ts'
import { InputError } from '../rules/input-error.ts'
import type { FileReading } from '../specs/spec.ts'
import { type SeriesContent, shared } from '../tasks/shared/file-content.ts'
import { csvText, eachRow } from './csv-rows.ts'
import { missingTest } from './missing-values.ts'
import { Column, columnNamed, numberIn, onlyColumn } from './series-columns.ts'

const NOT_FINITE = /^[+-]?(inf|infinity|∞)$/i
/** Columns left out that are named. */
const MOST_NAMED = 8
/** Files with more columns than this are not read as a series. */
const MOST_COLUMNS = 4096

/**
 * The values of a column: of the one that is named, else of the only one of numbers.
 * @throws InputError 'data-…' with the line for a cell or a row that will not do, 'series-…' for
 * the columns
 */
export function readSeries(
  path: string,
  text: string,
  limit: number,
  reading: FileReading = {},
): SeriesContent {
  const { lines, separator } = csvText(text)
  const table = new Table(path, separator !== ',', missingTest(reading.missing))
  // Where nothing separates names, a comma is a decimal comma.
  eachRow(path, lines, separator ?? ';', limit, (cells, line) => table.row(cells, line))
  return table.series(reading.column)
}

class Table {
  private columns: Column[] | null = null
  constructor(
    private readonly path: string,
    private readonly decimalComma: boolean,
    private readonly isMissing: (word: string) => boolean,
  ) {}

  row(given: readonly string[], line: number): void {
    const cells = given.map((cell) => cell.trim())
    if (cells.length > 1 && cells.every((cell) => cell === '')) return
    if (this.columns === null) {
      const named = this.isHeader(cells)
      if (cells.length > MOST_COLUMNS) {
        throw new InputError('data-cells', {
          path: this.path,
          line,
          found: cells.length,
          expected: MOST_COLUMNS,
        })
      }
      this.columns = cells.map((name, n) => new Column(named ? name : null, n + 1))
      if (named) return
    }
    this.values(cells, line, this.columns)
  }

  /** A header has no number, and is not empty. */
  private isHeader(cells: readonly string[]): boolean {
    return (
      cells.every((cell) => numberIn(cell, this.decimalComma) === null) &&
      !cells.every((cell) => this.isMissing(cell))
    )
  }

  private values(cells: readonly string[], line: number, columns: readonly Column[]): void {
    const last = cells.findLastIndex((cell) => cell !== '')
    if (last >= columns.length) {
      throw new InputError('data-cells', {
        path: this.path,
        line,
        found: last + 1,
        expected: columns.length,
      })
    }
    for (const [n, column] of columns.entries()) {
      const text = cells[n] ?? ''
      const missing = this.isMissing(text)
      const value = missing ? null : numberIn(text, this.decimalComma)
      const usable = value !== null && Number.isFinite(Math.fround(value))
      if (!usable && !missing) column.bad ??= { line, text }
      column.push(usable ? value : Number.NaN)
    }
  }

  series(wanted: string | undefined): SeriesContent {
    const { path } = this
    const columns = this.columns ?? []
    const column =
      wanted === undefined ? onlyColumn(path, columns) : columnNamed(path, wanted, columns)
    if (column.bad) throw this.refuse(column, column.bad)
    const all = column.all()
    const isThere = (value: number) => !Number.isNaN(value)
    const first = all.findIndex(isThere)
    if (first < 0)
      throw new InputError('series-no-numbers', { path, all: [column.label], count: 1 })
    const values = all.subarray(first, all.findLastIndex(isThere) + 1)
    const others = columns
      .filter((one) => one !== column && !one.isNumeric)
      .map(({ label }) => label)
    return {
      form: 'series',
      values: shared(Float64Array, values),
      missing: values.reduce((count, value) => (isThere(value) ? count : count + 1), 0),
      outside: all.length - values.length,
      column: column.label,
      counters: columns.flatMap((one) =>
        one !== column && one.isNumeric && one.counts ? [one.label] : [],
      ),
      ...(others.length > 0
        ? { others: { names: others.slice(0, MOST_NAMED), count: others.length } }
        : {}),
    }
  }

  private refuse(column: Column, { line, text }: { line: number; text: string }): InputError {
    const facts = { path: this.path, line, place: column.label, found: sanitizeName(text) }
    const finite = !NOT_FINITE.test(text) && numberIn(text, this.decimalComma) === null
    return new InputError(finite ? 'data-not-a-number' : 'data-not-finite', facts)
  }
}
