/** Specs from strangers' files, which may name any path: none of them is followed. */

import { sanitizeName } from '../io/sanitize.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import type { NamedFile, Spec } from '../specs/spec.ts'
import { findTask } from '../tasks/index.ts'
import { namedBefore, nameFile } from './read-content.ts'

/** What names the file, and the command that reads it. */
export type SpecSource = Pick<InputErrorDetails['names-a-file'], 'path' | 'command'>

/**
 * The spec, its sequences coming from the file that whoever reads it has named, now or before in
 * this program.
 * @throws InputError 'names-a-file' where nobody has; 'file-changed' where it is another one
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
