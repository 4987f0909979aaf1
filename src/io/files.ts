/**
 * Files in and out: sizes are checked before anything is read, and a file that is written is there
 * whole or not at all.
 */
import {
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { InputError } from '../rules/input-error.ts'
import { temporaryBeside, temporaryIn } from './temporary-files.ts'

/** The most that is ever read of one file, bytes (1 GiB). */
const FILE_LIMIT = 2 ** 30

/** What came through pipes, by the names that were given for them. */
const piped = new Map<string, Uint8Array>()

/** Keeps what came through a pipe: it is read under this name from now on. */
export function keepPiped(path: string, bytes: Uint8Array): void {
  piped.set(path, bytes)
}

export const isPiped = (path: string): boolean => piped.has(path)

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
    // Asked before opening, since opening a pipe would wait for a writer.
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
 * The whole of a regular file that stands in a folder itself: a link from there to somewhere else
 * is not followed. For folders that strangers made.
 * @throws InputError as readBytes, with 'outside' as reason for a link out of the folder.
 */
export async function readUserFile(
  folder: string,
  name: string,
  limit: number,
): Promise<Uint8Array> {
  const path = join(folder, name)
  try {
    const [home, real] = await Promise.all([realpath(folder), realpath(path)])
    if (dirname(real) !== home) throw new InputError('cannot-read', { path, reason: 'outside' })
    // Everything is asked of what is open: a name may come to mean another file meanwhile, a pipe
    // would wait for a writer.
    const file = await open(
      real,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    try {
      const info = await file.stat()
      if (info.isDirectory()) throw new InputError('cannot-read', { path, reason: 'EISDIR' })
      if (!info.isFile()) throw new InputError('cannot-read', { path, reason: 'not-a-file' })
      if (info.size > limit)
        throw new InputError('file-too-large', { path, bytes: info.size, limit })
      return await readUpTo(file, info.size)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError('cannot-read', { path, reason: reasonOf(error) })
  }
}

/** Whether a folder has an entry of that name; a link counts, wherever it leads. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

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
 * The same at once, for what must be known before anything else can go on.
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

/** Bytes of what is a regular file and not too large; else throws InputError. */
function sizeWithin(path: string, info: Stats, limit: number): number {
  if (info.isDirectory()) throw new InputError('cannot-read', { path, reason: 'EISDIR' })
  if (!info.isFile()) throw new InputError('cannot-read', { path, reason: 'not-a-file' })
  if (info.size > limit) throw new InputError('file-too-large', { path, bytes: info.size, limit })
  return info.size
}

/**
 * Writes beside the path and renames, so that a reader sees the old file or the new one. `mode` is
 * for a file that only its owner should read.
 * @throws InputError 'cannot-write' with the system's code as reason.
 */
/**
 * Writes a new file of this name, or where there is one already with the first number behind its
 * name that is free. Gives back the name that it has.
 */
export async function writeNew(name: string, ending: string, bytes: Uint8Array): Promise<string> {
  for (let n = 1; ; n++) {
    const path = n === 1 ? name + ending : `${name}-${n}${ending}`
    if (await isFolder('.', path)) continue
    await writeAtomically(path, bytes)
    return path
  }
}

export async function writeAtomically(
  path: string,
  bytes: Uint8Array,
  mode = 0o666,
): Promise<void> {
  const temporary = temporaryBeside(path)
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw new InputError('cannot-write', { path, reason: reasonOf(error) })
  }
}

/** The same for a thread that has nothing else to do. */
export function writeNow(path: string, bytes: Uint8Array): void {
  const temporary = temporaryBeside(path)
  try {
    const file = openSync(temporary, 'wx')
    try {
      writeFileSync(file, bytes)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new InputError('cannot-write', { path, reason: reasonOf(error) })
  }
}

/** Takes a file away; nothing happens where there is none. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {})
}

/** Names of the files in a folder, sorted; none where it cannot be read. */
export async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
}

/**
 * Makes a directory (and those above it) and proves by a file that comes and goes that it can be
 * written to.
 * @throws InputError 'cannot-write' with the system's code as reason; 'ENOTDIR' where a file stands
 * in the way.
 */
export async function prepareDirectory(path: string, mode = 0o777): Promise<void> {
  let probe = ''
  try {
    await makeFolder(path, mode)
    probe = temporaryIn(path)
    await (await open(probe, 'wx')).close()
    await rm(probe)
  } catch (error) {
    const reason = reasonOf(error)
    throw new InputError('cannot-write', { path, reason: reason === 'EEXIST' ? 'ENOTDIR' : reason })
  }
}

/**
 * Step by step, since mkdir's own recursion never ends in /proc, where a folder that is there says
 * ENOENT of what is made in it.
 */
async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'EEXIST' && (await isFolder(path))) return
    const above = dirname(path)
    if (reason !== 'ENOENT' || above === path || (await isFolder(above))) throw error
    await makeFolder(above, mode)
    await makeFolder(path, mode)
  }
}

/**
 * Makes the folder that a file is going to be in. Throws InputError 'cannot-write' where the file
 * could not be written.
 */
export async function prepareFile(path: string): Promise<void> {
  if (await isFolder(path)) throw new InputError('cannot-write', { path, reason: 'EISDIR' })
  await prepareDirectory(dirname(path))
}

/** The system's code for what went wrong. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown'
}

/** Names of the folders in a folder; none where it cannot be read. */
export async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Whether there is such a folder, or in it a file of that name. */
export async function isFolder(path: string, file?: string): Promise<boolean> {
  const info = await stat(file === undefined ? path : join(path, file)).catch(() => null)
  return info !== null && (file === undefined ? info.isDirectory() : info.isFile())
}

/** Gives a file another name: that, or null where it cannot be. */
export async function moveAside(path: string, to: string): Promise<string | null> {
  try {
    await rename(path, to)
    return to
  } catch {
    return null
  }
}

/** Whether a path leads to something in a folder, or in one within it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
