/**
 * The live screen of a sweep or a preset, until it is through or left; what it came to is told
 * afterwards.
 */

import type { PresetEvent } from '../../experiments/papers/preset-report.ts'
import type { CompareEvent, Control } from '../../results/events.ts'
import { ScreenCrash } from '../shared/crash.ts'
import { pace, present, type TerminalContext } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'
import type { Text } from '../shared/text-types.ts'
import { studyFrame } from './frame.ts'
import { reduceKey } from './reduce-key.ts'
import { fold, type StudyState, startOf } from './state.ts'

type Event = CompareEvent | PresetEvent
/** What is said once the screen is gone. */
export type Conclusion = Extract<Event, { type: 'report' | 'sweep' | 'preset' }>

export interface StudyRun {
  readonly events: AsyncIterable<Event>
  readonly control: Control
}

export interface StudyOptions extends TerminalContext {
  readonly text: Text
  /** The preset's name. */
  readonly heading: string | null
  readonly interrupted?: (signal: 'SIGINT') => void
}

const concludes = (event: Event): event is Conclusion =>
  event.type === 'report' || event.type === 'sweep' || event.type === 'preset'

/**
 * Shows it, and gives back what it came to; null where that never came. The screen goes when all is
 * through, or when it is left: then what goes on is waited for.
 *
 * @throws ScreenCrash where the screen fails, after the terminal is restored
 */
export async function showStudy(
  { events, control }: StudyRun,
  options: StudyOptions,
): Promise<Conclusion | null> {
  const store = createStore<StudyState, Event>({
    start: startOf(options.text, options.heading),
    fold,
    interval: pace(options.screenReader),
    urgent: () => false,
  })
  let through: Promise<Conclusion | null> | null = null
  await present(
    {
      store,
      frameOf: studyFrame,
      onKey(key, screen) {
        const pressed = reduceKey(store.latest(), key)
        store.set(pressed.state)
        if (pressed.effect === 'interrupt') options.interrupted?.('SIGINT')
        pressed.control?.(control)
        if (pressed.effect === 'redraw') screen.redraw()
        if (pressed.effect === 'leave') screen.leave()
      },
      opened(screen) {
        through = drain(events, (event) => store.take(event))
        through.then(screen.leave, screen.leave)
      },
    },
    options,
  ).catch((error) => {
    control.stop()
    throw new ScreenCrash(error, through ?? drain(events, () => {}))
  })
  return through ?? drain(events, () => {})
}

async function drain(
  events: AsyncIterable<Event>,
  take: (event: Event) => void,
): Promise<Conclusion | null> {
  let found: Conclusion | null = null
  for await (const event of events) {
    take(event)
    if (concludes(event)) found = event
  }
  return found
}
