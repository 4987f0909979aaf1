/** Results that could not be written down. */
import { isWithin } from '../../io/folders.ts'
import { InputError, type InputErrorDetails } from '../../rules/input-error.ts'

/** How far a study had come, and the folder of its results, where it has one. */
interface Progress {
  readonly folder: string | null
  /** Results in the folder, and those that the report can be made of. */
  readonly written: number
  readonly reported: number
}

/** How an error of writing is reported once runs were made; null for other errors. */
export function unwritten(
  error: unknown,
  { folder, written, reported }: Progress,
): InputError | null {
  if (!(error instanceof InputError) || error.code !== 'cannot-write') return null
  const { path, reason } = error.details as InputErrorDetails['cannot-write']
  const gone = ['ENOENT', 'ENOTDIR', 'ESTALE'].includes(reason)
  if (folder === null || !gone || !isWithin(path, folder))
    return new InputError('cannot-write', { path, reason, ran: true })
  return new InputError('results-gone', { path: folder, written, reported })
}
