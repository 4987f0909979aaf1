/** One program at a time at a file, for a moment. */
import { newLockText, tryLock, unlock } from './lock-file.ts'

/**
 * Milliseconds between two attempts, the most attempts, and the age at which a lock is that of a
 * dead owner, where nobody can say whether it lives.
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
  const text = newLockText()
  const locked = await acquire(path, text).catch(() => false)
  try {
    return await work()
  } finally {
    if (locked) await unlock(path, text)
  }
}

async function acquire(path: string, text: string): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const found = await tryLock(path, text, STALE_AFTER_MS)
    if (!('freed' in found)) {
      await found.close()
      return true
    }
    if (!found.freed) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
  return false
}
