/** Keras' descriptions of models, which are untrusted JSON: what is not there is empty. */

import { sanitizeName } from '../../../io/sanitize.ts'
import type { NetFileProblem, NotReadable } from '../../../rules/errors/net-file-errors.ts'
import { InputError } from '../../../rules/input-error.ts'

export type Fields = Readonly<Record<string, unknown>>

const UTF8 = new TextDecoder()

export const broken = (problem: NetFileProblem, place: string): InputError =>
  new InputError('net-file-broken', { format: 'Keras', problem, place: sanitizeName(place) })

export const refused = (what: NotReadable, name: string): InputError =>
  new InputError('net-file-refused', { format: 'Keras', what, name: sanitizeName(name) })

/** An object's fields; none of anything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Throws InputError net-file-broken `not-json`. */
export function parse(text: string | Uint8Array, place: string): Fields {
  try {
    return fieldsOf(JSON.parse(typeof text === 'string' ? text : UTF8.decode(text)))
  } catch {
    throw broken('not-json', place)
  }
}
