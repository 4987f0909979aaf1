/** A screen of lines on a terminal, from its first frame until it is left: what the lab, the lessons and the menus share. */
import { Box, type Instance, render, useCursor } from 'ink'
import { useSyncExternalStore } from 'react'
import type { Colors } from '../view/palette.ts'
import type { Line, Span } from '../view/spans.ts'
import { type Key, LEAVE_PASTES, listen, MARK_PASTES } from './keyboard.ts'
import { Pieces } from './panels/line.tsx'
import type { Shown, Size } from './shown.ts'
import type { Store } from './store.ts'
import { type AlternateScreen, enterAlternateScreen } from './terminal.ts'

/** Where screens stand: the terminal, and what the outside wants to hear. */
export interface Stage {
  readonly streams: { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream }
  readonly colors: Colors
  readonly signal?: AbortSignal
  /** Has a function called if the process ends while the screen is up, and gives back how to call that off. */
  readonly atExit?: (restore: () => void) => () => void
  /** Words instead of pictures, and fewer frames. */
  readonly screenReader?: boolean
  /** The alternate screen where several screens follow each other on it: whoever entered it leaves it. */
  readonly screen?: AlternateScreen
}

/** What a key's hearer may do to the screen. */
export interface Hands {
  readonly leave: () => void
  readonly redraw: () => void
  readonly size: () => Size
}

export interface Room<S, E> {
  readonly store: Store<S, E>
  readonly frameOf: (state: S, size: Size) => Shown
  readonly hear: (key: Key, hands: Hands) => void
  /** Called once the keys are heard; what it starts may leave the room. */
  readonly opened?: (hands: Hands) => void
  /** Ends what the room has going, before the terminal is given back. */
  readonly closing?: () => void
}

/** Milliseconds between two frames of news: 9 Hz for eyes, slower for ears. */
export const pace = (screenReader: boolean | undefined): number => (screenReader ? 2000 : 110)
/** Milliseconds until an empty frame is sure to be on the terminal. */
const BLANK = 50

/**
 * Shows a room until it is left. Whatever ends it, the terminal is as it was when the promise settles.
 *
 * @throws what the screen throws, after the terminal is restored
 */
export async function present<S, E>(room: Room<S, E>, stage: Stage): Promise<void> {
  const { stdin, stdout } = stage.streams
  const spoken = stage.screenReader ?? false
  const { screen, restore } = occupy(stage)
  const callOff = stage.atExit?.(restore)
  let app: Instance | null = null
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24, colors: stage.colors, spoken })
  const element = () => <Lines store={room.store} frameOf={room.frameOf} size={size()} />
  const onResize = () => {
    screen.disturbed()
    app?.rerender(element())
  }
  let blank: NodeJS.Timeout | undefined
  const hands: Hands = {
    size,
    leave: () => app?.unmount(),
    // Ink writes nothing where a frame is as the one before it: there has to be another in between.
    redraw() {
      screen.disturbed()
      app?.rerender(<Box />)
      clearTimeout(blank)
      blank = setTimeout(() => app?.rerender(element()), BLANK)
    },
  }
  const deaf = listen(stdin, (key) => room.hear(key, hands))
  stdout.on('resize', onResize)
  stage.signal?.addEventListener('abort', hands.leave)
  try {
    app = render(element(), {
      stdin,
      stdout: screen.stream,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
      isScreenReaderEnabled: spoken,
    })
    const left = app.waitUntilExit()
    if (stage.signal?.aborted) hands.leave()
    else room.opened?.(hands)
    await left
  } finally {
    room.closing?.()
    deaf()
    clearTimeout(blank)
    hands.leave()
    stdout.off('resize', onResize)
    stage.signal?.removeEventListener('abort', hands.leave)
    room.store.close()
    restore()
    callOff?.()
  }
}

/** The alternate screen, with pastes marked, and the way back. */
function occupy({ streams: { stdout }, screen: shared }: Stage) {
  const screen = shared ?? enterAlternateScreen(stdout)
  if (shared) screen.disturbed()
  stdout.write(MARK_PASTES)
  const restore = () => {
    if (!stdout.destroyed) stdout.write(LEAVE_PASTES)
    if (!shared) screen.leave()
  }
  return { screen, restore }
}

interface LinesProps<S, E> {
  readonly store: Store<S, E>
  readonly frameOf: Room<S, E>['frameOf']
  readonly size: Size
}

function Lines<S, E>({ store, frameOf, size }: LinesProps<S, E>) {
  const state = useSyncExternalStore(store.subscribe, store.shown)
  const { lines, cursor } = frameOf(state, size)
  const { setCursorPosition } = useCursor()
  setCursorPosition(cursor)
  return (
    <Box flexDirection="column" width={size.columns} height={size.spoken ? undefined : lines.length}>
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
