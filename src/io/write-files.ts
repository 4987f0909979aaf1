/** Files out: a file that is written is there whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { InputError } from '../rules/input-error.ts'
import { isFolder } from './folders.ts'
import { reasonOf } from './system-error.ts'
import { temporaryBeside, temporaryIn } from './temporary-files.ts'

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

/**
 * Writes beside the path and renames, so that a reader sees the old file or the new one. `mode` is
 * for a file that only its owner should read.
 * @throws InputError 'cannot-write' with the system's code as reason.
 */
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

/** Gives a file another name: that, or null where it cannot be. */
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
