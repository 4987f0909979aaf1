/**
 * Stops and the way on: what a shell does with a program that has the terminal. Knows the process,
 * as platform.ts does.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'

interface Stoppable {
  suspend(): void
  resume(): void
}

/**
 * Milliseconds between two looks whether a program in the background was fetched to the foreground.
 */
const LOOK = 250

/**
 * Whether the terminal is ours: on Linux the process's own line says which group has it. Elsewhere
 * it is tried, and the system stops a program that touches the terminal from the background.
 */
function inForeground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1')
    const [, , group, , , terminals] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return group === terminals || terminals === '-1'
  } catch {
    return true
  }
}

/** Calls back once the terminal is ours; the returned function calls that off. */
function onceInForeground(ours: () => void): () => void {
  if (inForeground()) {
    ours()
    return () => {}
  }
  const timer = setInterval(() => {
    if (!inForeground()) return
    clearInterval(timer)
    ours()
  }, LOOK)
  return () => clearInterval(timer)
}

/**
 * Stops as if nobody listened to the signal: for the default nothing may. Comes back when the
 * program goes on.
 */
function stopNow(who: number): void {
  const listeners = process.listeners('SIGTSTP')
  process.removeAllListeners('SIGTSTP')
  process.kill(who, 'SIGTSTP')
  for (const listener of listeners) process.on('SIGTSTP', listener)
}

/**
 * What is done with a screen when a stop comes, or the end of one; null where a system has no such
 * signals.
 */
export const jobs =
  process.platform === 'win32'
    ? undefined
    : {
        inForeground,
        stop: (screen: Stoppable) => suspended(screen, 0),
        watch(screen: Stoppable): () => void {
          const onStop = () => suspended(screen, process.pid)
          const onContinue = () => resumed(screen)
          process.on('SIGTSTP', onStop)
          process.on('SIGCONT', onContinue)
          if (!inForeground()) onContinue()
          return () => {
            process.off('SIGTSTP', onStop)
            process.off('SIGCONT', onContinue)
            waiting.get(screen)?.()
            waiting.delete(screen)
          }
        },
      }

/** Screens that wait for the terminal, each with what calls that off. */
const waiting = new Map<Stoppable, () => void>()

function suspended(screen: Stoppable, who: number): void {
  waiting.get(screen)?.()
  screen.suspend()
  stopNow(who)
  // A group that no shell looks after is not stopped, and then nothing tells it to go on.
  const check = setImmediate(() => resumed(screen))
  waiting.set(screen, () => clearImmediate(check))
}

function resumed(screen: Stoppable): void {
  waiting.get(screen)?.()
  waiting.set(screen, () => {})
  const callOff = onceInForeground(() => {
    waiting.delete(screen)
    screen.resume()
  })
  if (waiting.has(screen)) waiting.set(screen, callOff)
}
