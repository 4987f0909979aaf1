/** Shares as a table of characters: a sign that is the darker the more, and the percentage. */
import { table } from '../shared/table.ts'
import { cut, widthOf } from '../shared/width.ts'

/** From none to all: only what is exactly none or all has the first or the last sign. */
export const SHARE_SIGNS = ['·', '░', '▒', '▓', '█'] as const

export const shareSign = (share: number): string =>
  share <= 0
    ? SHARE_SIGNS[0]
    : share >= 1
      ? SHARE_SIGNS[4]
      : SHARE_SIGNS[1 + Math.min(2, Math.ceil(share * 3) - 1)]

/** "▓ 80"; a dash where there is none. */
const shareText = (share: number | null, none: string): string =>
  share === null ? none : `${shareSign(share)} ${percent(share).padStart(3)}`

/** Whole percent; 1 and 99 for what is nearly none or all, but not quite. */
export const percent = (share: number): string =>
  String(
    share > 0 && share < 1
      ? Math.min(99, Math.max(1, Math.round(share * 100)))
      : Math.round(share * 100),
  )

export interface HeatTable {
  /** What the rows and the columns are, for the corner. */
  readonly corner: string
  readonly columns: readonly string[]
  /** Shares 0..1, null where there is none. */
  readonly rows: readonly { readonly name: string; readonly shares: readonly (number | null)[] }[]
}

/**
 * Lines of at most `width` columns; where the columns are too many for one table, several stand
 * below one another.
 */
export function heatTable(
  { corner, columns, rows }: HeatTable,
  none: string,
  width: number,
): string[] {
  const names = Math.min(
    rows.reduce((most, { name }) => Math.max(most, widthOf(name)), widthOf(corner)),
    Math.max(1, width - 8),
  )
  const widest = columns.reduce((most, name) => Math.max(most, widthOf(name)), 5)
  const each = Math.max(1, Math.floor((width - names) / (widest + 2)))
  const lines: string[] = []
  for (let from = 0; from < columns.length; from += each) {
    const heads = columns.slice(from, from + each).map((head) => ({ head, right: true }))
    const body = rows.map(({ name, shares }) => [
      cut(name, names),
      ...shares.slice(from, from + each).map((share) => shareText(share, none)),
    ])
    if (lines.length > 0) lines.push('')
    for (const one of table([{ head: cut(corner, names), right: true }, ...heads], body, width))
      lines.push(one)
  }
  return lines
}
