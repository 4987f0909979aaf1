/**
 * A file that one process writes to at a time, over hours, whatever machine it is on: a lock beside
 * it names who does.
 */
import { randomUUID } from 'node:crypto'
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../rules/input-error.ts'
import { readBytes, reasonOf } from './files.ts'
import { currentOwner, isAlive, type LockOwner, parseLockOwner } from './lock-owner.ts'
import { temporaryBeside } from './temporary-files.ts'

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

/** The most that is read of a lock, bytes. */
const LIMIT = 4096

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
    const text = `${JSON.stringify({ ...currentOwner(), token: randomUUID() })}\n`
    const name = lockOf(path)
    for (let attempt = 1; ; attempt++) {
      const file = await create(path, text)
      if (file) return new Lock(path, text, file).keepAlive(lost)
      const found = await read(name)
      if (found === null && attempt < MAX_ATTEMPTS) continue
      const owner = parseLockOwner(found ?? '')
      const alive = owner && isAlive(owner)
      const silent = alive === null ? await heartbeatAge(name) : null
      if ((alive === false || (silent ?? 0) >= STALE_AFTER_MS) && attempt < MAX_ATTEMPTS)
        await removeIfUnchanged(name, found ?? '')
      else if (!owner && attempt < MAX_ATTEMPTS)
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      else
        throw new InputError('results-busy', {
          path,
          lock: name,
          ...said(owner),
          silent: silent && silent / 1000,
        })
    }
  }

  /**
   * Throws InputError 'results-taken' where another process holds it by now; 'cannot-write' where
   * its folder is gone.
   */
  async hold(): Promise<void> {
    const name = lockOf(this.path)
    let found = await read(name)
    if (found === null) {
      // Somebody took it away who took us for dead; or the folder is gone.
      const file = await create(this.path, this.text)
      if (file) {
        await this.file.close().catch(() => {})
        this.file = file
        return
      }
      found = await read(name)
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
    const found = await read(lockOf(this.path)).catch(() => null)
    if (found === this.text) await rm(lockOf(this.path), { force: true }).catch(() => {})
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

/** Hidden, so that it does not travel with the results. */
const lockOf = (path: string): string => join(dirname(path), `.${basename(path)}.lock`)

const said = (owner: LockOwner | null) => ({
  pid: owner?.pid ?? null,
  host: owner?.host ?? null,
  since: owner?.since ?? null,
})

/** What a file system says that has no second names for a file. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/**
 * The lock of a file, made and open; null where there is one. It gets its name when it is written,
 * so that nobody who is killed leaves an empty one; where files have one name only, it has its name
 * first. Throws InputError 'cannot-write'.
 */
async function create(path: string, text: string): Promise<FileHandle | null> {
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
