/** The process: arguments, environment, terminal, signals, exit. */
import { fstatSync, readFileSync } from 'node:fs'
import { availableParallelism, freemem, homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import process from 'node:process'
import { inAscii } from '../io/ascii.ts'

export const argv: readonly string[] = process.argv.slice(2)

export const { env } = process

/** Node loads the code of a stream, 4 ms each, when it is first asked for. */
export const stdin = () => process.stdin
export const stdout = () => process.stdout

/** Standard output for screens, in the characters that the terminal shows. */
export const screenOutput = (): NodeJS.WriteStream => {
  const { stdout } = process
  if (!wantsAscii()) return stdout
  const write = (text: string | Uint8Array, encoding?: never, done?: never) =>
    stdout.write(typeof text === 'string' ? inAscii(text) : text, encoding, done)
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'write') return write
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Whether what is written goes into a file or a pipe, known without the stream. */
export function writesAside(): boolean {
  try {
    const info = fstatSync(1)
    return info.isFile() || info.isFIFO()
  } catch {
    return false
  }
}

export const cores = availableParallelism()

/**
 * Bytes of memory that this process may still take: what is free, or what is left to its container.
 */
export const memory = (): number => process.availableMemory?.() ?? freemem()

/** Both ends of the conversation are a terminal that can show a screen. */
export const isTerminal = (): boolean =>
  env.TERM !== 'dumb' &&
  !writesAside() &&
  process.stdout.isTTY === true &&
  process.stdin.isTTY === true &&
  typeof process.stdin.setRawMode === 'function'

/** How many colours the terminal shows. */
export function colors(): 'truecolor' | '256' | '16' | 'none' {
  const { stdout } = process
  const depth = stdout.isTTY ? stdout.getColorDepth(env) : 1
  return depth >= 24 ? 'truecolor' : depth >= 8 ? '256' : depth >= 4 ? '16' : 'none'
}

/**
 * Whether what is written is shown as UTF-8, by the locale; Windows' console takes any character.
 */
export const showsUtf8 = (): boolean =>
  process.platform === 'win32' || /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')

/**
 * Whether the locale says another character set than UTF-8. Where it says nothing, as in
 * containers, terminals show UTF-8 all the same.
 */
export const wantsAscii = (): boolean =>
  !showsUtf8() && Boolean(env.LC_ALL || env.LC_CTYPE || env.LANG)

export const stderrIsTerminal = (): boolean => process.stderr.isTTY === true

/** Columns of the terminal, 80 where there is none. */
export const columns = (): number =>
  (!writesAside() && process.stdout.isTTY && process.stdout.columns) || 80

/** Whether the folder that the program was started in is still there. */
export function hasWorkingFolder(): boolean {
  try {
    process.cwd()
    return true
  } catch {
    return false
  }
}

/** Changes to an existing folder: yargs asks for one when it is loaded. */
export function standSomewhere(): void {
  if (!hasWorkingFolder()) process.chdir('/')
}

/** The version of Node. */
export const node = process.versions.node

export function version(): string {
  const fromSource = import.meta.url.endsWith('/src/cli/platform.ts')
  const file = new URL(fromSource ? '../../package.json' : '../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** A small text of the program's own; null where there is none. */
export function textAt(url: URL): string | null {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return null
  }
}

/**
 * Where the user's state is kept on this platform: this program's folder in it, null where there is
 * none.
 */
export function stateFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string,
): string | null {
  const { join } = platform === 'win32' ? win32 : posix
  const { XDG_STATE_HOME, LOCALAPPDATA } = environment
  // The specification wants relative paths to be ignored.
  if (platform !== 'win32' && XDG_STATE_HOME && posix.isAbsolute(XDG_STATE_HOME))
    return join(XDG_STATE_HOME, 'gatelab')
  if (platform === 'win32')
    return LOCALAPPDATA && win32.isAbsolute(LOCALAPPDATA) ? join(LOCALAPPDATA, 'gatelab') : null
  if (home === '') return null
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'gatelab')
    : join(home, '.local', 'state', 'gatelab')
}

/**
 * The file of the lines that were typed, and that of a learner's progress; null where there is no
 * place for them.
 */
export const historyPath = (): string | null => inStateFolder('history')

export const progressPath = (): string | null => inStateFolder('progress.json')

function inStateFolder(name: string): string | null {
  let home = ''
  try {
    home = homedir()
  } catch {
    // A user without a home, as in some containers.
  }
  const folder = stateFolder(env, process.platform, home)
  return folder && (process.platform === 'win32' ? win32 : posix).join(folder, name)
}

/** Called with uncaught errors, which end the program with one line. */
export function onUncaught(onSignal: (error: unknown) => never): void {
  process.on('uncaughtException', onSignal)
}

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

const CODES: Readonly<Record<Signal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/** The exit code by which a shell knows that a signal ended the program. */
export const codeOf = (signal: Signal): number => CODES[signal]

/** Calls back at a signal; a second one ends the program at once. */
export function onSignal(heard: (signal: Signal) => void): void {
  let before = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (before) process.exit(codeOf(signal))
      before = true
      heard(signal)
    })
  }
}

/** Calls `restore` if the process ends by itself or by an exit; returns how to call that off. */
export function atExit(restore: () => void): () => void {
  process.once('exit', restore)
  return () => process.off('exit', restore)
}

/** Ends the program with a code as soon as nothing is left to do. */
export function setExitCode(code: number): void {
  process.exitCode = code
}

/** Ends the program now. */
export function exit(code: number): never {
  process.exit(code)
}
