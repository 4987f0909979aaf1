/** How a file of one's own is to be read, from the options that say so. */
import { isPrintable } from '../lab/own/printable.ts'
import type { FileReading, NamedFile } from '../lab/spec.ts'
import { Refusal } from '../refusal.ts'
import type { Values } from './command.ts'

const READING = ['classes', 'numbers', 'ignore', 'missing'] as const

/**
 * What was chosen, its keys always in the same order, since digests are made of it; undefined where nothing was.
 * `form` is that of the file that is named, null where none is.
 */
export function readingOf(values: Values, form: NamedFile['form'] | null): FileReading | undefined {
  const given = READING.find((name) => values[name] !== undefined && values[name] !== false)
  if (given === undefined) return undefined
  if (form !== 'data') {
    throw form === null
      ? new Refusal('needs-option', { one: given, other: 'data' })
      : new Refusal('not-for-task', { name: given, task: form ?? 'text' })
  }
  if (values.classes && values.numbers) throw new Refusal('either-option', { one: 'classes', other: 'numbers' })
  const answers = values.classes ? 'classes' : values.numbers ? 'numbers' : undefined
  const ignore = wordsOf('ignore', values.ignore)?.map((name) => name.toLowerCase())
  const missing = wordsOf('missing', values.missing)
  return { ...(answers ? { answers } : {}), ...(ignore ? { ignore } : {}), ...(missing ? { missing } : {}) }
}

/** Different words of a list with commas. */
function wordsOf(name: string, value: unknown): string[] | undefined {
  if (value === undefined) return undefined
  const words = String(value)
    .split(',')
    .map((word) => word.trim())
  if (words.includes('') || !words.every(isPrintable)) throw new Refusal('missing-value', { name })
  return [...new Set(words)]
}
