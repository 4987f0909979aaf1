/** The live screen of `compare`, from the first event to the learner's leave. */
import type { CompareEvent, Control } from '../../results/events.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { ScreenCrash } from '../shared/crash.ts'
import { pace, perform, type ScreenControls, type TerminalContext } from '../shared/show-screen.tsx'
import type { Text } from '../shared/text-types.ts'
import { themeOf } from '../shared/theme.ts'
import { actionOf } from './keys.ts'
import { reduceAction } from './reduce-key.ts'
import { CompareScreen } from './screen.tsx'
import { type CompareStore, compareStore } from './store.ts'

export type ReportEvent = Extract<CompareEvent, { type: 'report' }>

export interface Comparison {
  readonly events: AsyncIterable<CompareEvent>
  readonly control: Control
}

export interface CompareOptions extends Omit<TerminalContext, 'colors'> {
  readonly text: Text
  readonly color: boolean
  /** How many colours there are; as many as can be where left out. */
  readonly colors?: Colors
  /** Told when Ctrl-C was pressed: in raw mode the terminal sends a key, not a signal. */
  readonly interrupted?: (signal: 'SIGINT') => void
}

/**
 * Shows a running comparison on the alternate screen and lets the learner steer it. Whatever ends
 * it, the main screen is back when the promise settles; a signal ends the screen at once, and the
 * report is still waited for.
 *
 * @returns the event with the report, or null where the events ended without one
 * @throws what the events throw, or {@link ScreenCrash} where the screen fails, after the terminal
 * is restored
 */
export async function showCompare(
  run: Comparison,
  options: CompareOptions,
): Promise<ReportEvent | null> {
  const store = compareStore(pace(options.screenReader))
  const colors = options.color ? (options.colors ?? 'truecolor') : 'none'
  const theme = themeOf(colors)
  const { text } = options
  let drained: Promise<ReportEvent | null> | undefined
  const reader = readerOf(run.events, store)
  const begin = (leave: () => void) => {
    drained = reader.toEnd(leave)
    return drained
  }
  await reader.planned()
  await perform(
    {
      element: (size) => <CompareScreen {...{ store, size, text, theme, colors }} />,
      onKey(key, screen) {
        const action = actionOf(key)
        if (action === 'interrupt') options.interrupted?.('SIGINT')
        if (action === null) return
        if (action === 'redraw') return screen.redraw()
        const pressed = reduceAction(store.latest(), action)
        store.set(pressed.state)
        pressed.control?.(run.control)
        if (pressed.leave) screen.leave()
      },
      opened({ leave }: ScreenControls) {
        // The screen must close even if the training fails.
        begin(leave).catch(leave)
      },
      closing: () => store.close(),
    },
    { ...options, colors: 'none' },
  ).catch((error) => {
    // If the screen fails, the training must not keep running behind it, nor lose finished results.
    run.control.stop()
    throw new ScreenCrash(error, drained ?? begin(() => {}))
  })
  return drained ?? begin(() => {})
}

/** Milliseconds that the first frame waits for the plan, so that it shows what is compared. */
const PATIENCE = 50

/** Feeds the store with events. */
function readerOf(events: AsyncIterable<CompareEvent>, store: CompareStore) {
  const iterator = events[Symbol.asyncIterator]()
  let report: ReportEvent | null = null
  /** Until nothing comes any more, or an event of this type. */
  async function read(type: CompareEvent['type'] | null, onReport = () => {}): Promise<void> {
    for (;;) {
      const { done, value } = await iterator.next()
      if (done) return
      store.take(value)
      if (value.type === 'report') {
        report = value
        onReport()
      }
      if (value.type === type) return
    }
  }
  let first: Promise<void> | undefined
  return {
    /** Waits for the plan, but not long. What fails before it fails again in {@link toEnd}. */
    async planned(): Promise<void> {
      first = read('plan')
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE)
      })
      await Promise.race([first.catch(() => {}), late])
      clearTimeout(timer)
    },
    /**
     * Reads the rest. The report ends the screen only if the end was asked for; otherwise the
     * learner may look back.
     */
    async toEnd(leave: () => void): Promise<ReportEvent | null> {
      await first
      await read(null, () => {
        if (store.latest().ending) leave()
      })
      if (!report) leave()
      return report
    },
  }
}
