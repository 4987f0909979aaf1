/** Tables in plain text, aligned by display columns. */
import { largest } from '../../rules/extremes.ts'
import { cut, padEnd, padStart, widthOf } from './width.ts'

export interface TableColumn {
  readonly head: string
  /** Numbers stand at the right. */
  readonly right?: boolean
}

const GAP = '  '

/**
 * Head and rows. Where the columns are wider than `width` together, the last ones are left out: the
 * first matter most.
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map(({ head }, index) =>
    largest(
      rows.map((row) => widthOf(row[index] ?? '')),
      widthOf(head),
    ),
  )
  let shown = columns.length
  const total = () =>
    widths.slice(0, shown).reduce((sum, one) => sum + one, 0) + GAP.length * (shown - 1)
  while (shown > 1 && total() > width) shown--
  const line = (cells: readonly string[]) =>
    cells
      .slice(0, shown)
      .map((cell, index) => (columns[index].right ? padStart : padEnd)(cell, widths[index]))
      .join(GAP)
      .trimEnd()
  return [line(columns.map(({ head }) => head)), ...rows.map(line)].map((one) => cut(one, width))
}
