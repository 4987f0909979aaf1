/** Functions by the names that TensorFlow.js writes; their formulas are in its activations.ts. */
import type { Activation } from '../../../engine/stack/types.ts'
import { isObject } from '../../../io/json.ts'
import { modelRefused } from './weights.ts'

/** Here the slope is 0.2, where Keras 3 has 1/6 under the same name. */
export const HARD_SIGMOID: Activation = { is: 'hard-sigmoid', slope: 0.2, offset: 0.5 }

const KNOWN: ReadonlyMap<string, Activation> = new Map<string, Activation>([
  ['hard_sigmoid', HARD_SIGMOID],
  ['linear', { is: 'identity' }],
  ['swish', { is: 'silu' }],
  ...(
    ['elu', 'relu', 'selu', 'sigmoid', 'softmax', 'softplus', 'softsign', 'tanh', 'gelu'] as const
  ).map((is): [string, Activation] => [is, { is }]),
])

/**
 * The function that a config names; absent or null is `usual`.
 * @throws InputError net-file-refused unknown-activation
 */
export function activationOf(config: unknown, usual: Activation): Activation {
  if (config === undefined || config === null) return usual
  const given = isObject(config) ? config.class_name : config
  const name = typeof given === 'string' ? given : ''
  // Some writers keep the camel case of JavaScript.
  const known = KNOWN.get(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  if (known) return known
  throw modelRefused('unknown-activation', name)
}
