/** Files out: a file that is written is there whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { InputError } from '../rules/input-error.ts'
import { isFolder } from './folders.ts'
import { reasonOf } from './system-error.ts'
import { temporaryBeside, temporaryIn } from './temporary-files.ts'

/**
 * Writes a new file of this name; if it exists, with the first free number after the name. Returns
 * the name used.
 */
export async function writeNew(name: string, ending: string, bytes: Uint8Array): Promise<string> {
  for (let n = 1; ; n++) {
    const path = n === 1 ? name + ending : `${name}-${n}${ending}`
    if (await isFolder('.', path)) continue
    await writeAtomically(path, bytes)
    return path
  }
}

/**
 * Writes to a temporary file and renames it, so that readers see either the old or the new file.
 * Use `mode` for a file that only its owner may read.
 * @throws InputError 'cannot-write' with the system's code as reason.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | Iterable<Uint8Array>,
  mode = 0o666,
): Promise<void> {
  const temporary = temporaryBeside(path)
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      // Each goes on where the one before it ended.
      for (const piece of content instanceof Uint8Array ? [content] : content)
        await file.writeFile(piece)
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

/** The same, synchronously, for a thread that has nothing else to do. */
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

/** Removes a file, if it exists. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {})
}

/** Renames a file: the new name, or null if that failed. */
export async function moveAside(path: string, to: string): Promise<string | null> {
  try {
    await rename(path, to)
    return to
  } catch {
    return null
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

/**
 * Makes a directory and its parents, and proves that it is writable by creating and removing a
 * file.
 * @throws InputError 'cannot-write' with the system's code as reason; 'ENOTDIR' if a file is in the
 * way.
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
 * Level by level, since recursive mkdir never returns in /proc, where making something in an
 * existing folder fails with ENOENT.
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
