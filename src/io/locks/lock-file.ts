/**
 * Lock files: how they are made, judged and removed. file-lock.ts uses them for moments,
 * heartbeat-lock.ts for hours.
 */
import { randomUUID } from 'node:crypto'
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../../rules/input-error.ts'
import { readBytes } from '../read-files.ts'
import { reasonOf } from '../system-error.ts'
import { temporaryBeside } from '../temporary-files.ts'
import { currentOwner, isAlive, type LockOwner, parseLockOwner } from './lock-owner.ts'

/** The most that is read of a lock, bytes. */
const LIMIT = 4096

/** What stands in a lock of this process; no other has the same. */
export const newLockText = (): string =>
  `${JSON.stringify({ ...currentOwner(), token: randomUUID() })}\n`

/** Why a lock could not be had. */
export interface HeldLock {
  /** Null if the lock does not say, for example while it is being written. */
  readonly owner: LockOwner | null
  /** Milliseconds since the last heartbeat, if we cannot probe the owner. */
  readonly silent: number | null
  /** The lock is gone by now, so another attempt may succeed. */
  readonly freed: boolean
}

/**
 * Tries once to lock the file at `path`, which need not exist: gives the open lock, or why it
 * failed. The lock of a dead process on this machine, or of one elsewhere without a heartbeat for
 * `staleAfter` ms, is removed. Throws InputError 'cannot-write', 'cannot-read'.
 */
export async function tryLock(
  path: string,
  text: string,
  staleAfter: number,
): Promise<FileHandle | HeldLock> {
  const file = await createLock(path, text)
  if (file) return file
  const name = lockOf(path)
  const found = await readLock(path)
  if (found === null) return { owner: null, silent: null, freed: true }
  const owner = parseLockOwner(found)
  const alive = owner && isAlive(owner)
  const silent = alive === null ? await heartbeatAge(name) : null
  const stale = alive === false || (silent ?? 0) >= staleAfter
  if (stale) await removeIfUnchanged(name, found)
  return { owner, silent, freed: stale }
}

/** Takes a lock away that has this text; never fails. */
export async function unlock(path: string, text: string): Promise<void> {
  const found = await readLock(path).catch(() => null)
  if (found === text) await rm(lockOf(path), { force: true }).catch(() => {})
}

/** Hidden, so that it does not travel with the results. */
export const lockOf = (path: string): string => join(dirname(path), `.${basename(path)}.lock`)

/** Error codes of file systems without hard links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/**
 * Creates the lock of a file and gives it open; null if one exists. The lock is written first and
 * then linked to its name, so that a process killed in between leaves no empty lock. File systems
 * without hard links get the name first. Throws InputError 'cannot-write'.
 */
export async function createLock(path: string, text: string): Promise<FileHandle | null> {
  const name = lockOf(path)
  const aside = temporaryBeside(path)
  try {
    const file = await written(aside, text)
    try {
      await link(aside, name)
      return file
    } catch (error) {
      await file.close()
      if (!NO_LINKS.includes(reasonOf(error))) throw error
      return await written(name, text)
    } finally {
      await rm(aside, { force: true })
    }
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'EEXIST') return null
    throw new InputError('cannot-write', { path, reason })
  }
}

/** A new open file with this text; throws the system's error, and then leaves nothing behind. */
async function written(path: string, text: string): Promise<FileHandle> {
  const file = await open(path, 'wx+')
  try {
    await file.writeFile(text)
    return file
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}

/**
 * What stands in a lock; null where there is none. Throws InputError 'cannot-read' for what is no
 * file.
 */
export const readLock = (path: string): Promise<string | null> => read(lockOf(path))

async function read(name: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await readBytes(name, LIMIT))
  } catch (error) {
    if (
      error instanceof InputError &&
      'reason' in error.details &&
      error.details.reason === 'ENOENT'
    )
      return null
    throw error
  }
}

/** Milliseconds since the last heartbeat, by the file server's clock. */
async function heartbeatAge(name: string): Promise<number> {
  const probe = temporaryBeside(name)
  try {
    const file = await open(probe, 'wx')
    const { mtimeMs } = await file.stat().finally(() => file.close())
    return mtimeMs - (await stat(name)).mtimeMs
  } catch {
    return 0
  } finally {
    await rm(probe, { force: true }).catch(() => {})
  }
}

/** Removes a lock if it still has the text that was read: it may have changed hands meanwhile. */
async function removeIfUnchanged(name: string, judged: string): Promise<void> {
  const aside = temporaryBeside(name)
  try {
    await rename(name, aside)
  } catch {
    return
  }
  if ((await read(aside)) !== judged) await link(aside, name).catch(() => {})
  await rm(aside, { force: true }).catch(() => {})
}
