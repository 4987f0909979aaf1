/** The built program on a pseudo-terminal, as somebody sits before it. */
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import { openScreen } from './screen.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/gatelab.js', import.meta.url))

export interface ProgramOptions {
  readonly columns?: number
  readonly rows?: number
  /** Added to a plain English environment. */
  readonly env?: Readonly<Record<string, string>>
  /** A shell command that runs on the same terminal once the program has ended. */
  readonly afterwards?: string
}

export interface Program {
  /** What the terminal shows. */
  screen(): string
  lines(): string[]
  /** The main screen with what has scrolled off it. */
  main(): string
  onAlternateScreen(): boolean
  /** Lines that did not fit the terminal's width. */
  overflowing(): string[]
  /** Everything ever written, escape codes and all. */
  raw(): string
  /** Presses keys, as the bytes a terminal sends. */
  press(keys: string): void
  resize(columns: number, rows: number): void
  /** Sends a signal as the system would. */
  signal(name: NodeJS.Signals): void
  /** Resolves with the screen as soon as it satisfies; fails with what it shows instead. */
  waitFor(wanted: string | ((screen: string) => boolean), milliseconds?: number): Promise<string>
  /** Resolves once nothing was written for so long; fails if that does not come about within the limit. */
  quiet(milliseconds: number, limit?: number): Promise<string>
  /** How the program ended; by then all it wrote is on the screen. */
  readonly exited: Promise<{ readonly code: number; readonly signal: number }>
}

const running = new Set<number>()

/** Runs the program, then something else on its terminal; the shell itself outlives signals to them all. */
const THEN = (afterwards: string) => `trap : INT TERM; "$@"; code=$?; ${afterwards}; exit $code`

export function openProgram(args: readonly string[], options: ProgramOptions = {}): Program {
  const { columns = 80, rows = 24, env = {}, afterwards } = options
  const { LC_ALL, LC_MESSAGES, NO_COLOR, FORCE_COLOR, COLORTERM, INK_SCREEN_READER, ...rest } = process.env
  const command = [process.execPath, LAUNCHER, ...args]
  const [file, ...tokens] = afterwards === undefined ? command : ['sh', '-c', THEN(afterwards), 'sh', ...command]
  const child = spawn(file, tokens, {
    cols: columns,
    rows,
    env: { ...rest, LANG: 'en_US.UTF-8', TERM: 'xterm-256color', ...env },
  })
  const screen = openScreen(columns, rows)
  const listeners = new Set<() => void>()
  let raw = ''
  running.add(child.pid)
  child.onData((text) => {
    raw += text
    screen.write(text)
    for (const listener of listeners) listener()
  })
  screen.onAnswer((answer) => child.write(answer))
  const exited = new Promise<{ code: number; signal: number }>((resolve) => {
    child.onExit(({ exitCode, signal = 0 }) => {
      running.delete(child.pid)
      screen.write('', () => resolve({ code: exitCode, signal }))
    })
  })
  const ended = async (): Promise<never> => {
    const how = await exited
    throw new Error(`the program ended with ${JSON.stringify(how)} before that; the screen shows:\n${screen.text()}`)
  }

  return {
    screen: screen.text,
    lines: screen.lines,
    main: () => screen.main(true).join('\n'),
    onAlternateScreen: screen.onAlternateScreen,
    overflowing: screen.overflowing,
    raw: () => raw,
    press: (keys) => child.write(keys),
    resize(wide, high) {
      screen.resize(wide, high)
      child.resize(wide, high)
    },
    signal: (name) => void process.kill(-child.pid, name),
    waitFor: (wanted, milliseconds) => Promise.race([screen.waitFor(wanted, milliseconds), ended()]),
    quiet: (milliseconds, limit = 8_000) =>
      new Promise((resolve, reject) => {
        const settle = (how: () => void) => {
          listeners.delete(restart)
          clearTimeout(silence)
          clearTimeout(end)
          how()
        }
        const wait = () => setTimeout(() => settle(() => resolve(screen.text())), milliseconds)
        const restart = () => {
          clearTimeout(silence)
          silence = wait()
        }
        let silence = wait()
        const end = setTimeout(() => settle(() => reject(new Error(`never quiet:\n${screen.text()}`))), limit)
        listeners.add(restart)
      }),
    exited,
  }
}

/** Ends what a failed test has left running. */
export function closePrograms(): void {
  for (const pid of running) process.kill(-pid, 'SIGKILL')
}
