/**
 * A clock for limits: how long something has been worked on. On a busy machine a program waits for
 * a processor most of the time, and a limit by the clock on the wall would end honest work.
 */
import { cpuUsage } from 'node:process'

/** What the clock is read from, in milliseconds. */
export interface Times {
  readonly wall: number
  /** Of all threads of this program together. */
  readonly processors: number
}

/** A limit holds for what does nothing, too: it then comes after this many times as long. */
const PATIENCE = 20

const MICROSECONDS = 1000

const read = (): Times => {
  const { user, system } = cpuUsage()
  return { wall: performance.now(), processors: (user + system) / MICROSECONDS }
}

/** Milliseconds worked between two times: never more than passed, nor than processors gave. */
export const workedBetween = (from: Times, to: Times): number => {
  const passed = to.wall - from.wall
  return Math.max(Math.min(passed, to.processors - from.processors), passed / PATIENCE)
}

/** A function that says how many milliseconds have been worked since now. */
export const startWorkClock = (now = read): (() => number) => {
  const started = now()
  return () => workedBetween(started, now())
}

/** Calls once that many milliseconds have been worked; what it returns takes the alarm off. */
export const alarmAfter = (milliseconds: number, ring: () => void): (() => void) => {
  const worked = startWorkClock()
  let timer: ReturnType<typeof setTimeout>
  const wait = (left: number) => {
    timer = setTimeout(() => {
      const still = milliseconds - worked()
      if (still > 0) wait(still)
      else ring()
    }, left)
  }
  wait(milliseconds)
  return () => clearTimeout(timer)
}
