/** One program at a time at a file. */
import { open, rm, stat } from 'node:fs/promises'
import { reasonOf } from './files.ts'

/** Milliseconds between two attempts to be alone, the most attempts, and the age at which a lock is somebody's who died. */
const ATTEMPT = 25
const ATTEMPTS = 120
const STALE = 10_000

/**
 * Does something to a file while no other program that asks does. Where the lock cannot be had (a read-only folder, somebody
 * who never ends) it is done all the same: files are replaced as a whole, so nothing is ever half.
 */
export async function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  const locked = await lockUp(lock)
  try {
    return await work()
  } finally {
    if (locked) await rm(lock, { force: true }).catch(() => {})
  }
}

async function lockUp(lock: string): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await (await open(lock, 'wx', 0o600)).close()
      return true
    } catch (error) {
      if (reasonOf(error) !== 'EEXIST') return false
      const info = await stat(lock).catch(() => null)
      if (info && Date.now() - info.mtimeMs > STALE) await rm(lock, { force: true }).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, ATTEMPT))
    }
  }
  return false
}
