/**
 * Numbers in the cells of a CSV file, with a decimal point or, where no comma separates, a decimal
 * comma.
 */

import { sanitizeName } from '../io/sanitize.ts'
import { InputError } from '../rules/input-error.ts'

const POINT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i
const NOT_FINITE = /^[+-]?(nan|inf|infinity|∞)$/i

export class Cells {
  /** Lines where a decimal comma and a decimal point were found first. */
  private comma: number | null = null
  private point: number | null = null

  /**
   * @param path the file, for messages
   * @param separator what separates cells: where that is a comma, none is a decimal comma
   */
  constructor(
    private readonly path: string,
    private readonly separator: string,
    private readonly isMissing: (word: string) => boolean,
  ) {}

  /** Some number had a decimal comma. */
  get decimalComma(): boolean {
    return this.comma !== null
  }

  /**
   * The number of a cell, in float32.
   * @param asks why a word would stand there: it may be a class, or numbers were asked for
   * @throws InputError 'data-not-a-number', 'data-not-finite', and 'data-two-decimals' where a file
   * has both signs: thousands are not guessed
   */
  number(line: number, place: string, cell: string, asks?: 'class' | 'asked'): number {
    // Spreadsheets in some languages write U+2212.
    const text = cell.trim().replace(/^\u2212/, '-')
    const found = text === '' ? '""' : sanitizeName(text)
    const where = { path: this.path, line, place, found }
    if (NOT_FINITE.test(text)) throw new InputError('data-not-finite', where)
    const comma = this.separator !== ',' && COMMA.test(text)
    if (!comma && !POINT.test(text)) {
      const why = this.isMissing(cell.trim()) ? 'missing' : (this.whyNot(text) ?? asks)
      throw new InputError('data-not-a-number', { ...where, ...(why ? { why } : {}) })
    }
    if (comma) this.comma ??= line
    else if (text.includes('.')) this.point ??= line
    if (this.comma !== null && this.point !== null) {
      const first = comma ? this.point : this.comma
      throw new InputError('data-two-decimals', { ...where, first })
    }
    const number = Math.fround(Number(text.replace(',', '.')))
    if (!Number.isFinite(number)) throw new InputError('data-not-finite', where)
    return number
  }

  private whyNot(text: string): 'decimal-comma' | 'thousands' | 'date' | undefined {
    if (/^[+-]?\d{1,3}([.,' \u00a0\u202f’]\d{3})+([.,]\d+)?$/.test(text)) return 'thousands'
    if (this.separator === ',' && COMMA.test(text)) return 'decimal-comma'
    return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text) ? 'date' : undefined
  }
}
