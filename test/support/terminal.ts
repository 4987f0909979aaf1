/**
 * A terminal in memory: what a program writes goes into an xterm, and what it would show can be
 * read and waited for.
 */
import { PassThrough, Writable } from 'node:stream'
import { openScreen } from './screen.ts'

export interface FakeTerminal {
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  /** Every line of the visible screen, trailing blanks cut. */
  lines(): string[]
  /** The visible screen as one string. */
  screen(): string
  /** What is on the main screen, visible or not, without its scrollback. */
  mainScreen(): string
  /** Everything ever written, escape codes and all. */
  raw(): string
  /** Presses keys, as the bytes a terminal would send. */
  press(keys: string): void
  resize(columns: number, rows: number): void
  /** Lines that have scrolled off the main screen. */
  scrollback(): number
  onAlternateScreen(): boolean
  /** Where the cursor stands: column and row of the screen, both from 0. */
  cursor(): { readonly x: number; readonly y: number }
  rawMode(): boolean
  /** Resolves with the screen as soon as it satisfies, and fails with what it shows instead. */
  waitFor(wanted: string | ((screen: string) => boolean), milliseconds?: number): Promise<string>
}

export const KEY = {
  left: '\u001b[D',
  right: '\u001b[C',
  home: '\u001b[H',
  end: '\u001b[F',
  ctrlC: '\u0003',
}

/**
 * The highest frame and the widest line since the start are the caller's to check through
 * {@link FakeTerminal.lines}.
 */
export function openTerminal(columns: number, rows: number): FakeTerminal {
  const terminal = openScreen(columns, rows, true)
  let raw = ''
  let rawMode = false

  const stdout = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      raw += String(chunk)
      terminal.write(String(chunk), done)
    },
  }) as unknown as NodeJS.WriteStream
  Object.assign(stdout, { columns, rows, isTTY: true })

  const stdin = new PassThrough() as unknown as NodeJS.ReadStream
  Object.assign(stdin, {
    isTTY: true,
    setRawMode(on: boolean) {
      rawMode = on
      return stdin
    },
    ref: () => stdin,
    unref: () => stdin,
  })

  return {
    stdout,
    stdin,
    lines: terminal.lines,
    screen: terminal.text,
    mainScreen: () => terminal.main().join('\n'),
    raw: () => raw,
    press: (keys) => void (stdin as unknown as PassThrough).write(keys),
    resize(wide, high) {
      terminal.resize(wide, high)
      Object.assign(stdout, { columns: wide, rows: high })
      stdout.emit('resize')
    },
    scrollback: terminal.scrollback,
    onAlternateScreen: terminal.onAlternateScreen,
    cursor: terminal.cursor,
    rawMode: () => rawMode,
    waitFor: terminal.waitFor,
  }
}
