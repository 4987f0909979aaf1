/**
 * A screen of lines on a terminal, from its first frame until it is left: what the lab, the lessons
 * and the menus share.
 */
import { Box, type Instance, render, useCursor } from 'ink'
import { type ReactElement, useSyncExternalStore } from 'react'
import type { Colors } from '../../view/shared/palette.ts'
import { type Key, keyboardOf } from './keyboard.ts'
import { Row } from './line.tsx'
import type { Shown, Size } from './screen-types.ts'
import type { Store } from './store.ts'
import { type AlternateScreen, enterAlternateScreen, type JobControl } from './terminal.ts'

/** Where screens stand: the terminal, and what the outside wants to hear. */
export interface TerminalContext {
  readonly streams: { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream }
  readonly colors: Colors
  readonly signal?: AbortSignal
  /**
   * Has a function called if the process ends while the screen is up, and gives back how to call
   * that off.
   */
  readonly atExit?: (restore: () => void) => () => void
  /** Words instead of pictures, and fewer frames. */
  readonly screenReader?: boolean
  /**
   * The alternate screen where several screens follow each other on it: whoever entered it leaves
   * it.
   */
  readonly screen?: AlternateScreen
  /** Where the system has job control: a stop gives the terminal back for as long as it lasts. */
  readonly jobs?: JobControl
}

/** What a key's hearer may do to the screen. */
export interface ScreenControls {
  readonly leave: () => void
  readonly redraw: () => void
  readonly size: () => Size
}

/** What is shown, whatever it is made of. */
export interface InkScreen {
  readonly element: (size: Size) => ReactElement
  readonly onKey: (key: Key, screen: ScreenControls) => void
  /** Takes pasted text; elsewhere the letters of a paste are not keys, and it does nothing. */
  readonly pastes?: boolean
  /** Called once the keys are heard; what it starts may leave the screen. */
  readonly opened?: (screen: ScreenControls) => void
  /** Ends what is going on, before the terminal is given back. */
  readonly closing?: () => void
}

export interface Screen<S, E> extends Omit<InkScreen, 'element'> {
  readonly store: Store<S, E>
  readonly frameOf: (state: S, size: Size) => Shown
}

/** Milliseconds between two frames: 9 Hz on a screen, slower for screen readers. */
export const pace = (screenReader: boolean | undefined): number => (screenReader ? 2000 : 110)
/** Milliseconds until an empty frame is sure to be on the terminal. */
const BLANK = 50

/**
 * Shows a room until it is left. Whatever ends it, the terminal is as it was when the promise
 * settles.
 *
 * @throws what the screen throws, after the terminal is restored
 */
export function present<S, E>(room: Screen<S, E>, terminal: TerminalContext): Promise<void> {
  const { store, frameOf, closing } = room
  return perform(
    {
      ...room,
      element: (size) => <Lines {...{ store, frameOf, size }} />,
      closing() {
        closing?.()
        store.close()
      },
    },
    terminal,
  )
}

/** The same for anything that Ink draws. */
export async function perform(play: InkScreen, terminal: TerminalContext): Promise<void> {
  const { stdin, stdout } = terminal.streams
  const screenReader = terminal.screenReader ?? false
  const screen = terminal.screen ?? enterAlternateScreen(stdout, terminal.jobs)
  if (terminal.screen) screen.disturbed()
  const callOff = terminal.screen ? undefined : terminal.atExit?.(() => screen.leave())
  let app: Instance | null = null
  let blank: NodeJS.Timeout | undefined
  const size = () => ({
    columns: stdout.columns || 80,
    rows: stdout.rows || 24,
    colors: terminal.colors,
    screenReader,
  })
  const draw = () => app?.rerender(play.element(size()))
  const controls: ScreenControls = {
    size,
    leave: () => app?.unmount(),
    // Ink writes nothing where a frame is as the one before it: there has to be another in between.
    redraw() {
      screen.disturbed()
      app?.rerender(<Box />)
      clearTimeout(blank)
      blank = setTimeout(draw, BLANK)
    },
  }
  const onResize = () => {
    screen.disturbed()
    draw()
  }
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => {})
  const onKey = keyHandler(play, screen, controls, (error) => fail(error))
  const letGo = screen.occupy({ ...keyboardOf(stdin, onKey), redraw: controls.redraw })
  // Registered before Ink's own listener, so that no frame of the old size is drawn.
  stdout.on('resize', onResize)
  terminal.signal?.addEventListener('abort', controls.leave)
  try {
    app = render(play.element(size()), {
      stdin,
      stdout: screen.stream,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
      isScreenReaderEnabled: screenReader,
      // incrementalRendering stays off: in Ink 6.8 it draws one line too low under frames that end
      // in a newline.
    })
    const left = app.waitUntilExit()
    if (terminal.signal?.aborted) controls.leave()
    else play.opened?.(controls)
    await Promise.race([left, failed])
  } finally {
    play.closing?.()
    letGo()
    clearTimeout(blank)
    controls.leave()
    stdout.off('resize', onResize)
    terminal.signal?.removeEventListener('abort', controls.leave)
    if (!terminal.screen) screen.leave()
    callOff?.()
  }
}

/**
 * What hears the keys: Ctrl-Z is the terminal's own everywhere, and what a key breaks ends the
 * screen in good order.
 */
function keyHandler(
  play: InkScreen,
  screen: AlternateScreen,
  controls: ScreenControls,
  fail: (error: unknown) => void,
) {
  let pasting = false
  return (key: Key) => {
    if (key.name === 'paste-start') pasting = true
    const taken = !pasting || play.pastes === true
    if (key.name === 'paste-end') pasting = false
    if (!taken || (key.ctrl && key.name === 'z' && screen.stop())) return
    try {
      play.onKey(key, controls)
    } catch (error) {
      fail(error)
    }
  }
}

interface LinesProps<S, E> {
  readonly store: Store<S, E>
  readonly frameOf: Screen<S, E>['frameOf']
  readonly size: Size
}

function Lines<S, E>({ store, frameOf, size }: LinesProps<S, E>) {
  const state = useSyncExternalStore(store.subscribe, store.shown)
  const { lines, cursor } = frameOf(state, size)
  const { setCursorPosition } = useCursor()
  setCursorPosition(cursor)
  return (
    <Box
      flexDirection="column"
      width={size.columns}
      height={size.screenReader ? undefined : lines.length}
    >
      {lines.map((spans, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <Row key={row} spans={spans} />
      ))}
    </Box>
  )
}
