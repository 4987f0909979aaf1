/**
 * `gatelab inspect <weights>`: what is inside somebody's own net; with `--input case.json`: what
 * happens there on one batch.
 */
import type { InspectChoices } from '../inspection/given-net/inspect.ts'
import { InputError } from '../rules/input-error.ts'
import type { CommandEvent } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { BATCH_FIRST, INPUT, MAP, NONLINEARITY, READOUT, VARIANT } from './grammar/options.ts'

/** In place of a mapping's path: prints one to start from. */
const TEMPLATE = 'template'

async function* look(
  weights: string,
  input: string | undefined,
  map: string | undefined,
  choices: InspectChoices,
): AsyncIterable<CommandEvent> {
  if (map !== undefined && input !== undefined)
    throw new InputError('either-option', { one: 'map', other: 'input' })
  if (input === undefined) {
    const { inspectFile, mappingFor } = await import('../inspection/given-net/inspect-file.ts')
    if (map === TEMPLATE) yield { type: 'net-map', template: await mappingFor(weights) }
    else yield* inspectFile(weights, map)
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
    'inspect net.npz --map mapping.json',
  ],
  positionals: [{ name: 'weights', required: true }],
  options: [INPUT, NONLINEARITY, VARIANT, READOUT, BATCH_FIRST, MAP],
  run: async (values) => {
    const { weights, input, map, nonlinearity, variant, readout } = values
    const choices = { nonlinearity, variant, readout, batchFirst: values['batch-first'] === true }
    return { events: look(weights, input, map, choices) }
  },
})
