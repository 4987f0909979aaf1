/** lang, help, quit: what a conversation needs. */
import type { LabResult } from '../results/lab-results.ts'
import type { Command, CommandEvent, RunningCommand } from './grammar/command.ts'
import { LANGUAGES } from './grammar/options.ts'
import { topicOf } from './topics.ts'

async function* one(result: LabResult): AsyncIterable<CommandEvent> {
  yield { type: 'lab', result }
}
const answer = (result: LabResult): RunningCommand => ({ events: one(result) })

export const lang: Command = {
  name: 'lang',
  examples: ['lang zh-CN', 'lang en'],
  positionals: [{ name: 'language', required: true, kind: { is: 'choice', choices: LANGUAGES } }],
  options: [],
  run: async ({ language }) =>
    answer({ kind: 'language', language: language as (typeof LANGUAGES)[number] }),
}

/**
 * Help on what is in the table, which holds this command, too: so it is told the names when it is
 * asked.
 */
export const helpOn = (names: () => readonly string[]): Command => ({
  name: 'help',
  examples: ['help', 'help clamp', 'help forget bias', 'help glossary', 'what is a readout'],
  positionals: [{ name: 'topic', required: false, many: true, kind: { is: 'topic' } }],
  options: [],
  run: async ({ topic }) =>
    answer({ kind: 'help', ...(await topicOf((topic as string[] | undefined) ?? [], names())) }),
})

/** As other programs call it. */
export const exit: Command = {
  name: 'exit',
  examples: ['exit'],
  positionals: [],
  options: [],
  run: async () => answer({ kind: 'quit' }),
}

export const quit: Command = {
  name: 'quit',
  examples: ['quit'],
  positionals: [],
  options: [],
  run: async () => answer({ kind: 'quit' }),
}
