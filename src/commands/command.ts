/** A command, as a value: what it takes, and what it does. */
import type { CompareEvent, Control } from '../lab/events.ts'
import type { Inspection } from '../lab/inspection.ts'
import type { Option } from './options.ts'

/** A task as `gatelab tasks` lists it; the words about it are the text tables'. */
export interface TaskRow {
  readonly name: string
  readonly defaultLength: number
  readonly timeSteps: number
  readonly inputSize: number
  readonly outputSize: number
  readonly metric: string
  readonly baseline: number
  readonly threshold: number
}

/** Everything that any command says. Readers (screen, text, JSON) make of it what they show; commands never print. */
export type CommandEvent =
  | CompareEvent
  | { readonly type: 'tasks'; readonly tasks: readonly TaskRow[] }
  | { readonly type: 'inspection'; readonly inspection: Inspection }

/** Option values by name, checked; absent where not given. Positionals by their own names. */
export type Values = Readonly<Record<string, unknown>>

/** What the outside gives a command. */
export interface Context {
  readonly version: string
  /** Threads when `--workers` is not given. */
  readonly cores: number
}

export interface Going {
  readonly events: AsyncIterable<CommandEvent>
  /** For commands that can be steered while they go. */
  readonly control?: Control
}

export interface Command {
  readonly name: string
  readonly positionals: readonly { readonly name: string; readonly required: boolean }[]
  readonly options: readonly Option[]
  /** Options that must be given. */
  readonly required?: readonly string[]
  /** It goes on for a while and is worth watching: on a terminal it gets a screen. */
  readonly live?: boolean
  run(values: Values, context: Context): Promise<Going>
}
