/**
 * Results in files of lines: one process appends to them at a time, a line of JSON as each result
 * ends, so that a stop loses nothing that was finished.
 */
import * as v from 'valibot'
import { parseJson, repeatedKey } from '../../io/json.ts'
import { LineFile, linesOf } from '../../io/line-file.ts'
import { Lock } from '../../io/locks/heartbeat-lock.ts'
import { jsonText } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'

/** Where a line stands; lines are counted from 1. */
interface LinePlace {
  readonly path: string
  readonly number: number
}

/** A file of the store, and the byte behind its last whole line. */
export interface FileEnd {
  readonly path: string
  readonly end: number
}

/** Throws InputError 'results-taken' or 'cannot-write' where the lock is lost. */
export class LineStore {
  private last: Promise<void> = Promise.resolve()

  private constructor(
    private readonly lock: Lock,
    private readonly files: readonly LineFile[],
  ) {}

  /**
   * Locks the file at `locked`, reads the files back, and opens them for appending. `lost` is
   * called if another process takes them over or they disappear. Throws InputError 'results-busy'
   * if another process writes there, and what `readBack` throws.
   */
  static async open<T extends { readonly files: readonly FileEnd[] }>(
    locked: string,
    lost: (error: unknown) => void,
    readBack: () => Promise<T>,
  ): Promise<{ readonly lines: LineStore; readonly found: T }> {
    const lock = await Lock.take(locked, lost)
    const files: LineFile[] = []
    const lines = new LineStore(lock, files)
    try {
      const found = await readBack()
      for (const { path, end } of found.files) files.push(await LineFile.open(path, end))
      lock.watchOver(lost)
      return { lines, found }
    } catch (error) {
      await lines.close()
      throw error
    }
  }

  /**
   * Adds a line to the file of that number; lines are written one after the other. Throws
   * InputError 'cannot-write', with what is written intact.
   */
  append(file: number, line: unknown): Promise<void> {
    const written = this.last.then(async () => {
      await this.lock.hold()
      await this.files[file].append(jsonText(line))
    })
    this.last = written.catch(() => {})
    return written
  }

  /**
   * Throws InputError 'results-taken', 'results-changed' or 'cannot-write' where the first file is
   * not ours any more, or gone.
   */
  async hold(): Promise<void> {
    await this.last
    await this.lock.hold()
    await this.files[0].check()
  }

  async close(): Promise<void> {
    await this.last
    try {
      await Promise.all(this.files.map((file) => file.close()))
    } finally {
      await this.lock.release()
    }
  }
}

/** What a line says; or what is wrong with it. */
export type ReadLine<T> = { readonly line: T } | { readonly problem: string }

/** A line as JSON of that schema, in which no key stands twice. */
export function checkedLine<T>(
  schema: v.GenericSchema<unknown, T>,
  text: string,
  limits: Parameters<typeof parseJson>[1],
): ReadLine<T> {
  const parsed = parseJson(text, limits)
  if ('problem' in parsed) return parsed
  const repeated = repeatedKey(text)
  if (repeated !== null) return { problem: `"${repeated}" twice` }
  const result = v.safeParse(schema, parsed.value)
  if (!result.success) return { problem: v.getDotPath(result.issues[0]) ?? 'schema' }
  return { line: result.output }
}

export interface PlacedLine<T> extends LinePlace {
  readonly line: T
  /** The byte at which the next one begins. */
  readonly next: number
}

/**
 * The lines of a file, each of which begins with `start`; a last one that was cut off in the middle
 * is passed over. Throws InputError 'results-line' with the number of a line that is none.
 */
export async function* storedLines<T>(
  path: string,
  start: string,
  read: (text: string, bytes: Uint8Array) => ReadLine<T>,
): AsyncGenerator<PlacedLine<T>> {
  for await (const { text, bytes, number, next, whole } of linesOf(path)) {
    // A file that does not begin like ours belongs to somebody else.
    if (!whole && (number > 1 || start.startsWith(text) || text.startsWith(start))) return
    const found = whole ? read(text, bytes) : { problem: 'syntax' }
    if ('problem' in found) throw lineError({ path, number }, found.problem)
    yield { line: found.line, path, number, next }
  }
}

export const lineError = ({ path, number }: LinePlace, problem: string): InputError =>
  new InputError('results-line', { path, line: number, problem })

/** Results of a plan by their place in it, each once. */
export class Found<T> {
  readonly results = new Map<number, T>()
  private readonly places = new Map<number, string>()

  /** Throws InputError 'results-double', with the name of what is there twice. */
  add(index: number, result: T, { path, number }: LinePlace, nameOf: () => string): void {
    const here = `${path}:${number}`
    const other = this.places.get(index)
    if (other !== undefined)
      throw new InputError('results-double', { run: nameOf(), path: here, other })
    this.results.set(index, result)
    this.places.set(index, here)
  }
}
