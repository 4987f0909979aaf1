/** The alternate screen: entered once, left once, whatever happens in between. */

const ENTER = '\u001b[?1049h\u001b[2J\u001b[H'
/** Back to the main screen, with the cursor visible. */
const LEAVE = '\u001b[?1049l\u001b[?25h'
const BLANK = '\u001b[2J\u001b[H'

/** What the screen needs of the terminal's output. */
export type Output = NodeJS.WriteStream

export interface AlternateScreen {
  /** For Ink: the same stream, but of endless height. */
  readonly stream: Output
  /** The terminal may have moved what was on it (a resize): whatever is written next starts on an empty screen. */
  disturbed(): void
  /** Back to the main screen. Doing it again does nothing. */
  leave(): void
}

/** Enters the alternate screen of a terminal. */
export function enterAlternateScreen(output: Output): AlternateScreen {
  let inside = true
  let disturbed = false
  output.write(ENTER)

  const write = (...args: Parameters<Output['write']>) => {
    if (disturbed && inside) output.write(BLANK)
    disturbed = false
    return output.write(...args)
  }
  return {
    stream: endless(output, write as Output['write']),
    disturbed() {
      disturbed = true
    },
    leave() {
      if (!inside) return
      inside = false
      if (!output.destroyed && !output.writableEnded) output.write(LEAVE)
    },
  }
}

/**
 * Ink wipes the terminal with its scrollback as soon as its last frame was as high as the terminal is now, which a
 * resize brings about even though our frames always keep below. With rows out of its sight it never does.
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
