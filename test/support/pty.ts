/** The built program on a pseudo-terminal, as somebody sits before it. */
import { execFileSync } from 'node:child_process'
import { spawn } from '@lydell/node-pty'
import { LAUNCHER } from './program.ts'
import { openScreen } from './screen.ts'
import { until } from './until.ts'

export interface ProgramOptions {
  readonly columns?: number
  readonly rows?: number
  /** The working folder; the repository's where none is given. */
  readonly folder?: string
  /** Added to a plain English environment. */
  readonly env?: Readonly<Record<string, string>>
  /** A shell command that runs on the same terminal once the program has ended. */
  readonly afterwards?: string
}

export interface Program {
  /** The process on the terminal: the program's shell. */
  readonly pid: number
  /** What the terminal shows. */
  screen(): string
  lines(): string[]
  /** The main screen with what has scrolled off it. */
  main(): string
  onAlternateScreen(): boolean
  /** Where the cursor stands: column and row of the screen, both from 0. */
  cursor(): { readonly x: number; readonly y: number }
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
  /**
   * Resolves once nothing was written for so long; fails if that does not come about within the
   * limit.
   */
  quiet(milliseconds: number, limit?: number): Promise<string>
  /**
   * The exit code as a shell has it, 128 more than the signal that ended a program; by then all it
   * wrote is on the screen.
   */
  readonly exited: Promise<number>
}

const running = new Set<number>()

/**
 * Seen by nobody: an operating system command that no terminal knows, with the program's exit code.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that is looked for
const ENDED = /\u001b\]777;ended (\d+)\u0007/

/** Characters that the mark has at most. */
const MARK = 32

/**
 * A shell holds the terminal for the program, which outlives a signal to them all, and keeps it
 * open until everything is read: what stands in a pseudo-terminal when its last program goes may be
 * lost.
 */
const HOLD = (afterwards: string) =>
  `trap : INT TERM HUP; "$@"; code=$?; ${afterwards}; ` +
  `printf '\\033]777;ended %d\\007' $code; exec cat >/dev/null`

export function openProgram(args: readonly string[], options: ProgramOptions = {}): Program {
  return open(
    ['-c', HOLD(options.afterwards ?? ':'), 'sh', process.execPath, LAUNCHER, ...args],
    options,
  )
}

/** A shell with job control, as somebody types into it; `gatelab` starts the built program. */
export function openShell(options: ProgramOptions = {}): Program {
  const shell = open(['-i'], {
    ...options,
    env: { ...options.env, PS1: '% ', ENV: '', HISTFILE: '' },
  })
  shell.press(`gatelab() { '${process.execPath}' '${LAUNCHER}' "$@"; }\r`)
  return shell
}

/** What the shell has running, found from outside. */
export function jobOf({ pid }: Program): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
  const found = rows
    .map((row) => row.trim().split(/\s+/))
    .find(([, parent]) => Number(parent) === pid)
  if (!found) throw new Error('the shell has nothing running')
  return Number(found[0])
}

/**
 * Resolves once that job runs in the foreground. A shell names a job before it wakes it, and keys
 * that come between the two are the shell's own.
 */
export async function inForeground(pid: number): Promise<void> {
  const state = () =>
    execFileSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).trim()
  await until(() => /^[^T].*\+/.test(state()), 'the job is in the foreground')
}

function open(shell: readonly string[], options: ProgramOptions): Program {
  const { columns = 80, rows = 24, env = {} } = options
  const { CI, LC_ALL, LC_MESSAGES, NO_COLOR, FORCE_COLOR, COLORTERM, INK_SCREEN_READER, ...rest } =
    process.env
  const child = spawn('sh', [...shell], {
    cols: columns,
    rows,
    ...(options.folder ? { cwd: options.folder } : {}),
    env: { ...rest, LANG: 'en_US.UTF-8', TERM: 'xterm-256color', ...env },
  })
  const screen = openScreen(columns, rows)
  const listeners = new Set<() => void>()
  let written = ''
  // The mark may come in two pieces; the whole is never searched again.
  let tail = ''
  running.add(child.pid)
  const exited = new Promise<number>((resolve) => {
    child.onData((text) => {
      written += text
      screen.write(text)
      for (const listener of listeners) listener()
      tail = tail.slice(-MARK) + text
      const end = ENDED.exec(tail)
      if (end) screen.write('', () => resolve(Number(end[1])))
    })
  })
  exited.then(() => kill(child.pid))
  screen.onAnswer((answer) => child.write(answer))
  const ended = async (): Promise<never> => {
    const code = await exited
    throw new Error(
      `the program ended with ${code} before that; the screen shows:\n${screen.text()}`,
    )
  }

  return {
    pid: child.pid,
    screen: screen.text,
    lines: screen.lines,
    main: () => screen.main(true).join('\n'),
    onAlternateScreen: screen.onAlternateScreen,
    cursor: screen.cursor,
    overflowing: screen.overflowing,
    raw: () => written.replace(ENDED, ''),
    press: (keys) => child.write(keys),
    resize(wide, high) {
      screen.resize(wide, high)
      child.resize(wide, high)
    },
    signal: (name) => void process.kill(-child.pid, name),
    waitFor: (wanted, milliseconds) =>
      Promise.race([screen.waitFor(wanted, milliseconds), ended()]),
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
        const end = setTimeout(
          () => settle(() => reject(new Error(`never quiet:\n${screen.text()}`))),
          limit,
        )
        listeners.add(restart)
      }),
    exited,
  }
}

function kill(pid: number): void {
  if (running.delete(pid)) process.kill(-pid, 'SIGKILL')
}

/** Ends what a failed test has left running. */
export function closePrograms(): void {
  for (const pid of running) kill(pid)
}
