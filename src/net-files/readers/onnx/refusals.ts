/** What this reader refuses, in the words of all readers. */
import { sanitizeName } from '../../../io/sanitize.ts'
import type { NetFileProblem, NotReadable } from '../../../rules/errors/net-file-errors.ts'
import { InputError } from '../../../rules/input-error.ts'

const FORMAT = 'ONNX'

/** `place`: a tensor's or node's name, or ''. */
export const broken = (problem: NetFileProblem, place: string): InputError =>
  new InputError('net-file-broken', { format: FORMAT, problem, place: sanitizeName(place) })

export const notReadable = (what: NotReadable, name: string): InputError =>
  new InputError('net-file-refused', { format: FORMAT, what, name: sanitizeName(name) })
