/** Mutual exclusion on a file between programs, for short operations. */
import { newLockText, tryLock, unlock } from './lock-file.ts'

/**
 * Retry interval (ms), number of attempts, and the age (ms) after which a lock is stale if we
 * cannot probe its owner.
 */
const RETRY_MS = 25
const MAX_ATTEMPTS = 120
const STALE_AFTER_MS = 10_000

/**
 * Runs `work` while no other program holds the lock of this file. If the lock cannot be had (a
 * read-only folder, an owner that never ends) `work` runs anyway: files are always replaced as a
 * whole, so a reader never sees half of one.
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
