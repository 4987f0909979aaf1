/** What the keys do, in place of the pictures. */
import { padEnd, wrap } from '../../view/shared/width.ts'
import { Lines } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'

/** Width of the column with the keys. */
const KEYS = 12

export function Help({
  text,
  theme,
  columns,
  rows,
}: {
  text: Text
  theme: Theme
  columns: number
  rows: number
}) {
  const lines = helpLines(text, columns).slice(0, rows)
  return <Lines lines={lines} width={columns} height={rows} first={theme.strong} />
}

function helpLines({ ui }: Text, columns: number): string[] {
  const { title, lines, close } = ui.help
  const body = lines.flatMap(([keys, meaning]) =>
    wrap(meaning, Math.max(8, columns - KEYS)).map(
      (part, index) => padEnd(index === 0 ? keys : '', KEYS) + part,
    ),
  )
  return [title, '', ...body, '', close]
}
