/** Keras' descriptions of models, which are untrusted JSON: what is not there is empty. */

import { isObject } from '../../../io/json.ts'
import { parsedWithin } from '../../json-file.ts'
import { refusalsOf } from '../../refusals.ts'

export type Fields = Readonly<Record<string, unknown>>

const UTF8 = new TextDecoder()

const FORMAT = 'Keras'

export const { broken, refused } = refusalsOf(FORMAT)

/** An object's fields; none of anything else. */
export const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Throws InputError net-file-broken. */
export const parse = (text: string | Uint8Array, place: string): Fields =>
  fieldsOf(parsedWithin(typeof text === 'string' ? text : UTF8.decode(text), FORMAT, place))
