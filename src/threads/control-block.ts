/**
 * The learner's hand on running workers, in shared memory: the screen writes, every worker reads
 * before each step. So a pause takes hold within one training step, however busy the workers are.
 */
import type { Control } from '../results/events.ts'

const GO = 0
const PAUSED = 1
const STOPPED = 2
/**
 * Places: what to do; steps per second (0: as fast as it goes); then a mark for each run that is
 * skipped.
 */
const STATE = 0
const PACE = 1
const SKIP = 2

export function createControlBlock(runs: number): SharedArrayBuffer {
  return new SharedArrayBuffer(4 * (SKIP + runs))
}

/** The writing side. `runsOf` lists the indices of a seed's runs. */
export function controlOf(buffer: SharedArrayBuffer, runsOf: (seed: number) => number[]): Control {
  const places = new Int32Array(buffer)
  const set = (place: number, value: number) => {
    Atomics.store(places, place, value)
    Atomics.notify(places, STATE)
  }
  const change = (from: number, to: number) => {
    Atomics.compareExchange(places, STATE, from, to)
    Atomics.notify(places, STATE)
  }
  return {
    pause: () => change(GO, PAUSED),
    resume: () => change(PAUSED, GO),
    pace: (stepsPerSecond) =>
      set(PACE, Number.isFinite(stepsPerSecond) ? Math.max(1, Math.round(stepsPerSecond)) : 0),
    skip: (seed) => {
      for (const run of runsOf(seed)) set(SKIP + run, 1)
    },
    stop: () => set(STATE, STOPPED),
  }
}

/** Whether a run is to be given up, or not begun at all. */
export function isCancelled(buffer: SharedArrayBuffer, run: number): boolean {
  const places = new Int32Array(buffer)
  return Atomics.load(places, STATE) === STOPPED || Atomics.load(places, SKIP + run) === 1
}

/** Whether everything is to be given up. */
export const isStopped = (buffer: SharedArrayBuffer): boolean =>
  Atomics.load(new Int32Array(buffer), STATE) === STOPPED

/**
 * The reading side of one run: call before each step. Blocks while paused and as the pace asks;
 * returns the milliseconds waited, or null when the run is to be given up.
 */
export function createStepGate(buffer: SharedArrayBuffer, run: number): () => number | null {
  const places = new Int32Array(buffer)
  let due = 0
  return () => {
    const arrived = performance.now()
    for (;;) {
      const state = Atomics.load(places, STATE)
      if (state === STOPPED || Atomics.load(places, SKIP + run) === 1) return null
      const pace = Atomics.load(places, PACE)
      const now = performance.now()
      if (state === PAUSED) {
        Atomics.wait(places, STATE, PAUSED, 1000)
      } else if (pace > 0 && due > now) {
        due = Math.min(due, now + 1000 / pace)
        Atomics.wait(places, STATE, GO, due - now)
      } else {
        due = pace > 0 ? Math.max(due, now - 100) + 1000 / pace : 0
        return now - arrived
      }
    }
  }
}
