/**
 * Rows of cells: commas separate, or semicolons, tabs or bars where the first row has more of them,
 * or what a first line `sep=;` says. Quotation marks are as in RFC 4180; a word in them means what
 * it means without.
 */

import { CsvError, parse } from 'csv-parse/sync'
import { largest } from '../rules/extremes.ts'
import { InputError } from '../rules/input-error.ts'

const SEPARATORS = [',', ';', '\t', '|']
/** A first line in which spreadsheets declare the separator. */
const SAID = /^\s*"?sep=([^\s"0-9a-z]|\t)"?[,;\t |]*(?=\n|$)/i

export interface CsvText {
  readonly lines: string
  /** null where nothing separates the cells of the first row. */
  readonly separator: string | null
}

/** A text, and what separates its cells. */
export function csvText(text: string): CsvText {
  const whole = text.replace(/\r\n?/g, '\n')
  const said = SAID.exec(whole)
  // An empty line in place of the declaration keeps the line numbers.
  const lines = said ? whole.slice(said[0].length) : whole
  return { lines, separator: said?.[1] ?? separatorOf(/\S.*/.exec(lines)?.[0] ?? '') }
}

/** The most frequent separator of a header, outside quotation marks. */
function separatorOf(header: string): string | null {
  const bare = header.replace(/"[^"]*"?/g, '')
  const counts = SEPARATORS.map((one) => bare.split(one).length - 1)
  const most = largest(counts)
  return most === 0 ? null : SEPARATORS[counts.indexOf(most)]
}

/** Rows without quotation marks: the same, many times faster. */
function plainRows(
  path: string,
  lines: string,
  separator: string,
  limit: number,
  row: (cells: readonly string[], line: number) => void,
): void {
  for (let from = 0, line = 1; from < lines.length; line++) {
    const found = lines.indexOf('\n', from)
    const end = found < 0 ? lines.length : found
    if (end - from > limit)
      throw new InputError('file-line-too-long', { path, line, bytes: limit + 1, limit })
    const text = lines.slice(from, end)
    from = end + 1
    const cells = text.split(separator)
    if (cells.length > 1 || text.trim() !== '')
      row(
        cells.map((cell) => cell.trim()),
        line,
      )
  }
}

/**
 * Calls back for each row that is not blank, with the line on which it ends.
 * @param limit the longest row, in characters
 * @throws InputError 'data-quote', 'file-line-too-long'
 */
export function eachRow(
  path: string,
  lines: string,
  separator: string,
  limit: number,
  row: (cells: readonly string[], line: number) => void,
): void {
  if (!lines.includes('"')) {
    plainRows(path, lines, separator, limit, row)
    return
  }
  try {
    parse(lines, {
      delimiter: separator,
      record_delimiter: '\n',
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limit,
      on_record(cells: string[], { lines }: { readonly lines: number }) {
        row(cells, lines)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    if (error.code !== 'CSV_MAX_RECORD_SIZE') throw new InputError('data-quote', { path, line })
    throw new InputError('file-line-too-long', { path, line, bytes: limit + 1, limit })
  }
}
