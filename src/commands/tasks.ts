/** `gatelab tasks`: what there is to compare on. */
import type { Command, CommandEvent } from './command.ts'

async function* list(): AsyncIterable<CommandEvent> {
  const { TASKS } = await import('../tasks/index.ts')
  const tasks = TASKS.map((kind) => {
    const { name, timeSteps, inputSize, outputSize, metric, baseline, threshold } = kind.make({
      length: kind.defaultLength,
    })
    const { defaultLength, defaultSymbols = null } = kind
    return { name, defaultLength, defaultSymbols, timeSteps, inputSize, outputSize, metric, baseline, threshold }
  })
  yield { type: 'tasks', tasks }
}

export const tasks: Command = {
  name: 'tasks',
  examples: ['tasks', 'tasks --json'],
  positionals: [],
  options: [],
  run: async () => ({ events: list() }),
}
