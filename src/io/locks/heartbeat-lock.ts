/**
 * A file that one process writes to at a time, over hours, whatever machine it is on: a lock beside
 * it names who does.
 */
import { type FileHandle, stat } from 'node:fs/promises'
import { InputError } from '../../rules/input-error.ts'
import { reasonOf } from '../system-error.ts'
import { createLock, lockOf, newLockText, readLock, tryLock, unlock } from './lock-file.ts'
import { type LockOwner, parseLockOwner } from './lock-owner.ts'

/**
 * Heartbeat interval and staleness limit (ms). The limit applies only to owners on other machines,
 * whose pid we cannot probe.
 */
const HEARTBEAT_MS = 10_000
const STALE_AFTER_MS = 120_000

/** Milliseconds between two looks whether the file and its folder are still there. */
const WATCH_MS = 2000

/** What a system says of a file that is not there any more. */
const GONE: readonly string[] = ['ENOENT', 'ENOTDIR', 'ESTALE']

/** Attempts, and milliseconds between two: a lock may be empty while it is being written. */
const MAX_ATTEMPTS = 5
const RETRY_MS = 50

export class Lock {
  private timer: NodeJS.Timeout | undefined
  private watch: NodeJS.Timeout | undefined
  private heartbeat: Promise<void> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private readonly text: string,
    private file: FileHandle,
  ) {}

  /**
   * Takes hold of the file at `path`, which need not be there. A lock is taken over from a process
   * of this machine that has died, and from one elsewhere that has given no heartbeat for two
   * minutes. `lost` hears it when it is no longer ours.
   * @throws InputError 'results-busy' where another process holds it; 'cannot-write'
   */
  static async take(path: string, lost: (error: unknown) => void): Promise<Lock> {
    const text = newLockText()
    for (let attempt = 1; ; attempt++) {
      const found = await tryLock(path, text, STALE_AFTER_MS)
      if (!('freed' in found)) return new Lock(path, text, found).keepAlive(lost)
      const { owner, silent, freed } = found
      if ((owner && !freed) || attempt === MAX_ATTEMPTS)
        throw new InputError('results-busy', {
          path,
          lock: lockOf(path),
          ...said(owner),
          silent: silent && silent / 1000,
        })
      if (!freed) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }

  /**
   * Throws InputError 'results-taken' where another process holds it by now; 'cannot-write' where
   * its folder is gone.
   */
  async hold(): Promise<void> {
    let found = await readLock(this.path)
    if (found === null) {
      // Somebody took it away who took us for dead; or the folder is gone.
      const file = await createLock(this.path, this.text)
      if (file) {
        await this.file.close().catch(() => {})
        this.file = file
        return
      }
      found = await readLock(this.path)
    }
    if (found !== this.text)
      throw new InputError('results-taken', {
        path: this.path,
        ...said(parseLockOwner(found ?? '')),
      })
  }

  async release(): Promise<void> {
    clearInterval(this.timer)
    clearInterval(this.watch)
    await this.heartbeat
    await this.file.close().catch(() => {})
    await unlock(this.path, this.text)
  }

  private keepAlive(lost: (error: unknown) => void): this {
    const writeHeartbeat = async () => {
      try {
        await this.hold()
        // Written again, so that the file's time is that of whoever keeps the files; to our own
        // file, not to what has its name by now.
        await this.file.write(new TextEncoder().encode(this.text), 0, null, 0)
        await this.file.sync()
      } catch (error) {
        if (error instanceof InputError && error.code !== 'cannot-read') lost(error)
      }
    }
    this.timer = setInterval(() => {
      this.heartbeat = writeHeartbeat()
    }, HEARTBEAT_MS).unref()
    return this
  }

  /**
   * From now on the file is there: `lost` hears within {@link WATCH_MS} ms when it was removed.
   * Training may go on for hours between two lines.
   */
  watchOver(lost: (error: unknown) => void): void {
    const { path } = this
    this.watch = setInterval(async () => {
      const reason = await stat(path).then(() => null, reasonOf)
      if (reason === null || !GONE.includes(reason)) return
      clearInterval(this.watch)
      lost(new InputError('cannot-write', { path, reason }))
    }, WATCH_MS).unref()
  }
}

const said = (owner: LockOwner | null) => ({
  pid: owner?.pid ?? null,
  host: owner?.host ?? null,
  since: owner?.since ?? null,
})
