/**
 * Keys from a terminal: every screen hears them here. Ink's own input knows neither pastes nor half
 * of the sequences.
 */
import { KeyDecoder } from './key-decoder.ts'
import type { Key } from './key-meanings.ts'

export type { Key } from './key-meanings.ts'

/**
 * Terminals that know it mark a paste with keys of its own, so that a tab or a line end in it does
 * nothing by itself.
 */
export const MARK_PASTES = '\u001b[?2004h'
export const LEAVE_PASTES = '\u001b[?2004l'

/**
 * Milliseconds until an Escape that nothing follows is the key itself, until the rest of a sequence
 * that was cut off is no longer waited for, and until a paste whose end was lost is over.
 */
const PATIENCE = { escape: 50, sequence: 1000, paste: 1000 } as const

export interface Keyboard {
  /** Hears keys, one by one. */
  wake(): void
  /** Gives the terminal back to whoever has it next. */
  rest(): void
}

/** The keys of a terminal, not heard yet. */
export function keyboardOf(stdin: NodeJS.ReadStream, onKey: (key: Key) => void): Keyboard {
  let decoder = new KeyDecoder()
  let timer: NodeJS.Timeout | undefined
  let awake = false
  const say = (keys: readonly Key[]) => {
    // A key may end the screen.
    for (const key of keys) if (awake) onKey(key)
  }
  const onData = (data: Uint8Array | string) => {
    clearTimeout(timer)
    say(decoder.push(typeof data === 'string' ? Buffer.from(data) : data))
    const { waiting } = decoder
    if (waiting !== null && awake) timer = setTimeout(() => say(decoder.flush()), PATIENCE[waiting])
  }
  return {
    wake() {
      if (awake) return
      awake = true
      decoder = new KeyDecoder()
      stdin.setRawMode(true)
      stdin.on('data', onData)
      // Ink lets go of it when a screen of its own ends; then nothing would keep the program while
      // somebody thinks.
      stdin.ref()
      stdin.resume()
    },
    rest() {
      if (!awake) return
      awake = false
      clearTimeout(timer)
      stdin.off('data', onData)
      stdin.setRawMode(false)
      stdin.pause()
    },
  }
}
