/** A sheet of characters, one column each, onto which a diagram is put piece by piece. */
import { type Line, merged, type Span, type Style, trimmed } from '../shared/spans.ts'

export class Canvas {
  private readonly cells: Span[][]

  constructor(
    rows: number,
    readonly columns: number,
  ) {
    this.cells = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => ({ text: ' ' })),
    )
  }

  /** What would stand outside the sheet is left out. */
  put(row: number, column: number, text: string, style: Style = {}): this {
    Array.from(text).forEach((character, index) => {
      const at = Math.round(column) + index
      if (at >= 0 && at < this.columns && this.cells[row])
        this.cells[row][at] = { text: character, ...style }
    })
    return this
  }

  /** Around a column. */
  centre(row: number, column: number, text: string, style: Style = {}): this {
    return this.put(row, column - Math.floor((Array.from(text).length - 1) / 2), text, style)
  }

  /** Up to a column and including it. */
  right(row: number, column: number, text: string, style: Style = {}): this {
    return this.put(row, column - Array.from(text).length + 1, text, style)
  }

  across(row: number, from: number, to: number, sign: string, style: Style = {}): this {
    return this.put(row, from, sign.repeat(Math.max(0, to - from + 1)), style)
  }

  down(column: number, from: number, to: number, style: Style = {}): this {
    for (let row = from; row <= to; row++) this.put(row, column, '│', style)
    return this
  }

  lines(): Line[] {
    return this.cells.map((row) => trimmed(merged(row)))
  }
}
