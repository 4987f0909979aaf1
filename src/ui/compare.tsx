/** The live screen of `compare`, from the first event to the learner's leave. */
import { type Instance, render } from 'ink'
import type { CompareEvent, Control } from '../lab/events.ts'
import { CompareScreen } from './compare-screen.tsx'
import { type CompareStore, compareStore } from './compare-store.ts'
import { huesOf } from './hues.ts'
import type { Action } from './keys.ts'
import { press } from './press.ts'
import { type AlternateScreen, enterAlternateScreen } from './terminal.ts'
import type { Text } from './text.ts'

export type ReportEvent = Extract<CompareEvent, { type: 'report' }>

export interface Comparison {
  readonly events: AsyncIterable<CompareEvent>
  readonly control: Control
}

export interface CompareOptions {
  readonly text: Text
  readonly color: boolean
  readonly streams: { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream }
  /** Told when Ctrl-C was pressed: in raw mode the terminal sends a key, not a signal. */
  readonly interrupted?: (signal: 'SIGINT') => void
  /** Aborted when the screen must go now (a signal came); the report is still waited for. */
  readonly signal?: AbortSignal
  /** Has a function called if the process ends while the screen is up, and gives back how to call that off. */
  readonly atExit?: (restore: () => void) => () => void
  /** The alternate screen where several screens follow each other on it: whoever entered it leaves it. */
  readonly screen?: AlternateScreen
  /** Words instead of pictures, and fewer of them at a time. */
  readonly screenReader?: boolean
}

/** Milliseconds between two frames of news: 9 Hz for eyes, slower for ears. */
const EYES = 110
const EARS = 2000

/**
 * Shows a running comparison on the alternate screen and lets the learner steer it. Whatever ends it, the main
 * screen is back when the promise settles.
 *
 * @returns the event with the report, or null where the events ended without one
 * @throws what the events or the screen throw, after the terminal is restored
 */
export async function showCompare(run: Comparison, options: CompareOptions): Promise<ReportEvent | null> {
  const { stdout } = options.streams
  const store = compareStore(options.screenReader ? EARS : EYES)
  const shared = options.screen !== undefined
  const screen = options.screen ?? enterAlternateScreen(stdout)
  if (shared) screen.disturbed()
  const callOff = shared ? undefined : options.atExit?.(() => screen.leave())
  try {
    return await present(run, options, store, screen)
  } finally {
    store.close()
    if (!shared) screen.leave()
    callOff?.()
  }
}

async function present(run: Comparison, options: CompareOptions, store: CompareStore, screen: AlternateScreen) {
  const { stdin, stdout } = options.streams
  let app: Instance | null = null
  const leave = () => app?.unmount()

  const onAction = (action: Action) => {
    if (action === 'interrupt') options.interrupted?.('SIGINT')
    const pressed = press(store.latest(), action)
    store.set(pressed.state)
    pressed.tell?.(run.control)
    if (pressed.leave) leave()
  }
  const element = () => (
    <CompareScreen
      store={store}
      size={{ columns: stdout.columns || 80, rows: stdout.rows || 24 }}
      text={options.text}
      hues={huesOf(options.color)}
      onAction={onAction}
    />
  )
  // Heard before Ink hears it, so that no frame of the old size is drawn on the new one.
  const onResize = () => {
    screen.disturbed()
    app?.rerender(element())
  }

  stdout.on('resize', onResize)
  options.signal?.addEventListener('abort', leave)
  try {
    app = render(element(), {
      stdin,
      stdout: screen.stream,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
      isScreenReaderEnabled: options.screenReader,
      // incrementalRendering stays off: in Ink 6.8 it draws one line too low under frames that end in a newline.
    })
    const left = app.waitUntilExit()
    if (options.signal?.aborted) leave()
    const drained = drain(run.events, store, leave)
    // A screen that fails must not leave the training behind it running, nor be forgotten when that fails too.
    drained.catch(() => leave())
    await left.catch((error) => {
      run.control.stop()
      throw error
    })
    if (!options.screen) screen.leave()
    return await drained
  } finally {
    leave()
    stdout.off('resize', onResize)
    options.signal?.removeEventListener('abort', leave)
  }
}

/** Feeds the store. The report ends the screen only if the end was asked for; otherwise the learner may look back. */
async function drain(
  events: AsyncIterable<CompareEvent>,
  store: CompareStore,
  leave: () => void,
): Promise<ReportEvent | null> {
  let report: ReportEvent | null = null
  for await (const event of events) {
    store.take(event)
    if (event.type !== 'report') continue
    report = event
    if (store.latest().ending) leave()
  }
  if (!report) leave()
  return report
}
