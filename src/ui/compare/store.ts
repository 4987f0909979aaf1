/** The store of the comparison's screen. */
import type { CompareEvent } from '../../results/events.ts'
import { createStore, type Store } from '../shared/store.ts'
import { fold, type ScreenState, START } from './state.ts'

export type CompareStore = Store<ScreenState, CompareEvent>

/** @param interval milliseconds between two notices of events */
export const compareStore = (interval?: number): CompareStore =>
  createStore({
    start: START,
    fold,
    urgent: (event: CompareEvent) => event.type === 'report',
    interval,
  })
