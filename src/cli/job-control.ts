/**
 * Job control: what happens when a shell stops (Ctrl-Z) and resumes the program. Knows the process,
 * as platform.ts does.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'

interface Stoppable {
  suspend(): void
  resume(): void
}

/** Interval (ms) of the check whether the program is in the foreground again. */
const LOOK = 250

/**
 * Whether we are the terminal's foreground process group, which Linux shows in /proc. Elsewhere we
 * just try: the system stops a background program that touches the terminal.
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
 * Stops the process by the signal's default action, for which nobody may listen to it. Returns when
 * the program is resumed.
 */
function stopNow(who: number): void {
  const listeners = process.listeners('SIGTSTP')
  process.removeAllListeners('SIGTSTP')
  process.kill(who, 'SIGTSTP')
  for (const listener of listeners) process.on('SIGTSTP', listener)
}

/** How a screen is suspended and resumed; null on systems without such signals. */
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
  // An orphaned process group is not stopped, and then nothing resumes it.
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
