/**
 * The probable meaning of a word that is not a command: a task or a setting, and the lines that say
 * it. For messages only.
 */
import type { InputErrorDetails } from '../../rules/input-error.ts'
import { TASK_NAMES } from '../../tasks/names.ts'
import type { Option } from './kinds.ts'
import { SPEC_OPTIONS } from './options.ts'
import { synonymOf } from './synonyms.ts'

type Meaning = NonNullable<InputErrorDetails['unknown-command']['means']>

const FROM_FILES = ['text', 'data', 'series']
const CELLS = ['rnn', 'lstm']
/** A value that may stand in a line as it was typed. */
const VALUE = /^[\w.,+-]{1,40}$/

const ALL: readonly Option[] = SPEC_OPTIONS
const SETTINGS = ALL.filter(({ name, files }) => !files && name !== 'seeds')

/**
 * A task by its name, or a setting by its own or another program's (lr 0.1, gru); null for any
 * other word.
 */
export function meaningOf([name, value]: readonly string[]): Meaning | null {
  const word = name.toLowerCase()
  if ((TASK_NAMES as readonly string[]).includes(word)) {
    return { kind: 'task', lab: `task ${word}`, shell: `compare ${word}` }
  }
  if (FROM_FILES.includes(word)) {
    return { kind: 'task', lab: `task ${word} --${word} FILE`, shell: `compare --${word} FILE` }
  }
  const setting = settingOf(word)
  if (setting === null) return null
  const [option, own] = setting.split(' ')
  const takesNone = SETTINGS.find((one) => one.name === option)?.kind.is === 'flag'
  const said = own ?? (value !== undefined && VALUE.test(value) ? value : null)
  const shown = said ?? 'VALUE'
  if (takesNone)
    return { kind: 'setting', lab: `set ${option} ${said ?? 'on'}`, shell: `compare --${option}` }
  return { kind: 'setting', lab: `set ${option} ${shown}`, shell: `compare --${option} ${shown}` }
}

/** The option, with its value where the word was one (gru: variant gru). */
function settingOf(word: string): string | null {
  const names = SETTINGS.map(({ name }) => name)
  if (CELLS.includes(word)) return `cells ${word}`
  return names.includes(word) ? word : synonymOf(word, names)
}
