/** A case as a table: a row is a time step, a column an input, and there is one sequence. */
import { sanitizeName } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { csvText, eachRow } from '../../user-data/csv-rows.ts'
import { OWN_LINE_LIMIT } from '../../user-data/limits.ts'
import { GivenArray } from './case-array.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const NOT_FINITE = /^([+-]?)(nan|inf|infinity)$/i

/**
 * x as [T, 1, I], or [1, T, I] with `batchFirst`. A first row without any number is a header.
 * Numbers have decimal points.
 * @throws InputError case-…, data-quote, file-line-too-long
 */
export function csvCase(path: string, text: string, batchFirst: boolean): { x: GivenArray } {
  const { lines, separator } = csvText(text)
  const table = new Table(batchFirst)
  eachRow(path, lines, separator ?? ',', OWN_LINE_LIMIT, (cells) => table.row(cells))
  const { rows, columns, data } = table
  if (rows === 0) throw new InputError('case-empty', { place: 'x' })
  const shape = batchFirst ? [1, rows, columns] : [rows, 1, columns]
  return { x: new GivenArray(data.subarray(0, rows * columns), shape) }
}

class Table {
  rows = 0
  columns = 0
  data = new Float64Array(1024)
  private begun = false

  constructor(private readonly batchFirst: boolean) {}

  row(cells: readonly string[]): void {
    const isFirst = !this.begun
    this.begun = true
    if (isFirst && !cells.some((cell) => NUMBER.test(cell) || NOT_FINITE.test(cell))) return
    if (this.rows === 0) this.columns = cells.length
    const { rows, columns } = this
    if (cells.length !== columns)
      throw new InputError('case-ragged', {
        ...{ place: this.place(rows), found: cells.length },
        ...{ like: this.place(0), expected: columns },
      })
    if ((rows + 1) * columns > this.data.length) this.grow((rows + 1) * columns)
    for (const [k, cell] of cells.entries()) this.data[rows * columns + k] = this.number(cell, k)
    this.rows++
  }

  private grow(least: number): void {
    const larger = new Float64Array(2 * least)
    larger.set(this.data)
    this.data = larger
  }

  private number(cell: string, column: number): number {
    if (NUMBER.test(cell)) return Number(cell)
    const [, sign, word] = NOT_FINITE.exec(cell) ?? []
    // Refused where all arrays of a case are checked.
    if (word) return word.toLowerCase() === 'nan' ? Number.NaN : Number(`${sign}Infinity`)
    throw new InputError('case-not-a-number', {
      ...{ place: `${this.place(this.rows)}[${column}]`, found: `"${sanitizeName(cell)}"` },
    })
  }

  private place = (row: number) => (this.batchFirst ? `x[0][${row}]` : `x[${row}][0]`)
}
