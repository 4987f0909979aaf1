/** lang, help, quit: commands about the session itself. */
import type { LabResult } from '../workbench/result-kinds.ts'
import type { CommandEvent, RunningCommand } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { LANGUAGES } from './grammar/options.ts'
import { topicOf } from './topics.ts'

async function* one(result: LabResult): AsyncIterable<CommandEvent> {
  yield { type: 'lab', result }
}
const answer = (result: LabResult): RunningCommand => ({ events: one(result) })

export const lang = defineCommand({
  name: 'lang',
  examples: ['lang zh-CN', 'lang en'],
  positionals: [{ name: 'language', required: true, kind: { is: 'choice', choices: LANGUAGES } }],
  options: [],
  run: async ({ language }) => answer({ kind: 'language', language }),
})

/**
 * The help command. It is itself part of the command table, so the names are passed as a function.
 */
export const helpOn = (names: () => readonly string[]) =>
  defineCommand({
    name: 'help',
    examples: ['help', 'help clamp', 'help forget bias', 'help glossary', 'what is a readout'],
    positionals: [{ name: 'topic', required: false, many: true, kind: { is: 'topic' } }],
    options: [],
    run: async ({ topic = [] }) => answer({ kind: 'help', ...(await topicOf(topic, names())) }),
  })

/** As other programs call it. */
export const exit = defineCommand({
  name: 'exit',
  examples: ['exit'],
  positionals: [],
  options: [],
  run: async () => answer({ kind: 'quit' }),
})

export const quit = defineCommand({
  name: 'quit',
  examples: ['quit'],
  positionals: [],
  options: [],
  run: async () => answer({ kind: 'quit' }),
})
