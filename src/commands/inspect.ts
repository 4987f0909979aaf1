/**
 * `gatelab inspect <weights>`: what is inside somebody's own net; with `--input case.json`: what
 * happens there on one batch.
 */
import type { CaseChoices } from '../inspection/given-net/inspect-case.ts'
import type { Inspector } from '../inspection/workers/inspector.ts'
import { InputError } from '../rules/input-error.ts'
import type { CommandEvent } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import * as option from './grammar/options.ts'

/** In place of a mapping's path: prints one to start from. */
const TEMPLATE = 'template'

/** Options that say nothing where nothing is run. */
const ASKED_OF_A_RUN = ['of', 'readout', 'variant'] as const

async function* look(
  weights: string,
  input: string | undefined,
  choices: CaseChoices,
  inspector: Promise<Inspector>,
): AsyncIterable<CommandEvent> {
  const { map } = choices
  if (map === TEMPLATE && input !== undefined)
    throw new InputError('either-option', { one: 'map', other: 'input' })
  const idleHere = (['net', 'nonlinearity'] as const).find((one) => choices[one] !== undefined)
  if (map === TEMPLATE && idleHere !== undefined)
    throw new InputError('either-option', { one: 'map', other: idleHere })
  if (input === undefined) {
    const idle = ASKED_OF_A_RUN.find((one) => choices[one] !== undefined)
    if (idle !== undefined) throw new InputError('needs-option', { one: idle, other: 'input' })
    if (choices.batchFirst)
      throw new InputError('needs-option', { one: 'batch-first', other: 'input' })
    if (choices.back) throw new InputError('needs-option', { one: 'back', other: 'input' })
    if (map === TEMPLATE) {
      const { mappingFor } = await import('../inspection/given-net/inspect-file.ts')
      yield { type: 'net-map', template: await mappingFor(weights) }
    } else yield* (await inspector).file(weights, choices)
    return
  }
  yield* (await inspector).case(weights, input, choices)
}

export const inspect = defineCommand({
  name: 'inspect',
  examples: [
    'inspect lstm.safetensors',
    'inspect lstm.safetensors --json',
    'inspect lstm.safetensors --input case.json',
    'inspect rnn.safetensors --input case.json --nonlinearity relu --readout readout',
    "inspect lstm.safetensors --input case.json --of 'h[-1].norm'",
    'inspect net.npz --map mapping.json',
  ],
  positionals: [{ name: 'weights', required: true }],
  options: [
    ...([option.INPUT, option.NET, option.OF, option.BACK, option.READOUT] as const),
    ...([option.NONLINEARITY, option.VARIANT, option.BATCH_FIRST, option.MAP] as const),
  ],
  run: async (values) => {
    const { weights, input, net, of, map, nonlinearity, variant, readout } = values
    const batchFirst = values['batch-first'] === true
    const json = values.json === true
    const back = values.back === true
    const choices = { json, back, net, of, map, nonlinearity, variant, readout, batchFirst }
    const inspector = import('../inspection/workers/inspector.ts').then(
      ({ Inspector }) => new Inspector(),
    )
    return {
      events: look(weights, input, choices, inspector),
      stop: () => void inspector.then((one) => one.stop()),
    }
  },
})
