/** The one place that knows the process: arguments, environment, streams, signals, exit. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import process from 'node:process'

export const argv: readonly string[] = process.argv.slice(2)
export const { env, stdin, stdout } = process
export const cores = availableParallelism()

/** Both ends of the conversation are a terminal that can show a screen. */
export const isTerminal = Boolean(
  stdout.isTTY && stdin.isTTY && typeof stdin.setRawMode === 'function' && env.TERM !== 'dumb',
)
export const stderrIsTerminal = Boolean(process.stderr.isTTY)

/** Columns of the terminal, 80 where there is none. */
export const columns = (): number => (stdout.isTTY && stdout.columns) || 80

export function version(): string {
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** True once whoever read our output has gone (`| head -1`): there is nobody left to tell anything. */
let readerGone = false

/** Writes all of it, as fast as the reader takes it. Resolves when it is through; also when the reader has gone. */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (readerGone) return resolve()
    stdout.write(text, (error) => {
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code
      if (error && code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') reject(error)
      else resolve()
    })
  })
}

export function complain(text: string): void {
  process.stderr.write(text)
}

/** Lets a closed pipe end the program quietly: `gone` is called once. */
export function onReaderGone(gone: () => void): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (readerGone) return
    readerGone = true
    gone()
  })
  process.stderr.on('error', () => {})
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
