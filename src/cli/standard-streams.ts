/** Standard input, output and error: what is piped in, and what is written, to its end. */
import { fstatSync, writeSync } from 'node:fs'
import process from 'node:process'
import { inAscii } from '../io/ascii.ts'
import { sanitizeLines } from '../io/sanitize.ts'
import { WriteError, writeAll } from '../io/write-all.ts'
import { stdin, stdout, wantsAscii, writesAside } from './platform.ts'

let isListening = false

/** What is piped in, as it comes. */
export function piped(): ReturnType<typeof stdin> {
  isListening = true
  return stdin()
}

/** Whether what is piped in is read already. */
export const listening = (): boolean => isListening

/** No more of it is read: a pipe that stays open must not keep the program. */
export function hangUp(): void {
  if (isListening) stdin().destroy()
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
 * Whether a descriptor is neither a terminal nor a pipe or socket. For such files and devices
 * Node's own streams overlook partial writes.
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
 * reader has gone. On a terminal it is in the characters of its locale, unless it has to be exact.
 * @throws WriteError where it cannot be written
 */
export const write = (text: string, exact: 'exact' | null = null): Promise<void> =>
  writeBytes(encoder.encode(exact ? sanitizeLines(text, 'picture') : shown('stdout', text)))

/** As it is shown: in the characters of the terminal, where there is one. */
function shown(stream: 'stdout' | 'stderr', text: string): string {
  const lines = sanitizeLines(text, stream === 'stdout' ? 'picture' : 'message')
  return wantsAscii() && process[stream].isTTY ? inAscii(lines) : lines
}

/** The same for bytes that are fit for a terminal. @throws WriteError */
export function writeBytes(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    if (readerGone) return resolve()
    try {
      if (isFile(STREAMS.stdout)) {
        writeToFile(STREAMS.stdout, bytes)
        return resolve()
      }
    } catch (error) {
      return reject(fail('stdout', error, bytes.length))
    }
    stdout().write(bytes, (error) => {
      const { code } = (error ?? {}) as NodeJS.ErrnoException
      if (error && !GONE.includes(code ?? '')) reject(fail('stdout', error, bytes.length))
      else resolve()
    })
  })
}

/**
 * Writes a few lines as {@link write} does, into a file or a pipe without the code of Node's
 * stream. Nothing else may have been written.
 * @throws WriteError where it cannot be written
 */
export async function writeShort(text: string): Promise<void> {
  if (!writesAside()) {
    onReaderGone(() => {})
    return write(text)
  }
  const bytes = encoder.encode(sanitizeLines(text, 'picture'))
  try {
    writeToFile(STREAMS.stdout, bytes)
  } catch (error) {
    if (error instanceof WriteError && GONE.includes(error.code)) return
    throw fail('stdout', error, bytes.length)
  }
}

/**
 * Writes to standard error. A failure to write there cannot be reported:
 * {@link outputFailure} knows of it.
 */
export function writeError(text: string): void {
  // It is always shown as lines of text.
  const bytes = encoder.encode(shown('stderr', text))
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
  stdout().on('error', (error: NodeJS.ErrnoException) => {
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
