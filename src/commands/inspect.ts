/**
 * `gatelab inspect <weights>`: what is inside somebody's own net; with `--input case.json`: what
 * happens there on one batch.
 */
import type { InspectChoices } from '../inspection/given-net/inspect.ts'
import type { CommandEvent } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { BATCH_FIRST, INPUT, NONLINEARITY, READOUT, VARIANT } from './grammar/options.ts'

async function* look(
  weights: string,
  input: string | undefined,
  choices: InspectChoices,
): AsyncIterable<CommandEvent> {
  if (input === undefined) {
    yield* (await import('../inspection/given-net/inspect-file.ts')).inspectFile(weights)
    return
  }
  const { inspect } = await import('../inspection/given-net/inspect.ts')
  yield { type: 'inspection', inspection: await inspect(weights, input, choices) }
}

export const inspect = defineCommand({
  name: 'inspect',
  examples: [
    'inspect lstm.safetensors',
    'inspect lstm.safetensors --input case.json',
    'inspect rnn.safetensors --input case.json --nonlinearity relu --readout readout',
  ],
  positionals: [{ name: 'weights', required: true }],
  options: [INPUT, NONLINEARITY, VARIANT, READOUT, BATCH_FIRST],
  run: async (values) => {
    const { weights, input, nonlinearity, variant, readout } = values
    const choices = { nonlinearity, variant, readout, batchFirst: values['batch-first'] === true }
    return { events: look(weights, input, choices) }
  },
})
