/** The REPL on a terminal, from the first frame to the learner's leave. */
import { Box, type Instance, render } from 'ink'
import type { CommandEvent } from '../../commands/command.ts'
import type { Colors } from '../../view/palette.ts'
import { wrapped } from '../../view/spans.ts'
import { createStore } from '../store.ts'
import { enterAlternateScreen } from '../terminal.ts'
import { type FrameOptions, frameOf } from './frame.ts'
import { type Key, LEAVE_PASTES, listen, MARK_PASTES } from './keyboard.ts'
import { type Effect, press } from './press.ts'
import { type Conversation, type LabStore, Runner } from './runner.ts'
import { LabScreen } from './screen.tsx'
import { add, fold, type LabState, startState } from './state.ts'
import type { Text } from './text.ts'

/** Lines of earlier sessions, and where those of this one go. */
export interface LineHistory {
  readonly lines: readonly string[]
  add(line: string): void
}

export interface LabOptions {
  readonly text: Text
  readonly textOf: (language: 'en' | 'zh-CN') => Text
  readonly colors: Colors
  readonly streams: { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream }
  readonly history: LineHistory | null
  /** What a command other than the lab's prints; what is wrong, in one line. */
  readonly page: (event: CommandEvent, text: Text, columns: number) => Promise<string | null>
  readonly sentence: (error: Error, text: Text) => string
  readonly signal?: AbortSignal
  /** Has a function called if the process ends while the screen is up, and gives back how to call that off. */
  readonly atExit?: (restore: () => void) => () => void
  readonly screenReader?: boolean
}

/** Milliseconds between two frames of news: 9 Hz for eyes, slower for ears. */
const EYES = 110
const EARS = 2000
/** Milliseconds until an empty frame is sure to be on the terminal. */
const BLANK = 50

/** What a key changes, and what is to be done outside. */
function hear(key: Key, store: LabStore, session: Conversation, options: FrameOptions, act: (effect: Effect) => void) {
  const state = store.latest()
  const complete = session.complete.bind(session)
  const pressed = press(state, key, { complete, view: () => frameOf(state, options) })
  // A marked paste shows at its end: a frame for each of its characters would take a while.
  if (pressed.state.paste !== null) store.keep(pressed.state)
  else store.set(pressed.state)
  if (pressed.effect) act(pressed.effect)
}

/** The alternate screen, with pastes marked, and the way back. */
function occupy(stdout: NodeJS.WriteStream) {
  const screen = enterAlternateScreen(stdout)
  stdout.write(MARK_PASTES)
  const restore = () => {
    if (!stdout.destroyed) stdout.write(LEAVE_PASTES)
    screen.leave()
  }
  return { screen, restore }
}

/**
 * Shows the REPL until it is left. Whatever ends it, the main screen is back when the promise settles.
 *
 * @throws what the screen throws, after the terminal is restored
 */
export async function showLab(session: Conversation, options: LabOptions): Promise<void> {
  const { stdin, stdout } = options.streams
  const { history, screenReader = false, colors } = options
  const first = add(startState(options.text, history?.lines ?? []), ({ text, width }) =>
    wrapped(text.labUi.welcome, width),
  )
  const facts = (await session.workbench()).facts()
  const interval = screenReader ? EARS : EYES
  const store = createStore<LabState, CommandEvent>({ start: { ...first, facts }, fold, urgent: () => false, interval })
  const { screen, restore } = occupy(stdout)
  const callOff = options.atExit?.(restore)
  let app: Instance | null = null
  const leave = () => app?.unmount()
  const columns = () => stdout.columns || 80
  const frame = () => ({ columns: columns(), rows: stdout.rows || 24, colors, spoken: screenReader })
  const output = { colors, pictures: !screenReader, page: options.page }
  const runner = new Runner(session, store, { ...output, ...options, columns, leave })
  const element = () => <LabScreen store={store} options={frame()} />
  const onResize = () => {
    screen.disturbed()
    app?.rerender(element())
  }
  let blank: NodeJS.Timeout | undefined
  // Ink writes nothing where a frame is as the one before it: there has to be another in between.
  const redraw = () => {
    screen.disturbed()
    app?.rerender(<Box />)
    clearTimeout(blank)
    blank = setTimeout(() => app?.rerender(element()), BLANK)
  }
  const act = (effect: Effect) => {
    if (effect.type === 'run') {
      for (const line of effect.lines) history?.add(line)
      runner.enter(effect.lines)
    } else if (effect.type === 'step') runner.enter([effect.line], true)
    else if (effect.type === 'stop') runner.stop()
    else if (effect.type === 'leave') leave()
    else redraw()
  }
  const deaf = listen(stdin, (key) => hear(key, store, session, frame(), act))
  stdout.on('resize', onResize)
  options.signal?.addEventListener('abort', leave)
  try {
    app = render(element(), {
      stdin,
      stdout: screen.stream,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
      isScreenReaderEnabled: screenReader,
    })
    const left = app.waitUntilExit()
    if (options.signal?.aborted) leave()
    await left
  } finally {
    runner.end()
    deaf()
    clearTimeout(blank)
    leave()
    stdout.off('resize', onResize)
    options.signal?.removeEventListener('abort', leave)
    store.close()
    restore()
    callOff?.()
    await runner.settled()
  }
}
