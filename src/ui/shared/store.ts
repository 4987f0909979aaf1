/**
 * The state behind the screen, outside React. Events come by the thousand and one Ink frame costs 5
 * to 7 ms, so listeners hear of events at most once in `interval`; what a key changed they hear at
 * once.
 */

export interface Store<S, E> {
  /** The state as last shown: it changes only when listeners are told. */
  readonly shown: () => S
  /** The state with everything that has come, shown or not. */
  readonly latest: () => S
  readonly subscribe: (listener: () => void) => () => void
  /** Takes an event in; listeners hear of it within the interval. */
  take(event: E): void
  /** Changes the state and tells it at once. */
  set(state: S): void
  /** Changes the state without telling: nothing of the change is seen. */
  keep(state: S): void
  /** Stops the timer; nothing is told after that. */
  close(): void
}

export interface StoreOptions<S, E> {
  readonly start: S
  readonly fold: (state: S, event: E) => S
  /** Whether an event is to be shown at once. */
  readonly urgent: (event: E) => boolean
  /** Milliseconds between two notices of events: 110 is 9 Hz. */
  readonly interval?: number
}

export function createStore<S, E>({
  start,
  fold,
  urgent,
  interval = 110,
}: StoreOptions<S, E>): Store<S, E> {
  let latest = start
  let shown = start
  let timer: NodeJS.Timeout | null = null
  let closed = false
  const listeners = new Set<() => void>()

  const emit = () => {
    if (closed) return
    shown = latest
    for (const listener of listeners) listener()
  }
  const rest = () => {
    timer = setTimeout(() => {
      timer = null
      if (shown === latest) return
      emit()
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
      if (closed || (timer && !urgent(event))) return
      emit()
      if (!timer) rest()
    },
    set(state) {
      latest = state
      emit()
    },
    keep(state) {
      latest = state
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
