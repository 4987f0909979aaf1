/**
 * A lock file for long-running writers, on any machine: it names the process that writes to the
 * file beside it.
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

/** Interval (ms) of the check that the file and its folder still exist. */
const WATCH_MS = 2000

/** Error codes for a file that does not exist any more. */
const GONE: readonly string[] = ['ENOENT', 'ENOTDIR', 'ESTALE']

/** Number of attempts and retry interval (ms): a lock may be empty while it is being written. */
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
   * Locks the file at `path`, which need not exist. The lock of a dead process on this machine, or
   * of one elsewhere without a heartbeat for two minutes, is taken over. `lost` is called when the
   * lock is no longer ours.
   * @throws InputError 'results-busy' if another process holds it; 'cannot-write'
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
      // Another process thought us dead and removed the lock; or the folder is gone.
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
        // Rewriting updates the file's time by the file server's clock. We write to our own open
        // file, not to whatever has its name by now.
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
   * Calls `lost` within {@link WATCH_MS} ms of the file being removed, since training may go on for
   * hours between two lines.
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
