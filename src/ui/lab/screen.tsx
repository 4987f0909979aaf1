/** The screen of the REPL: the lines of a frame, and the terminal's own cursor where typing goes on. */
import { Box, useCursor } from 'ink'
import { useSyncExternalStore } from 'react'
import type { Line, Span } from '../../view/spans.ts'
import { Pieces } from '../panels/line.tsx'
import { type FrameOptions, frameOf } from './frame.ts'
import type { LabStore } from './runner.ts'

export function LabScreen({ store, options }: { store: LabStore; options: FrameOptions }) {
  const state = useSyncExternalStore(store.subscribe, store.shown)
  const { lines, cursor } = frameOf(state, options)
  const { setCursorPosition } = useCursor()
  setCursorPosition(cursor)
  return (
    <Box flexDirection="column" width={options.columns} height={options.spoken ? undefined : lines.length}>
      {lines.map((spans, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <Row key={row} spans={spans} />
      ))}
    </Box>
  )
}

const hueOf = ({ color, background, bold, dim }: Span) => ({
  ...(color ? { color } : {}),
  ...(background ? { backgroundColor: background } : {}),
  ...(bold ? { bold } : {}),
  ...(dim ? { dimColor: dim } : {}),
})

const Row = ({ spans }: { spans: Line }) => (
  <Pieces pieces={spans.map((one) => ({ text: one.text, hue: hueOf(one) }))} />
)
