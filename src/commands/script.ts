/**
 * The lines of a script, one after the other: each command with its start, its events and its
 * reply.
 */
import { InputError } from '../rules/input-error.ts'
import type { CommandText } from '../specs/command-text.ts'
import type { CommandEvent, LabSession, ScriptEvent, Values } from './grammar/command.ts'

export interface Script {
  /** A path, `stdin` or `--execute`. */
  readonly source: string
  readonly lines: AsyncIterable<string>
  /** Goes on after a command that failed. */
  readonly keepGoing: boolean
}

/** How a script ended: the first line that failed, from 1; null where none did. */
export interface ScriptOutcome {
  readonly failed: number | null
}

type Step = Pick<ScriptEvent, 'line' | 'number' | 'source'>

/** Ends a script from outside. */
export class Stop {
  private stopped = false
  private resolve: () => void = () => {}
  private readonly told = new Promise<void>((resolve) => {
    this.resolve = resolve
  })

  get now(): boolean {
    return this.stopped
  }

  stop(): void {
    this.stopped = true
    this.resolve()
  }

  /** The lines until it is stopped, also while it waits for one. */
  async *until(lines: AsyncIterable<string>): AsyncGenerator<string> {
    const iterator = lines[Symbol.asyncIterator]()
    const over = this.told.then(() => ({ done: true as const, value: undefined }))
    try {
      for (;;) {
        const next = await Promise.race([iterator.next(), over])
        if (next.done) return
        yield next.value
      }
    } finally {
      // Not awaited: a pipe without input would never answer.
      iterator.return?.()?.catch(() => {})
    }
  }
}

const errorOf = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown))

/** One command. Gives back what it failed with, and whether it asked for the end. */
async function* runPiece(
  session: LabSession,
  piece: CommandText,
  step: Step,
): AsyncGenerator<CommandEvent, { ok: boolean; quit: boolean }> {
  const start = (command: string | null, values: Values) =>
    ({ ...step, type: 'step', command, tokens: piece.tokens, values }) as const
  let command: string | null = session.nameOf(piece)
  let begun = false
  let quit = false
  try {
    const running = await session.run(piece)
    command = running.name
    yield start(command, running.values)
    begun = true
    for await (const event of running.events) {
      if (event.type === 'lab' && event.result.kind === 'quit') quit = true
      yield event
    }
  } catch (error) {
    if (!begun) yield start(command, {})
    yield { ...step, type: 'reply', command, ok: false, error: errorOf(error) }
    return { ok: false, quit }
  }
  yield { ...step, type: 'reply', command, ok: true }
  return { ok: true, quit }
}

/** The commands of a line; a line that cannot be split is itself what fails. */
function* split(
  session: LabSession,
  step: Step,
): Generator<CommandEvent, readonly CommandText[] | null> {
  try {
    return session.split(step.line)
  } catch (error) {
    yield { ...step, type: 'step', command: null, tokens: [], values: {} }
    yield { ...step, type: 'reply', command: null, ok: false, error: errorOf(error) }
    return null
  }
}

/**
 * Runs a script in a session to its end, to `quit`, to the first failure, or until it is stopped.
 */
export async function* runScript(
  session: LabSession,
  script: Script,
  stop: Stop,
): AsyncGenerator<CommandEvent, ScriptOutcome> {
  const { source, keepGoing } = script
  let failed: number | null = null
  let number = 0
  for await (const line of stop.until(script.lines)) {
    number++
    const pieces = yield* split(session, { line, number, source })
    if (pieces === null) {
      failed ??= number
      if (!keepGoing) return { failed }
    }
    for (const piece of pieces ?? []) {
      if (stop.now) return { failed }
      const { ok, quit } = yield* runPiece(session, piece, { line: piece.text, number, source })
      if (!ok) failed ??= number
      if (quit || (!ok && !keepGoing)) return { failed }
    }
  }
  return { failed }
}

/** The most that is read of a script, bytes (1 MiB). */
export const SCRIPT_LIMIT = 2 ** 20

/**
 * Lines of bytes that come in pieces, ended by LF or CRLF, without a byte order mark.
 * @throws InputError 'script-not-text' for anything but UTF-8 text, 'file-too-large' beyond the
 * limit
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined })
      if (!text.includes('\0')) return text
    } catch {}
    throw new InputError('script-not-text', { path })
  }
  let rest = ''
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > SCRIPT_LIMIT)
      throw new InputError('file-too-large', { path, bytes, limit: SCRIPT_LIMIT })
    const lines = (rest + decode(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  rest += decode()
  if (rest !== '') yield rest.replace(/\r$/, '')
}

/** A whole script at once; throws as `linesOf` does, before anything of it runs. */
export async function wholeScript(bytes: Uint8Array, path: string): Promise<string[]> {
  async function* once() {
    yield bytes
  }
  const lines: string[] = []
  for await (const line of linesOf(once(), path)) lines.push(line)
  return lines
}
