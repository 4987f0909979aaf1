/** What a command line, or one of the lab or of a script, can be refused for. */

/** Features that users ask for and gatelab does not have. */
export type Absent = 'regularisation' | 'layers' | 'device'

export interface CommandErrors {
  /** Not an existing name; `nearest` is the closest one, or null; `file`: it looks like a file. */
  'unknown-task': { name: string; nearest: string | null; known: readonly string[]; file: boolean }
  /**
   * `means`: the typed word is not a command but a task or a setting; these are the lines that do
   * it in the lab and in the shell. `term`: it may also be a glossary term.
   */
  'unknown-command': {
    name: string
    nearest: string | null
    known: readonly string[]
    term?: boolean
    means?: { kind: 'task' | 'setting'; lab: string; shell: string }
  }
  /**
   * `nearest` may include a value (variant gru); `absent`: a feature that gatelab does not have at
   * all; `argument`: the command takes this value as an argument, without a name; `short`: it was
   * typed with one dash; `lab`: it was typed in the lab.
   */
  'unknown-option': {
    name: string
    nearest: string | null
    command: string
    absent?: Absent | null
    argument?: boolean
    short?: boolean
    lab?: boolean
  }
  /** An option's name behind other dashes than `--`: what was typed, and what to type. */
  'other-dashes': { word: string; name: string }
  'repeated-option': { name: string }
  'missing-value': { name: string }
  'unexpected-argument': { argument: string; command: string }
  /** `choices`: what it may be, where that is a few words; `lab`: it was typed in the lab. */
  'missing-argument': {
    argument: string
    command: string
    choices?: readonly string[]
    lab?: boolean
  }
  /**
   * Not a number of the wanted kind, or out of range. `point`: the same number written with a
   * decimal point, if a comma was typed.
   */
  'not-a-number': {
    name: string
    value: string
    wanted: 'integer' | 'number'
    min: number
    max: number
    point?: string | null
  }
  /** `variant`: an LSTM variant was typed where a cell is expected. */
  'not-a-choice': {
    name: string
    value: string
    nearest: string | null
    choices: readonly string[]
    variant?: string
  }
  'bad-seeds': { value: string }
  /** An option that this task has no use for. */
  'not-for-task': { name: string; task: string }
  /** A readout of all time steps, of a task that asks at many. */
  'readout-many-answers': { readout: 'mean' | 'attention'; task: string }
  /** Two options of which only one may be given. */
  'either-option': { one: string; other: string }
  'bad-values': { name: string; value: string; most: number }
  /** This option needs the other one. */
  'needs-option': { one: string; other: string }
  'bad-clip': { value: string; point?: string | null }
  'bad-forget-bias': { name: string; value: string; point?: string | null }
  /** The run would need more memory than there is. Bytes. */
  'too-much-memory': { needed: number; available: number }
  'bad-units': { name: string; value: string; most: number }
  'bad-sequence': { name: string; value: string; most: number }
  /** A line that cannot be split into words. */
  'unclosed-quote': { quote: string }
  'trailing-backslash': Record<string, never>
  /** As in U+0007. */
  'control-character': { character: string }
  'line-too-long': { length: number; limit: number }
  /** Scripts. Lines are counted from 1. */
  'script-not-text': { path: string }
  'script-failed': { path: string; line: number }
  'scripts-too-deep': { path: string; most: number }
  'repl-in-repl': Record<string, never>
}
