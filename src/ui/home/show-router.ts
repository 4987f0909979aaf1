/** Moves from screen to screen on one alternate screen. */
import type { ReportEvent } from '../compare/compare.tsx'
import { enterAlternateScreen } from '../shared/terminal.ts'
import { Router } from './router.ts'
import type { Route, RouterOptions } from './routes.ts'

/**
 * Shows screens, starting with this one, until the last is left. Returns the last comparison's
 * result, if any.
 */
export async function runRouter(start: Route, options: RouterOptions): Promise<ReportEvent | null> {
  const house = new Router(options)
  const path: Route[] = [start]
  const screen = enterAlternateScreen(options.streams.stdout, options.jobs)
  house.screen = screen
  const callOff = options.atExit?.(() => screen.leave())
  try {
    while (path.length > 0 && !options.signal?.aborted) {
      const door = await house.enter(path[path.length - 1])
      if (door === 'out') break
      if (door === 'back') path.pop()
      else if (door !== 'again') {
        // Going from one lesson to the next leaves nothing to come back to.
        if (door.room === 'lesson' && path.at(-1)?.room === 'lesson') path.pop()
        // The same holds from a comparison to its result, which leads back home.
        if (door.room === 'result') while (path.length > 1) path.pop()
        path.push(door)
      }
    }
  } finally {
    screen.leave()
    callOff?.()
  }
  return house.result
}
