/** Keras' functions by their names. */
import type { Activation } from '../../../engine/stack/types.ts'
import { fieldsOf, refused, textOf } from './json.ts'

const SAME: ReadonlySet<string> = new Set([
  ...['tanh', 'sigmoid', 'relu', 'softsign', 'softplus', 'elu', 'selu', 'gelu', 'silu', 'softmax'],
])

/**
 * What a configuration says of a function: a name, or an object that has one.
 * @param version of the program that wrote the file: hard_sigmoid is another one from Keras 3 on
 * @throws InputError net-file-refused `unknown-activation`
 */
export function activationOf(given: unknown, version: string): Activation {
  const known = knownActivation(given, version)
  if (known === null) throw refused('unknown-activation', nameOf(given))
  return known
}

/** The same, or null for one that is not known here. */
export function knownActivation(given: unknown, version: string): Activation | null {
  const name = nameOf(given)
  if (SAME.has(name)) return { is: name } as Activation
  if (name === '' || name === 'linear') return { is: 'identity' }
  if (name === 'swish') return { is: 'silu' }
  // relu6(x + 3)/6 since Keras 3; max(0, min(1, 0.2·x + 0.5)) before, and in tf.keras 2.
  if (name === 'hard_sigmoid')
    return { is: 'hard-sigmoid', slope: isOld(version) ? 0.2 : 1 / 6, offset: 0.5 }
  if (name === 'leaky_relu' || name === 'LeakyReLU') {
    const slope = slopeOf(given) ?? (name === 'leaky_relu' ? 0.2 : 0.3)
    return Number.isFinite(slope) ? { is: 'leaky-relu', slope } : null
  }
  return null
}

/** Whether Keras 1 or 2 wrote the file. */
const isOld = (version: string): boolean => /^[12]\./.test(version)

/** Functions are objects with a name in `config`, layers with one in `class_name`. */
function nameOf(given: unknown): string {
  if (given === null || given === undefined) return ''
  if (typeof given === 'string') return given
  const { class_name, config } = fieldsOf(given)
  const kind = textOf(class_name)
  if (kind === 'function' || kind === 'Function') return textOf(config) || 'function'
  return kind || '?'
}

/** Null where none is said, NaN where what is said is no number. */
function slopeOf(given: unknown): number | null {
  const { negative_slope, alpha } = fieldsOf(fieldsOf(given).config)
  const said = negative_slope ?? alpha ?? null
  // Keras 2 wrote a number of NumPy's as an object.
  const slope = fieldsOf(said).value ?? said
  return slope === null ? null : typeof slope === 'number' ? slope : Number.NaN
}
