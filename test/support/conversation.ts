/**
 * A session that is played: it says to each line what the test has it say, and goes on as long as
 * the test wants.
 */
import type { CommandEvent } from '../../src/commands/grammar/command.ts'
import { tokenise } from '../../src/commands/grammar/tokenise.ts'
import { complete } from '../../src/commands/session/complete.ts'
import type { BenchFacts } from '../../src/results/lab-results.ts'
import type { CommandText } from '../../src/specs/command-text.ts'
import type { Conversation } from '../../src/ui/lab/line-runner.ts'
import type { LabResult } from '../../src/workbench/result-kinds.ts'

/** What a line leads to; `hold` waits until the test lets it go on, or it is stopped. */
export type Play = (hold: () => Promise<void>) => AsyncIterable<CommandEvent>

export const says = (...results: readonly LabResult[]): Play =>
  async function* () {
    for (const result of results) yield { type: 'lab', result }
  }

export const fails = (error: Error): Play =>
  // biome-ignore lint/correctness/useYield: it fails before it says anything
  async function* () {
    throw error
  }

/**
 * @param facts the workbench, perhaps by the commands that were begun
 * @param plays what a command says, by its first word; others say nothing
 */
export function playedConversation(
  facts: BenchFacts | ((ran: readonly string[]) => BenchFacts),
  plays: Readonly<Record<string, Play>>,
) {
  const ran: string[] = []
  let stops = 0
  let release = () => {}
  const hold = () =>
    new Promise<void>((resolve) => {
      release = resolve
    })

  const stop = () => {
    stops++
    release()
  }
  const conversation = {
    split: tokenise,
    async run(piece: CommandText) {
      ran.push(piece.text)
      const play: Play = plays[piece.tokens[0].text] ?? says()
      return { name: piece.tokens[0].text, command: null, values: {}, events: play(hold) }
    },
    stop,
    leave: stop,
    complete,
    workbench: async () => ({ facts: () => (typeof facts === 'function' ? facts(ran) : facts) }),
  }
  return {
    conversation: conversation as unknown as Conversation,
    /** The commands that were begun. */
    ran,
    stops: () => stops,
    /** Lets what holds go on. */
    release: () => release(),
  }
}
