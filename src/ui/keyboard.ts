/**
 * Keys from a terminal. Ink's own input names neither Delete (it calls Backspace so) nor the ends of a paste, so the bytes
 * are read by Node's decoder, the one behind its readline, which also waits for the rest of a sequence that was cut in two.
 */
import { emitKeypressEvents, type Interface } from 'node:readline'

export interface Key {
  /** What is typed by it; empty for keys that only do something. */
  readonly text: string
  /** Node's name for it: `left`, `return`, `a`, `paste-start` …; empty where it has none. */
  readonly name: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly shift: boolean
}

/** Terminals that know it mark a paste with keys of its own, so that a tab or a line end in it does nothing by itself. */
export const MARK_PASTES = '\u001b[?2004h'
export const LEAVE_PASTES = '\u001b[?2004l'

/** Milliseconds until an Escape that nothing follows is the key itself. Node reads nothing else of what it is given here. */
const ESCAPE: unknown = { escapeCodeTimeout: 50 }

type Raw = { name?: string; ctrl?: boolean; meta?: boolean; shift?: boolean; sequence?: string } | undefined

/** Hears keys until the returned function is called; the terminal hands them over one by one meanwhile. */
export function listen(stdin: NodeJS.ReadStream, hear: (key: Key) => void): () => void {
  const onKey = (text: string | undefined, key: Raw) => {
    const { name = '', ctrl = false, meta = false, shift = false } = key ?? {}
    const printable = text !== undefined && !ctrl && !meta && !/^[\p{Cc}]/u.test(text) ? text : ''
    hear({ text: printable, name, ctrl, meta, shift })
  }
  emitKeypressEvents(stdin, ESCAPE as Interface)
  stdin.setRawMode(true)
  stdin.on('keypress', onKey)
  // Ink lets go of it after each screen of its own: then nothing would keep the program going but the keys themselves.
  stdin.ref()
  stdin.resume()
  return () => {
    stdin.off('keypress', onKey)
    stdin.setRawMode(false)
    stdin.pause()
  }
}
