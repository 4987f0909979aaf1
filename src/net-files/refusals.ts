/** How files are refused, in the name of their format. What they call things is cleaned for print. */
import { sanitizeName } from '../io/sanitize.ts'
import type { NetFileProblem, NotReadable } from '../rules/errors/net-file-errors.ts'
import { InputError } from '../rules/input-error.ts'

/** @param place a tensor's, node's or entry's name, or '' */
export const broken = (format: string, problem: NetFileProblem, place = ''): InputError =>
  new InputError('net-file-broken', { format, problem, place: sanitizeName(place) })

/** For a file that is whole, and beyond what is read here. */
export const refused = (format: string, what: NotReadable, name = ''): InputError =>
  new InputError('net-file-refused', { format, what, name: sanitizeName(name) })

/** The same of one format. */
export const refusalsOf = (format: string) => ({
  broken: (problem: NetFileProblem, place = '') => broken(format, problem, place),
  refused: (what: NotReadable, name = '') => refused(format, what, name),
})
