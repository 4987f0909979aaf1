/** The user data file that the options name, and how it is to be read. */
import { codePointText, unseen, unseenIn } from '../io/sanitize.ts'
import { InputError } from '../rules/input-error.ts'
import type { FileReading, NamedFile } from '../specs/spec.ts'
import type { OptionValues } from './grammar/kinds.ts'
import type { FILE_OPTIONS } from './grammar/options.ts'

/** The options that name a file, each with the task of its name. */
const FORMS = ['text', 'data', 'series'] as const
type Form = (typeof FORMS)[number]

type FileValues = OptionValues<typeof FILE_OPTIONS>
type ReadingValues = Pick<FileValues, 'classes' | 'numbers' | 'ignore' | 'missing' | 'column'>

/** The file that is named, if one is. */
export function fileNamed(values: FileValues): NamedFile | undefined {
  const [form, other] = FORMS.filter((one) => values[one] !== undefined)
  if (other !== undefined) throw new InputError('either-option', { one: form, other })
  const { digest } = values
  if (form === undefined && digest !== undefined) throw new InputError('digest-alone', {})
  const reading = readingOf(values, form ?? null)
  const path = form && values[form]
  return path === undefined ? undefined : { form, path, digest, ...(reading ? { reading } : {}) }
}

/** The options and the file forms that they apply to; an error message names the first form. */
const READING = {
  classes: ['data'],
  numbers: ['data'],
  ignore: ['data'],
  missing: ['data', 'series'],
  column: ['series'],
} as const satisfies Readonly<Record<keyof ReadingValues, readonly Form[]>>

/**
 * The explicit choices of how to read the file, undefined if there are none. The keys always have
 * the same order, since digests depend on it. `form` is that of the named file, null if none is
 * named.
 */
export function readingOf(values: ReadingValues, form: Form | null): FileReading | undefined {
  const names = Object.keys(READING) as (keyof ReadingValues)[]
  const given = names.filter((name) => values[name] !== undefined && values[name] !== false)
  if (given.length === 0) return undefined
  for (const name of given) {
    const forms: readonly Form[] = READING[name]
    if (form === null) throw new InputError('needs-option', { one: name, other: forms[0] })
    if (!forms.includes(form)) throw new InputError('not-for-task', { name, task: form })
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
    ...(values.column === undefined ? {} : { column: columnOf(values.column) }),
  }
}

/** A column's name as it can stand in a command line. */
function columnOf(value: string): string {
  const name = value.trim()
  if (name === '') throw new InputError('missing-value', { name: 'column' })
  const found = unseenIn(name)
  if (found === null) return name
  throw new InputError('control-character', { character: codePointText(found) })
}

/** Different words of a list with commas. */
function wordsOf(name: string, value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined
  const words = value.split(',').map((word) => word.trim())
  if (words.includes('') || words.some(unseen)) throw new InputError('missing-value', { name })
  return [...new Set(words)]
}
