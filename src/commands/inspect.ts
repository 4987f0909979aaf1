/** `gatelab inspect <weights> --input case.json`: what happens inside somebody's own net on one batch. */
import type { Command, CommandEvent } from './command.ts'
import { INPUT } from './options.ts'

async function* look(weights: string, input: string): AsyncIterable<CommandEvent> {
  const { inspect } = await import('../lab/inspect.ts')
  yield { type: 'inspection', inspection: await inspect(weights, input) }
}

export const inspect: Command = {
  name: 'inspect',
  examples: ['inspect lstm.safetensors --input case.json'],
  positionals: [{ name: 'weights', required: true }],
  options: [INPUT],
  required: ['input'],
  run: async (values) => ({ events: look(values.weights as string, values.input as string) }),
}
