/** How a file of one's own is to be read, from the options that say so. */
import { codePointText, isPrintable, unprintableIn } from '../io/printable.ts'
import { InputError } from '../rules/input-error.ts'
import type { FileReading, NamedFile } from '../specs/spec.ts'
import type { Values } from './grammar/command.ts'

/** The options, and the forms that they are for; the first is the one that is said. */
const READING: Readonly<Record<string, readonly NonNullable<NamedFile['form']>[]>> = {
  classes: ['data'],
  numbers: ['data'],
  ignore: ['data'],
  missing: ['data', 'series'],
  column: ['series'],
}

/**
 * What was chosen, its keys always in the same order, since digests are made of it; undefined where
 * nothing was. `form` is that of the file that is named, null where none is.
 */
export function readingOf(values: Values, form: NamedFile['form'] | null): FileReading | undefined {
  const given = Object.keys(READING).filter(
    (name) => values[name] !== undefined && values[name] !== false,
  )
  if (given.length === 0) return undefined
  for (const name of given) {
    const forms = READING[name]
    if (form === null) throw new InputError('needs-option', { one: name, other: forms[0] })
    if (!forms.includes(form ?? 'text'))
      throw new InputError('not-for-task', { name, task: form ?? 'text' })
  }
  if (values.classes && values.numbers)
    throw new InputError('either-option', { one: 'classes', other: 'numbers' })
  const answers = values.classes ? 'classes' : values.numbers ? 'numbers' : undefined
  const ignore = wordsOf('ignore', values.ignore)?.map((name) => name.toLowerCase())
  const missing = wordsOf('missing', values.missing)
  return {
    ...(answers ? { answers } : {}),
    ...(ignore ? { ignore } : {}),
    ...(missing ? { missing } : {}),
    ...(values.column === undefined ? {} : { column: columnOf(String(values.column)) }),
  }
}

/** A column's name as it can stand in a command line. */
function columnOf(value: string): string {
  const name = value.trim()
  if (name === '') throw new InputError('missing-value', { name: 'column' })
  const found = unprintableIn(name)
  if (found === null) return name
  throw new InputError('control-character', { character: codePointText(found) })
}

/** Different words of a list with commas. */
function wordsOf(name: string, value: unknown): string[] | undefined {
  if (value === undefined) return undefined
  const words = String(value)
    .split(',')
    .map((word) => word.trim())
  if (words.includes('') || !words.every(isPrintable))
    throw new InputError('missing-value', { name })
  return [...new Set(words)]
}
