/** The smallest parts: one line, a few lines. Everything is cut to its width before Ink sees it. */

import { Box, Text } from 'ink'
import { sanitize } from '../../io/sanitize.ts'
import type { Span } from '../../view/shared/spans.ts'
import { cut, wrap } from '../../view/shared/width.ts'
import type { TextStyle } from './theme.ts'

export interface TextSpan {
  readonly text: string
  readonly style?: TextStyle
}

/** One line out of pieces; empty lines keep their height. */
export function Pieces({ pieces }: { pieces: readonly TextSpan[] }) {
  const empty = pieces.every((piece) => piece.text === '')
  return (
    <Text wrap="truncate">
      {empty
        ? ' '
        : pieces.map(({ text, style }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
            <Text key={index} {...style}>
              {sanitize(text, 'picture')}
            </Text>
          ))}
    </Text>
  )
}

const styleOf = ({ color, background, bold, dim, underline }: Span) => ({
  ...(color ? { color } : {}),
  ...(background ? { backgroundColor: background } : {}),
  ...(bold ? { bold } : {}),
  ...(dim ? { dimColor: dim } : {}),
  ...(underline ? { underline } : {}),
})

/** A line that knows its colours. */
export const Row = ({ spans }: { spans: readonly Span[] }) => (
  <Pieces pieces={spans.map((one) => ({ text: one.text, style: styleOf(one) }))} />
)

export function Line({ text, width, style }: { text: string; width: number; style?: TextStyle }) {
  return <Pieces pieces={[{ text: cut(text, width), style }]} />
}

/** Lines one below the other; `first` is the style of the first. */
export function Lines({
  lines,
  width,
  height,
  first,
}: {
  lines: readonly string[]
  width: number
  height?: number
  first?: TextStyle
}) {
  return (
    <Box
      flexDirection="column"
      height={height}
      overflowY={height === undefined ? undefined : 'hidden'}
    >
      {lines.map((line, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          key={index}
          text={line}
          width={width}
          style={index === 0 ? first : undefined}
        />
      ))}
    </Box>
  )
}

/** A text in exactly `height` lines: wrapped, cut at the end, or filled up. */
export function Paragraph({
  text,
  width,
  height,
}: {
  text: string
  width: number
  height: number
}) {
  const lines = wrap(text, width)
  const shown =
    lines.length > height
      ? [...lines.slice(0, height - 1), cut(lines.slice(height - 1).join(' '), width)]
      : lines
  return <Lines lines={shown} width={width} height={height} />
}
