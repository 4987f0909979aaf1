/**
 * A lock beside a file, which says who has it: how it is made, judged and taken away. Who takes it
 * for a moment does so by file-lock.ts, who takes it for hours by heartbeat-lock.ts.
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
  /** Null where it does not say, as one that is just being written. */
  readonly owner: LockOwner | null
  /** Milliseconds since its last heartbeat, where nobody can say whether its owner lives. */
  readonly silent: number | null
  /** It is not there any more: another attempt may have it. */
  readonly freed: boolean
}

/**
 * One attempt to lock the file at `path`, which need not be there: the lock, open; or why not. A
 * lock is taken away from a process of this machine that has died, and from one elsewhere that has
 * given no heartbeat for so many milliseconds. Throws InputError 'cannot-write', 'cannot-read'.
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

/** What a file system says that has no second names for a file. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/**
 * The lock of a file, made and open; null where there is one. It gets its name when it is written,
 * so that nobody who is killed leaves an empty one; where files have one name only, it has its name
 * first. Throws InputError 'cannot-write'.
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

/** A new file with a text in it, open; throws what the system throws, and leaves nothing then. */
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

/** Milliseconds since its last heartbeat, by the clock of whoever keeps the files. */
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

/** Takes a lock away if it is the one that was read: somebody may have taken it over meanwhile. */
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
