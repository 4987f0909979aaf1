/** The one place that knows the process: arguments, environment, streams, signals, exit. */

import { fstatSync, readFileSync, writeSync } from 'node:fs'
import { availableParallelism, freemem, homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { sanitizeLines } from '../io/sanitize.ts'
import { WriteError, writeAll } from '../io/write-all.ts'

export const argv: readonly string[] = process.argv.slice(2)
export const { env, stdin, stdout } = process
export const cores = availableParallelism()
/**
 * Bytes of memory that this process may still take: what is free, or what is left to its container.
 */
export const memory = (): number => process.availableMemory?.() ?? freemem()

/**
 * From now on what is new has no more room than it has come to: for whoever does a little for a
 * long time. By default V8 lets it grow to three times 16 MB in each thread, and gives none of it
 * back.
 */
export const stopYoungGrowth = (): void => setFlagsFromString('--semi-space-growth-factor=1')

/** Both ends of the conversation are a terminal that can show a screen. */
export const isTerminal = Boolean(
  stdout.isTTY && stdin.isTTY && typeof stdin.setRawMode === 'function' && env.TERM !== 'dumb',
)
/** How many colours the terminal shows. */
export function colors(): 'truecolor' | '256' | '16' | 'none' {
  const depth = stdout.isTTY ? stdout.getColorDepth(env) : 1
  return depth >= 24 ? 'truecolor' : depth >= 8 ? '256' : depth >= 4 ? '16' : 'none'
}
export const stderrIsTerminal = Boolean(process.stderr.isTTY)

/** Columns of the terminal, 80 where there is none. */
export const columns = (): number => (stdout.isTTY && stdout.columns) || 80

/** Whether the folder that the program was started in is still there. */
export function hasWorkingFolder(): boolean {
  try {
    process.cwd()
    return true
  } catch {
    return false
  }
}

/**
 * Stands in a folder that is there: yargs, which writes the help, asks for one when it is loaded.
 */
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

let isListening = false

/** What is piped in, as it comes. */
export function piped(): typeof stdin {
  isListening = true
  return stdin
}

/** Whether what is piped in is read already. */
export const listening = (): boolean => isListening

/** No more of it is read: a pipe that stays open must not keep the program. */
export function hangUp(): void {
  if (isListening) stdin.destroy()
}

/**
 * True once the reader of our output is gone (`| head -1`): no more output is needed.
 */
let readerGone = false
/** Why standard output or standard error took no more; the first reason. */
let failed: { readonly stream: 'stdout' | 'stderr'; readonly error: WriteError } | null = null

const STREAMS = { stdout: 1, stderr: 2 } as const
const encoder = new TextEncoder()

/**
 * Not a terminal, a pipe or a socket: Node's own stream for these overlooks it when the system
 * takes only a part.
 */
function isFile(descriptor: number): boolean {
  try {
    const info = fstatSync(descriptor)
    return (
      info.isFile() ||
      info.isBlockDevice() ||
      (info.isCharacterDevice() && !process[nameOf(descriptor)].isTTY)
    )
  } catch {
    return false
  }
}
const nameOf = (descriptor: number) => (descriptor === 1 ? 'stdout' : 'stderr')

/** What a stream reports when whoever reads it has gone. */
const GONE = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']

const asWriteError = (error: unknown, size: number): WriteError =>
  error instanceof WriteError
    ? error
    : new WriteError((error as NodeJS.ErrnoException).code ?? 'unknown', 0, size)

function fail(stream: 'stdout' | 'stderr', error: unknown, size = 0): WriteError {
  failed ??= { stream, error: asWriteError(error, size) }
  return failed.error
}

function writeToFile(descriptor: number, bytes: Uint8Array): void {
  const signal = new Int32Array(new SharedArrayBuffer(4))
  writeAll(
    {
      write: (rest) => writeSync(descriptor, rest),
      pause: () => void Atomics.wait(signal, 0, 0, 10),
    },
    bytes,
  )
}

/**
 * Writes all of it, as fast as the reader takes it. Resolves when it is through; also when the
 * reader has gone.
 * @throws WriteError where it cannot be written
 */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (readerGone) return resolve()
    const bytes = encoder.encode(sanitizeLines(text, 'picture'))
    try {
      if (isFile(STREAMS.stdout)) {
        writeToFile(STREAMS.stdout, bytes)
        return resolve()
      }
    } catch (error) {
      return reject(fail('stdout', error, bytes.length))
    }
    stdout.write(bytes, (error) => {
      const { code } = (error ?? {}) as NodeJS.ErrnoException
      if (error && !GONE.includes(code ?? '')) reject(fail('stdout', error, bytes.length))
      else resolve()
    })
  })
}

/**
 * Writes to standard error. A failure to write there cannot be reported:
 * {@link outputFailure} knows of it.
 */
export function writeError(text: string): void {
  // Whatever it was made of, it is lines of text.
  const bytes = encoder.encode(sanitizeLines(text, 'message'))
  try {
    if (isFile(STREAMS.stderr)) writeToFile(STREAMS.stderr, bytes)
    else process.stderr.write(bytes)
  } catch (error) {
    fail('stderr', error, bytes.length)
  }
}

/**
 * Why standard output or standard error took no more; null where all was written, or a reader has
 * gone.
 */
export const outputFailure = () => failed

/**
 * Lets a closed pipe end the program quietly: `gone` is called once, also where the stream fails in
 * another way.
 */
export function onReaderGone(gone: () => void): void {
  let called = false
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (GONE.includes(error.code ?? '')) readerGone = true
    else fail('stdout', error)
    if (called) return
    called = true
    gone()
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.includes(error.code ?? '')) fail('stderr', error)
  })
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
