/** Specs from untrusted files may name any path; such paths are never followed. */

import { sanitizeName } from '../io/sanitize.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import type { NamedFile, Spec } from '../specs/spec.ts'
import { findTask } from '../tasks/index.ts'
import { namedBefore, nameFile } from './read-content.ts'

/** What names the file, and the command that reads it. */
export type SpecSource = Pick<InputErrorDetails['names-a-file'], 'path' | 'command'>

/**
 * The spec with its file replaced by the one that the user has named, now or earlier in this
 * program.
 * @throws InputError 'names-a-file' if the user named none; 'file-changed' if it is another one
 */
export function rejectForeignPath(
  spec: Spec,
  given: NamedFile | undefined,
  { path, command }: SpecSource,
): Spec {
  const { task, file } = spec
  const form = findTask(task).from
  if (given && given.form !== form)
    throw new InputError('not-for-task', { name: given.form ?? 'data', task })
  if (!file || !form) return spec
  const { digest, reading } = file
  if (given) return { ...spec, file: nameFile(form, { ...given, digest, reading }) }
  const known = namedBefore(form, file.digest)
  if (!known)
    throw new InputError('names-a-file', {
      path,
      file: sanitizeName(file.path),
      option: form,
      command,
    })
  return { ...spec, file: { ...file, path: known.path } }
}
