/** What the keys do, in place of the pictures. */
import { Box } from 'ink'
import { padEnd, wrap } from '../../view/shared/width.ts'
import { Line } from '../shared/line.tsx'
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
  return (
    <Box flexDirection="column" height={rows} overflowY="hidden">
      {helpLines(text, columns)
        .slice(0, rows)
        .map((line, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={index}
            text={line}
            width={columns}
            style={index === 0 ? theme.strong : undefined}
          />
        ))}
    </Box>
  )
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
