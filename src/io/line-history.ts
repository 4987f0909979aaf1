/**
 * The lines typed in former sessions, in a file. A fault in it never stops the program.
 */
import { dirname } from 'node:path'
import { InputError } from '../rules/input-error.ts'
import { withFileLock } from './locks/file-lock.ts'
import { readBytes } from './read-files.ts'
import { sanitize } from './sanitize.ts'
import { prepareDirectory, writeAtomically } from './write-files.ts'

/** How many lines are kept (the newest), and their bytes. */
const MOST_LINES = 1000
const MOST_BYTES = 256 * 1024
/** The most that is read, bytes: somebody else may have written the file. */
const READ_LIMIT = 4 * MOST_BYTES

/** A line without anything that could steer a terminal. */
const sanitizeEntry = (line: string): string =>
  sanitize(line.replaceAll('\t', ' '), 'removed').trim()

const encoder = new TextEncoder()

/** The newest of the lines, within the limits, first to last. */
function newest(lines: readonly string[]): string[] {
  let bytes = 0
  let first = lines.length
  while (first > 0 && lines.length - first < MOST_LINES) {
    bytes += encoder.encode(lines[first - 1]).length + 1
    if (bytes > MOST_BYTES) break
    first--
  }
  return lines.slice(first)
}

async function read(path: string): Promise<string[]> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(path, READ_LIMIT))
    const lines = text.split('\n').map(sanitizeEntry)
    return newest(lines.filter((line) => line !== ''))
  } catch {
    return []
  }
}

export class History {
  /** Lines added since the file was last written. */
  private fresh: string[] = []
  private saving: Promise<void> = Promise.resolve()
  /** Why the lines could not be written last; null where they were. */
  failure: InputError | null = null

  private constructor(
    private readonly path: string | null,
    private known: readonly string[],
  ) {}

  /** The history in a file, empty if it cannot be read; null: nothing is stored. */
  static async open(path: string | null): Promise<History> {
    return new History(path, path === null ? [] : await read(path))
  }

  /** First to last. */
  get lines(): readonly string[] {
    return this.known
  }

  /** Takes a line up, unless it is blank or the same as the one before. */
  add(line: string): void {
    const kept = sanitizeEntry(line)
    if (kept === '' || kept === this.known[this.known.length - 1]) return
    this.known = newest([...this.known, kept])
    this.fresh.push(kept)
  }

  /**
   * Appends the new lines to what the file holds now, since another session may have written to it.
   * Never fails: see `failure`.
   */
  save(): Promise<void> {
    this.saving = this.saving
      .then(() => this.write())
      .catch((error) => {
        this.failure = error instanceof InputError ? error : null
        this.fresh = newest(this.fresh)
      })
    return this.saving
  }

  private async write(): Promise<void> {
    const { path } = this
    const fresh = [...this.fresh]
    if (path === null || fresh.length === 0) return
    await prepareDirectory(dirname(path), 0o700)
    // Between reading and writing nobody else may write, or its lines would be lost.
    await withFileLock(path, async () => {
      const lines = newest([...(await read(path)), ...fresh])
      await writeAtomically(path, encoder.encode(lines.map((line) => `${line}\n`).join('')), 0o600)
    })
    // Lines that could not be written stay in `fresh` and are tried again with the next line.
    this.fresh = this.fresh.slice(fresh.length)
    this.failure = null
  }
}
