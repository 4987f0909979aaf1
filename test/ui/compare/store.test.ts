import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { compareStore } from '../../../src/ui/compare/store.ts'
import { PLAN, RUNS, reportOf, training } from '../../support/comparison.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a flood of events is told at most once an interval, and its last state is told', () => {
  const store = compareStore(100)
  let told = 0
  store.subscribe(() => void told++)
  store.take(PLAN)
  expect(told).toBe(1)
  for (let step = 1; step <= 1000; step++) {
    store.take({ type: 'progress', run: RUNS[0], step, stepsPerSecond: 1000, secondsLeft: 1 })
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(100)
  expect(told).toBe(11)
  expect(store.shown().runs[0].step).toBe(1000)
})

test('between notices the shown state stays the same value', () => {
  const store = compareStore(100)
  store.take(PLAN)
  const shown = store.shown()
  store.take({ type: 'progress', run: RUNS[0], step: 7, stepsPerSecond: 1, secondsLeft: 1 })
  expect(store.shown()).toBe(shown)
  expect(store.latest().runs[0].step).toBe(7)
})

test('a key and the report are told at once', () => {
  const store = compareStore(100)
  for (const event of [PLAN, ...training(RUNS[0], 0, 100)]) store.take(event)
  store.set({ ...store.latest(), paused: true })
  expect(store.shown()).toMatchObject({ paused: true, runs: [{ step: 100 }, {}, {}, {}, {}, {}] })
  store.take({ type: 'report', report: reportOf([]) })
  expect(store.shown().report).not.toBeNull()
})

test('after closing nothing is told', () => {
  const store = compareStore(100)
  let told = 0
  store.subscribe(() => void told++)
  store.take(PLAN)
  store.take({ type: 'start', run: RUNS[0] })
  store.close()
  vi.advanceTimersByTime(1000)
  expect(told).toBe(1)
})
