/** Files of lines: one that grows, and one that is read piece by piece, whatever its size. */
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, stat } from 'node:fs/promises'
import { InputError } from '../rules/input-error.ts'
import { openToRead } from './read-files.ts'
import { reasonOf } from './system-error.ts'

/** Error codes of fsync that mean that data was lost. */
const NOT_ON_DISK: readonly string[] = ['EIO', 'ENOSPC', 'EDQUOT', 'EFBIG']

/** A file that grows line by line: a line is in it whole or not at all. */
export class LineFile {
  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private end: number,
  ) {}

  /**
   * Opens or creates the file, and truncates it to `end` bytes. Throws InputError 'cannot-write',
   * also for pipes ('not-a-file') and for links ('link'), which might lead to files that are not
   * results.
   */
  static async open(path: string, end: number): Promise<LineFile> {
    try {
      const info = await lstat(path).catch(() => null)
      const reason = info?.isSymbolicLink() ? 'link' : info && !info.isFile() ? 'not-a-file' : null
      if (reason) throw new InputError('cannot-write', { path, reason })
      const file = await open(
        path,
        constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0),
      )
      await file.truncate(end)
      return new LineFile(path, file, end)
    } catch (error) {
      if (error instanceof InputError) throw error
      throw new InputError('cannot-write', { path, reason: reasonOf(error) })
    }
  }

  /**
   * Throws InputError 'cannot-write' if the disk is full or the file was removed; 'results-changed'
   * if somebody else wrote to it or replaced it. The file then keeps its former length.
   */
  async append(line: string): Promise<void> {
    const bytes = new TextEncoder().encode(`${line}\n`)
    try {
      await this.check()
      for (let done = 0; done < bytes.length; ) {
        done += (await this.file.write(bytes, done, bytes.length - done, this.end + done))
          .bytesWritten
      }
      this.end += bytes.length
    } catch (error) {
      if (error instanceof InputError) throw error
      await this.file.truncate(this.end).catch(() => {})
      throw new InputError('cannot-write', { path: this.path, reason: reasonOf(error) })
    }
  }

  /**
   * Throws InputError as {@link append} does where the file is not there any more, or not as it was
   * left.
   */
  async check(): Promise<void> {
    let there: { readonly dev: number; readonly ino: number; readonly size: number }
    try {
      there = await stat(this.path)
    } catch (error) {
      throw new InputError('cannot-write', { path: this.path, reason: reasonOf(error) })
    }
    const { dev, ino } = await this.file.stat()
    if (there.dev !== dev || there.ino !== ino || there.size !== this.end) {
      throw new InputError('results-changed', { path: this.path })
    }
  }

  /**
   * Throws InputError 'cannot-write' if data did not reach the disk, which some systems report only
   * here.
   */
  async close(): Promise<void> {
    try {
      // Some file systems, and files already removed, do not support this.
      await this.file.sync().catch((error) => {
        if (NOT_ON_DISK.includes(reasonOf(error))) throw error
      })
      await this.file.close()
    } catch (error) {
      await this.file.close().catch(() => {})
      throw new InputError('cannot-write', { path: this.path, reason: reasonOf(error) })
    }
  }
}

/**
 * A line of a file, without its end, and the byte at which the next one begins; `whole` where it
 * has an end.
 */
export interface FileLine {
  readonly text: string
  /** The same as it stands in the file, until the next line is asked for. */
  readonly bytes: Uint8Array
  readonly number: number
  readonly next: number
  readonly whole: boolean
}

/** Bytes; a line of results takes some ten thousand. */
const READ_AT_ONCE = 2 ** 20
/** The most characters of a line that are ever kept. */
const LONGEST_LINE = 2 ** 28

/**
 * The lines of a file, read piece by piece. Throws InputError 'cannot-read', or 'line-beyond' for
 * one that is no line of ours.
 */
export async function* linesOf(path: string): AsyncGenerator<FileLine> {
  const file = await openToRead(path)
  let [number, next] = [1, 0]
  let pieces: Buffer[] = []
  const take = (last: Buffer, whole: boolean): FileLine => {
    const bytes = pieces.length > 0 ? Buffer.concat([...pieces, last]) : last
    pieces = []
    next += bytes.length + (whole ? 1 : 0)
    return { text: bytes.toString('utf8'), bytes, number: number++, next, whole }
  }
  try {
    for await (const chunk of file.createReadStream({
      autoClose: false,
      highWaterMark: READ_AT_ONCE,
    }) as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield take(chunk.subarray(from, end), true)
        from = end + 1
      }
      if (from < chunk.length) pieces.push(chunk.subarray(from))
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
      if (length > LONGEST_LINE)
        throw new InputError('line-beyond', { path, line: number, limit: LONGEST_LINE })
    }
    if (pieces.length > 0) yield take(Buffer.alloc(0), false)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError('cannot-read', { path, reason: reasonOf(error) })
  } finally {
    await file.close()
  }
}
