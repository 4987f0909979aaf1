/**
 * What a terminal shows: text and escape codes go in, lines come out, and what is to come can be
 * waited for.
 */
import xterm from '@xterm/headless'

export interface Screen {
  /** `done` is called once everything up to here is on the screen. */
  write(text: string, done?: () => void): void
  resize(columns: number, rows: number): void
  /** Every line that is visible, trailing blanks cut. */
  lines(): string[]
  /** The same as one string. */
  text(): string
  /** The main screen, visible or not; `history` puts what has scrolled off before it. */
  main(history?: boolean): string[]
  /** Where the cursor stands: column and row of the visible screen, both from 0. */
  cursor(): { readonly x: number; readonly y: number }
  /** Lines that have scrolled off the main screen. */
  scrollback(): number
  onAlternateScreen(): boolean
  /** Lines, history and all, on which something written did not fit and went on in the next. */
  overflowing(): string[]
  /** What a terminal says back when a program asks it something. */
  onAnswer(listener: (answer: string) => void): void
  /**
   * Resolves with the visible text as soon as it satisfies, and fails with what is shown instead.
   */
  waitFor(wanted: string | ((screen: string) => boolean), milliseconds?: number): Promise<string>
}

/** @param convertEol where no terminal driver makes CR LF of LF */
export function openScreen(columns: number, rows: number, convertEol = false): Screen {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol,
    scrollback: 1000,
  })
  const { buffer } = terminal
  const line = (from: typeof buffer.active, at: number) =>
    from.getLine(at)?.translateToString(true) ?? ''
  const visible = (from: typeof buffer.active) =>
    Array.from({ length: terminal.rows }, (_, row) => line(from, from.baseY + row))
  const text = () => visible(buffer.active).join('\n')

  return {
    write: (more, done) => terminal.write(more, done),
    resize: (wide, high) => terminal.resize(wide, high),
    lines: () => visible(buffer.active),
    text,
    main(history = false) {
      const { normal } = buffer
      const past = Array.from({ length: history ? normal.baseY : 0 }, (_, at) => line(normal, at))
      return [...past, ...visible(normal)]
    },
    cursor: () => ({ x: buffer.active.cursorX, y: buffer.active.cursorY }),
    scrollback: () => buffer.normal.baseY,
    onAlternateScreen: () => buffer.active.type === 'alternate',
    overflowing() {
      const { active } = buffer
      const all = Array.from({ length: active.length }, (_, at) => at)
      return all.filter((at) => active.getLine(at + 1)?.isWrapped).map((at) => line(active, at))
    },
    onAnswer: (listener) => void terminal.onData(listener),
    waitFor(wanted, milliseconds = 8_000) {
      const holds = typeof wanted === 'string' ? (shown: string) => shown.includes(wanted) : wanted
      return new Promise((resolve, reject) => {
        const settle = () => {
          // Between the two marks of a synchronized update the screen is half of one frame and half
          // of the next.
          if (terminal.modes.synchronizedOutputMode || !holds(text())) return
          clearTimeout(limit)
          parsed.dispose()
          resolve(text())
        }
        const limit = setTimeout(() => {
          parsed.dispose()
          reject(new Error(`waited in vain for ${wanted}; the screen shows:\n${text()}`))
        }, milliseconds)
        const parsed = terminal.onWriteParsed(settle)
        settle()
      })
    },
  }
}
