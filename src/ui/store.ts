/**
 * The state behind the screen, outside React. Events come by the thousand and one Ink frame costs 5 to 7 ms, so
 * listeners hear of events at most once in `interval`; what a key changed they hear at once.
 */
import type { CompareEvent } from '../lab/events.ts'
import { fold, type ScreenState, START } from './state.ts'

export interface Store {
  /** The state as last shown: it changes only when listeners are told. */
  readonly shown: () => ScreenState
  /** The state with everything that has come, shown or not. */
  readonly latest: () => ScreenState
  readonly subscribe: (listener: () => void) => () => void
  /** Takes an event in; listeners hear of it within the interval. */
  take(event: CompareEvent): void
  /** Changes the state and tells it at once. */
  set(state: ScreenState): void
  /** Stops the timer; nothing is told after that. */
  close(): void
}

/** @param interval milliseconds between two notices of events: 110 is 9 Hz. */
export function createStore(interval = 110): Store {
  let latest = START
  let shown = START
  let timer: NodeJS.Timeout | null = null
  let closed = false
  const listeners = new Set<() => void>()

  const tell = () => {
    if (closed) return
    shown = latest
    for (const listener of listeners) listener()
  }
  const rest = () => {
    timer = setTimeout(() => {
      timer = null
      if (shown === latest) return
      tell()
      rest()
    }, interval)
  }

  return {
    shown: () => shown,
    latest: () => latest,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    take(event) {
      latest = fold(latest, event)
      // The first event after a rest is told at once, and so is the end.
      if (closed || (timer && event.type !== 'report')) return
      tell()
      if (!timer) rest()
    },
    set(state) {
      latest = state
      tell()
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
