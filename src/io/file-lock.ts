/** One program at a time at a file. */
import { open, rm, stat } from 'node:fs/promises'
import { reasonOf } from './files.ts'

/**
 * Milliseconds between two attempts to be alone, the most attempts, and the age at which a lock is
 * somebody's who died.
 */
const RETRY_MS = 25
const MAX_ATTEMPTS = 120
const STALE_AFTER_MS = 10_000

/**
 * Does something to a file while no other program that asks does. Where the lock cannot be had (a
 * read-only folder, somebody who never ends) it is done all the same: files are replaced as a
 * whole, so nothing is ever half.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  const locked = await acquireFileLock(lock)
  try {
    return await work()
  } finally {
    if (locked) await rm(lock, { force: true }).catch(() => {})
  }
}

async function acquireFileLock(lock: string): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      await (await open(lock, 'wx', 0o600)).close()
      return true
    } catch (error) {
      if (reasonOf(error) !== 'EEXIST') return false
      const info = await stat(lock).catch(() => null)
      if (info && Date.now() - info.mtimeMs > STALE_AFTER_MS)
        await rm(lock, { force: true }).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
  return false
}
