/**
 * Pauses, paces and stops running workers, through shared memory: the main thread writes, every
 * worker reads before each step. So a pause takes hold within one training step, however busy the
 * workers are.
 */
import type { Control } from '../results/events.ts'

const GO = 0
const PAUSED = 1
const STOPPED = 2
/**
 * Int32 elements: the state; steps per second (0: as fast as it goes); then for each slot 1 where
 * its run is skipped.
 */
const STATE = 0
const PACE = 1
const SKIP = 2

/** What one job reads of a control block. */
export interface ControlSlot {
  readonly block: SharedArrayBuffer
  readonly slot: number
}

export function createControlBlock(slots: number): SharedArrayBuffer {
  return new SharedArrayBuffer(4 * (SKIP + slots))
}

/** The writing side. `runsOf` lists the slots of a seed's runs. */
export function controlOf(buffer: SharedArrayBuffer, runsOf: (seed: number) => number[]): Control {
  const elements = new Int32Array(buffer)
  const set = (index: number, value: number) => {
    Atomics.store(elements, index, value)
    Atomics.notify(elements, STATE)
  }
  const change = (from: number, to: number) => {
    Atomics.compareExchange(elements, STATE, from, to)
    Atomics.notify(elements, STATE)
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

/** Stops every run of a control block. */
export const stopAll = (buffer: SharedArrayBuffer): void => controlOf(buffer, () => []).stop()

/** Whether a run is cancelled, before or after its start. */
export function isCancelled(buffer: SharedArrayBuffer, slot: number): boolean {
  const elements = new Int32Array(buffer)
  return Atomics.load(elements, STATE) === STOPPED || Atomics.load(elements, SKIP + slot) === 1
}

/** Whether everything is to be given up. */
export const isStopped = (buffer: SharedArrayBuffer): boolean =>
  Atomics.load(new Int32Array(buffer), STATE) === STOPPED

/**
 * The reading side of one run: call before each step. Blocks while paused and as the pace asks;
 * returns the milliseconds waited, or null when the run is to be given up.
 */
export function createStepGate(buffer: SharedArrayBuffer, slot: number): () => number | null {
  const elements = new Int32Array(buffer)
  let due = 0
  return () => {
    const arrived = performance.now()
    for (;;) {
      const state = Atomics.load(elements, STATE)
      if (state === STOPPED || Atomics.load(elements, SKIP + slot) === 1) return null
      const pace = Atomics.load(elements, PACE)
      const now = performance.now()
      if (state === PAUSED) {
        Atomics.wait(elements, STATE, PAUSED, 1000)
      } else if (pace > 0 && due > now) {
        due = Math.min(due, now + 1000 / pace)
        Atomics.wait(elements, STATE, GO, due - now)
      } else {
        due = pace > 0 ? Math.max(due, now - 100) + 1000 / pace : 0
        return now - arrived
      }
    }
  }
}
