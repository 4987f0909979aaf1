/**
 * The file of a learner's progress. It is replaced as a whole, never overwritten in place; an
 * unreadable one is set aside under another name; concurrent programs merge what both did.
 */

import { dirname } from 'node:path'
import * as v from 'valibot'
import { decodeUtf8 } from '../../io/json.ts'
import { withFileLock } from '../../io/locks/file-lock.ts'
import { readBytes } from '../../io/read-files.ts'
import { jsonText } from '../../io/sanitize.ts'
import { moveAside, prepareDirectory, writeAtomically } from '../../io/write-files.ts'
import { InputError } from '../../rules/input-error.ts'
import { emptyProgress, merged, PROGRESS, type Progress, progressSchema } from './progress.ts'

/** The most that is read, bytes. */
const LIMIT = 4 * 2 ** 20

/** Something that the learner should hear of the file. */
export type Notice =
  /**
   * It was damaged, or a later program's, and has another name now; null where it could not get
   * one.
   */
  | { readonly kind: 'damaged' | 'newer'; readonly path: string; readonly kept: string | null }
  | { readonly kind: 'unwritable' | 'unreadable'; readonly path: string; readonly reason: string }

type Read = { readonly progress: Progress } | { readonly wrong: 'damaged' | 'newer' }

export class ProgressFile {
  notice: Notice | null = null
  private saving: Promise<void> = Promise.resolve()

  private constructor(
    private readonly path: string | null,
    private readonly now: () => Date,
    private known: Progress,
  ) {}

  /** What the file holds; nothing where there is none. null for progress that is kept nowhere. */
  static async open(
    path: string | null,
    now: () => Date = () => new Date(),
  ): Promise<ProgressFile> {
    const file = new ProgressFile(path, now, emptyProgress())
    if (path === null) return file
    try {
      file.known = await withFileLock(path, () => file.onDisk(path))
    } catch (error) {
      file.notice = { kind: 'unreadable', path, reason: reasonOf(error) }
    }
    return file
  }

  get progress(): Progress {
    return this.known
  }

  /** Changes it, and writes it as soon as what is being written is through. */
  update(change: (progress: Progress, now: Date) => Progress): void {
    this.known = change(this.known, this.now())
    this.save()
  }

  /** Resolves when everything is in the file. Never fails: `notice` says what is wrong. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => this.write())
    return this.saving
  }

  private async write(): Promise<void> {
    const { path } = this
    if (path === null) return
    try {
      await prepareDirectory(dirname(path), 0o700)
      await withFileLock(path, async () => {
        // Read before `known` is taken: what is learned meanwhile must not count as known before.
        const found = await this.onDisk(path)
        this.known = merged(this.known, found)
        await writeAtomically(path, new TextEncoder().encode(`${jsonText(this.known, 1)}\n`), 0o600)
      })
    } catch (error) {
      this.notice ??= { kind: 'unwritable', path, reason: reasonOf(error) }
    }
  }

  private async onDisk(path: string): Promise<Progress> {
    const found = await read(path)
    if ('progress' in found) return found.progress
    const stamp = this.now().toISOString().replaceAll(/[:.]/g, '-')
    const kept = await moveAside(path, `${path}.${found.wrong}-${stamp}`)
    this.notice = { kind: found.wrong, path, kept }
    return emptyProgress()
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof InputError
    ? ((error.details as { reason?: string }).reason ?? error.code)
    : 'unknown'

async function read(path: string): Promise<Read> {
  let bytes: Uint8Array
  try {
    bytes = await readBytes(path, LIMIT)
  } catch (error) {
    const reason =
      error instanceof InputError ? (error.details as { reason?: string }).reason : null
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return { progress: emptyProgress() }
    // A folder, or a file larger than any progress, is treated like a damaged file; one without
    // permission stays.
    if (reason === 'EACCES' || reason === 'EPERM') throw error
    return { wrong: 'damaged' }
  }
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes) ?? '')
    const result = v.safeParse(progressSchema, value)
    if (result.success) return { progress: result.output }
    return { wrong: isNewer(value) ? 'newer' : 'damaged' }
  } catch {
    return { wrong: 'damaged' }
  }
}

/** `gatelab.progress/2`, or whatever will come. */
function isNewer(value: unknown): boolean {
  const { schema } = (value ?? {}) as { schema?: unknown }
  return (
    typeof schema === 'string' && schema !== PROGRESS && /^gatelab\.progress\/\d+$/.test(schema)
  )
}
