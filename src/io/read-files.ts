/** Files in: their size is checked before anything is read. */
import {
  closeSync,
  constants,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs'
import { type FileHandle, open, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InputError } from '../rules/input-error.ts'
import { assetUrl } from './program-file-url.ts'
import { reasonOf } from './system-error.ts'

/** The most that is ever read of one file, bytes (1 GiB). */
const FILE_LIMIT = 2 ** 30

/** Contents of pipes, by the names under which they were given. */
const piped = new Map<string, Uint8Array>()

/** Keeps the content of a pipe: from now on reading this name gives it. */
export function keepPiped(path: string, bytes: Uint8Array): void {
  piped.set(path, bytes)
}

export const isPiped = (path: string): boolean => piped.has(path)

/** Contents of those of some names that are pipes, for another thread to keep. */
export const pipedAmong = (paths: readonly (string | undefined)[]): [string, Uint8Array][] =>
  [...piped].filter(([path]) => paths.includes(path))

/** Throws InputError 'file-too-large'; null where nothing came through a pipe of that name. */
function pipedWithin(path: string, limit: number): Uint8Array | null {
  const bytes = piped.get(path) ?? null
  if (bytes && bytes.length > limit)
    throw new InputError('file-too-large', { path, bytes: bytes.length, limit })
  return bytes
}

/**
 * The whole of a regular file of at most `limit` bytes.
 * @throws InputError 'cannot-read' with the system's code as reason ('ENOENT', 'EACCES', 'EISDIR',
 * …) or 'not-a-file' for pipes and devices; 'file-too-large'.
 */
export async function readBytes(path: string, limit = FILE_LIMIT): Promise<Uint8Array> {
  const came = pipedWithin(path, limit)
  if (came) return came
  try {
    // Checked before opening, since opening a pipe would wait for a writer.
    const size = sizeWithin(path, await stat(path), limit)
    const file = await open(path, constants.O_RDONLY)
    try {
      return await readUpTo(file, size)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError('cannot-read', { path, reason: reasonOf(error) })
  }
}

/**
 * A regular file of any size, open.
 * @throws InputError 'cannot-read' as {@link readBytes} does
 */
export async function openToRead(path: string): Promise<FileHandle> {
  try {
    sizeWithin(path, await stat(path), Number.POSITIVE_INFINITY)
    return await open(path, constants.O_RDONLY)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError('cannot-read', { path, reason: reasonOf(error) })
  }
}

/**
 * The whole of a regular file directly in a folder. A link out of the folder is not followed: for
 * folders of untrusted origin.
 * @throws InputError as readBytes, with 'outside' as reason for a link out of the folder.
 */
export async function readUserFile(
  folder: string,
  name: string,
  limit: number,
): Promise<Uint8Array> {
  const { file, size } = await openUserFile(folder, name, limit)
  try {
    return await readUpTo(file, size)
  } catch (error) {
    throw cannotRead(join(folder, name), error)
  } finally {
    await file.close()
  }
}

/**
 * The same, open and with its size in bytes; of any size without a limit.
 * @throws InputError as readUserFile
 */
export async function openUserFile(
  folder: string,
  name: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<{ file: FileHandle; size: number }> {
  const path = join(folder, name)
  try {
    const [home, real] = await Promise.all([realpath(folder), realpath(path)])
    if (dirname(real) !== home) throw new InputError('cannot-read', { path, reason: 'outside' })
    // All checks are on the open file: the name may meanwhile refer to another file, and opening a
    // pipe would wait for a writer.
    const file = await open(
      real,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    try {
      return { file, size: sizeWithin(path, await file.stat(), limit) }
    } catch (error) {
      await file.close()
      throw error
    }
  } catch (error) {
    throw cannotRead(path, error)
  }
}

const cannotRead = (path: string, error: unknown) =>
  error instanceof InputError
    ? error
    : new InputError('cannot-read', { path, reason: reasonOf(error) })

/** The first `size` bytes, fewer if the file was cut short meanwhile. */
async function readUpTo(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let done = 0
  while (done < size) {
    const { bytesRead } = await file.read(bytes, done, size - done, done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

/**
 * The same, synchronously.
 * @throws InputError as {@link readBytes} does
 */
export function readBytesNow(path: string, limit = FILE_LIMIT): Uint8Array {
  const came = pipedWithin(path, limit)
  if (came) return came
  try {
    const size = sizeWithin(path, statSync(path), limit)
    const file = openSync(path, constants.O_RDONLY)
    try {
      const bytes = new Uint8Array(size)
      let done = 0
      for (let read = -1; done < size && read !== 0; done += read)
        read = readSync(file, bytes, done, size - done, done)
      return bytes.subarray(0, done)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError('cannot-read', { path, reason: reasonOf(error) })
  }
}

/** A file that the package carries, by its place in it. */
export const readCarried = (name: string): Uint8Array => readFileSync(assetUrl(`../${name}`))

/** Bytes of what is a regular file and not too large; else throws InputError. */
function sizeWithin(path: string, info: Stats, limit: number): number {
  if (info.isDirectory()) throw new InputError('cannot-read', { path, reason: 'EISDIR' })
  if (!info.isFile()) throw new InputError('cannot-read', { path, reason: 'not-a-file' })
  if (info.size > limit) throw new InputError('file-too-large', { path, bytes: info.size, limit })
  return info.size
}
