/** The columns of a file that a series may be: their numbers, and which of them is meant. */

import { sanitizeName } from '../io/sanitize.ts'
import { InputError } from '../rules/input-error.ts'
import { nearest } from '../rules/nearest.ts'

const POINT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i

/**
 * A number in float64, with a decimal point or, where that is allowed, a decimal comma; null where
 * it is none.
 */
export function numberIn(cell: string, decimalComma: boolean): number | null {
  // Spreadsheets in some languages write U+2212.
  const text = cell.replace(/^\u2212/, '-')
  if (POINT.test(text)) return Number(text)
  return decimalComma && COMMA.test(text) ? Number(text.replace(',', '.')) : null
}

/** Most column names in a message. */
const MOST_SAID = 12
/** From so many equal steps on, a column is taken for a row counter. */
const LEAST_STEPS = 2

/** A column as it is read, row by row. */
export class Column {
  private values = new Float64Array(64)
  private length = 0
  private numbers = 0
  /** From one number to the next where both are there; NaN before the first. */
  private step = Number.NaN
  private steps = 0
  private even = true
  /** The first cell that is neither a number nor missing. */
  bad: { readonly line: number; readonly text: string } | null = null

  /** @param name as the file has it, without blanks around; null where it names none */
  constructor(
    readonly name: string | null,
    readonly number: number,
  ) {}

  get label(): string {
    return this.name === null || this.name === '' ? String(this.number) : sanitizeName(this.name)
  }

  get isNumeric(): boolean {
    return this.bad === null && this.numbers > 0
  }

  /** Whether most cells are numbers, so that the column is meant as one of numbers. */
  get isMostlyNumeric(): boolean {
    return this.numbers > this.length / 2
  }

  /**
   * Whether the column only counts rows (row numbers, years) and holds no values; a word among its
   * numbers, as in a last row of totals, makes it no column of values.
   */
  get counts(): boolean {
    const whole = this.bad !== null || this.numbers === this.length
    return whole && this.even && this.steps >= LEAST_STEPS && Math.abs(this.step) > 0
  }

  /** Adds the next row: NaN if it is missing or not a number. */
  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(2 * this.length)
      larger.set(this.values)
      this.values = larger
    }
    if (!Number.isNaN(value)) {
      const step = this.length > 0 ? value - this.values[this.length - 1] : Number.NaN
      if (!Number.isNaN(step)) this.steps++
      if (Number.isNaN(this.step)) this.step = step
      else if (Math.abs(step - this.step) > 1e-9 * Math.abs(value)) this.even = false
      this.numbers++
    }
    this.values[this.length++] = value
  }

  all(): Float64Array {
    return this.values.subarray(0, this.length)
  }
}

const labelsOf = (columns: readonly Column[]) =>
  columns.slice(0, MOST_SAID).map(({ label }) => label)

/**
 * The column of that name (in whatever case, if no other is spelt so), or else of that number, from
 * 1.
 * @throws InputError 'series-no-column', 'series-column-again'
 */
export function columnNamed(path: string, wanted: string, columns: readonly Column[]): Column {
  const typed = wanted.trim()
  const lower = typed.toLowerCase()
  const same = columns.filter(({ name }) => name === typed)
  const alike = same.length > 0 ? same : columns.filter(({ name }) => name?.toLowerCase() === lower)
  if (alike.length > 1) {
    throw new InputError('series-column-again', {
      path,
      column: sanitizeName(typed),
      numbers: alike.slice(0, MOST_SAID).map(({ number }) => number),
    })
  }
  const found = alike[0] ?? (/^\d+$/.test(typed) ? columns[Number(typed) - 1] : undefined)
  if (found) return found
  throw new InputError('series-no-column', {
    path,
    column: sanitizeName(typed),
    nearest: nearest(
      sanitizeName(typed),
      columns.flatMap(({ name, label }) => (name ? [label] : [])),
    ),
    all: labelsOf(columns),
    count: columns.length,
  })
}

/**
 * The only column of numbers; those that count the rows are passed over if another is left. One
 * that is mostly numbers may be meant, too: what is wrong in it is said where it is read.
 * @throws InputError 'series-columns' where there are several, 'series-no-numbers' where there is
 * none
 */
export function onlyColumn(path: string, columns: readonly Column[]): Column {
  const numeric = columns.filter(({ isNumeric, isMostlyNumeric }) => isNumeric || isMostlyNumeric)
  const own = numeric.filter(({ counts }) => !counts)
  const meant = own.length > 0 ? own : numeric
  if (meant.length === 1) return meant[0]
  if (meant.length > 1)
    throw new InputError('series-columns', { path, all: labelsOf(meant), count: meant.length })
  throw new InputError('series-no-numbers', { path, all: labelsOf(columns), count: columns.length })
}
