/** lang, help, quit: what a conversation needs. */
import type { LabResult } from '../lab/workbench/results.ts'
import type { Command, CommandEvent, Going } from './command.ts'
import { LANGUAGES } from './options.ts'

async function* one(result: LabResult): AsyncIterable<CommandEvent> {
  yield { type: 'lab', result }
}
const answer = (result: LabResult): Going => ({ events: one(result) })

export const lang: Command = {
  name: 'lang',
  examples: ['lang zh-CN', 'lang en'],
  positionals: [{ name: 'language', required: true, kind: { is: 'choice', choices: LANGUAGES } }],
  options: [],
  run: async ({ language }) => answer({ kind: 'language', language: language as (typeof LANGUAGES)[number] }),
}

export const help: Command = {
  name: 'help',
  examples: ['help', 'help clamp'],
  positionals: [{ name: 'command', required: false, kind: { is: 'command' } }],
  options: [],
  run: async ({ command }) => answer({ kind: 'help', command: (command as string | undefined) ?? null }),
}

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
