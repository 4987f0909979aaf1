/** Keras' descriptions of models, which are untrusted JSON: what is not there is empty. */

import { refusalsOf } from '../../refusals.ts'

export type Fields = Readonly<Record<string, unknown>>

const UTF8 = new TextDecoder()

export const { broken, refused } = refusalsOf('Keras')

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
