/** What a lesson brings along to the lab: words above, lines to try, hints, and whether what it asks for is done. */
import type { CommandEvent } from '../../commands/command.ts'
import type { Line } from '../../view/spans.ts'
import type { Drawing } from './state.ts'
import type { Text } from './text.ts'

export interface Guide {
  /** What stands in the transcript first. */
  readonly words: (how: Drawing) => readonly Line[]
  /** Lines to be tried, in order: each is put at the prompt when the one before has run. */
  readonly lines: readonly string[]
  /** The next hint; the last one again at the end. null where there are none. */
  readonly hint: (() => (how: Drawing) => readonly Line[]) | null
  /** Hears what commands say; where that settles what was asked for it has a word about it, which stays below the prompt. */
  readonly hear: (line: string, event: CommandEvent) => Promise<((text: Text) => string) | null>
  /** Gives up what it finds out of what it heard. */
  readonly stop: () => void
}
