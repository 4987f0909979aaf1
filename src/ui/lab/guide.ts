/**
 * What a lesson adds to the lab: an introduction, lines to try, hints, and a check whether the task
 * is done.
 */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { Line } from '../../view/shared/spans.ts'
import type { Drawing } from './state.ts'
import type { Text } from './text-types.ts'

type Draw = (how: Drawing) => readonly Line[]

/** What a lesson says to what was done. */
interface GuideResponse {
  /** Below the prompt, until the next line. */
  readonly told: (text: Text) => string
  /** Shown in the transcript, in full. */
  readonly draw?: Draw
}

export interface Guide {
  /** What stands in the transcript first. */
  readonly words: Draw
  /** The line to be tried next, put at the prompt; null where there is none. */
  readonly next: () => string | null
  /** The next hint; null where all were given, or there are none. */
  readonly hint: () => Draw | null
  /** There are hints. */
  readonly hints: boolean
  /** Observes the events of commands; null if they show nothing. */
  readonly onEvent: (line: string, event: CommandEvent) => Promise<GuideResponse | null>
  /** Returns what it found in the events so far. */
  readonly stop: () => void
}
