/**
 * The alternate screen: entered once, left once, and given back for as long as the program is
 * stopped.
 */
import { LEAVE_PASTES, MARK_PASTES } from './keyboard.ts'

const ENTER = '\u001b[?1049h\u001b[2J\u001b[H'
/** Back to the main screen, with the cursor visible. */
const LEAVE = '\u001b[?1049l\u001b[?25h'
const BLANK = '\u001b[2J\u001b[H'
const HIDE_CURSOR = '\u001b[?25l'

/** What the screen needs of the terminal's output. */
export type Output = NodeJS.WriteStream

/**
 * What is done when a stop comes from outside, and when the program goes on with the terminal its
 * own again.
 */
interface Stoppable {
  suspend(): void
  resume(): void
}

/** What a system with job control offers a screen. */
export interface JobControl {
  /**
   * Has the terminal given back and taken at the right moments, until the returned function is
   * called.
   */
  readonly watch: (screen: Stoppable) => () => void
  /** Stops the program and whoever stands in a pipe or a script with it, as Ctrl-Z does. */
  readonly stop: (screen: Stoppable) => void
  /** Whether the terminal is ours now; a program in the background may not touch it. */
  readonly inForeground: () => boolean
}

/** Whoever shows something on the alternate screen. */
interface Occupant {
  /** Hears no keys any more. */
  rest(): void
  /**
   * Hears them again: the first thing done with a terminal, since the system stops whoever may not.
   */
  wake(): void
  /** Draws everything anew. */
  redraw(): void
}

export interface AlternateScreen {
  /** For Ink: the same stream, but of endless height. */
  readonly stream: Output
  /**
   * The terminal may have moved what was on it (a resize): whatever is written next starts on an
   * empty screen.
   */
  disturbed(): void
  /**
   * Has these called when the terminal is given back and taken again, until the returned function
   * is called.
   */
  occupy(occupant: Occupant): () => void
  /** Stops the program, as Ctrl-Z does everywhere; false where the system knows no such thing. */
  stop(): boolean
  /** Back to the main screen. Doing it again does nothing. */
  leave(): void
}

/** Enters the alternate screen of a terminal, as soon as it is ours. */
export function enterAlternateScreen(output: Output, jobs?: JobControl): AlternateScreen {
  let inside = true
  let disturbed = false
  let suspended = jobs !== undefined && !jobs.inForeground()
  const occupants = new Set<Occupant>()
  const isOpen = () => !output.destroyed && !output.writableEnded
  const giveBack = () => {
    if (isOpen()) output.write(LEAVE_PASTES + LEAVE)
  }
  if (!suspended) output.write(ENTER + MARK_PASTES)

  const write = (...args: Parameters<Output['write']>) => {
    if (suspended) {
      // Nobody sees it, and what waits for it is not to wait.
      const done = args.findLast((one) => typeof one === 'function') as (() => void) | undefined
      if (done) queueMicrotask(done)
      return true
    }
    if (disturbed && inside) output.write(BLANK)
    disturbed = false
    return output.write(...args)
  }
  const stoppable: Stoppable = {
    suspend() {
      if (!inside || suspended) return
      for (const one of occupants) one.rest()
      suspended = true
      giveBack()
    },
    resume() {
      if (!inside) return
      // After a stop that nobody could hear of, the terminal may be in any state.
      if (!suspended) for (const one of occupants) one.rest()
      for (const one of occupants) one.wake()
      suspended = false
      // Ink hides the cursor once, and shows it itself where it belongs.
      output.write(ENTER + MARK_PASTES + HIDE_CURSOR)
      for (const one of occupants) one.redraw()
    },
  }
  const callOff = jobs?.watch(stoppable)
  return {
    stream: endless(output, write as Output['write']),
    disturbed() {
      disturbed = true
    },
    occupy(occupant) {
      occupants.add(occupant)
      if (!suspended) occupant.wake()
      return () => {
        occupants.delete(occupant)
        occupant.rest()
      }
    },
    stop() {
      jobs?.stop(stoppable)
      return jobs !== undefined
    },
    leave() {
      if (!inside) return
      inside = false
      callOff?.()
      if (!suspended) giveBack()
      suspended = false
    },
  }
}

/**
 * Ink wipes the terminal with its scrollback as soon as its last frame was as high as the terminal
 * is now, which a resize brings about even though our frames always keep below. With rows out of
 * its sight it never does.
 */
function endless(output: Output, write: Output['write']): Output {
  return new Proxy(output, {
    get(target, name) {
      if (name === 'rows') return Number.POSITIVE_INFINITY
      if (name === 'write') return write
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
