/** What the cell of a node computes, by its attributes. */
import {
  type Activation,
  type CellForm,
  type LayerKind,
  USUAL_FORM,
} from '../../../engine/stack/types.ts'
import type { Attribute } from './graph-types.ts'
import { notReadable } from './refusals.ts'

/** Reads the next value of activation_alpha or activation_beta. */
type Next = (usual: number) => number

/**
 * Each function takes from activation_alpha and activation_beta what it needs of them, in order:
 * onnxruntime 1.30 gives a function without parameters none, and ONNX does not say. NaN stands for
 * no default.
 */
type Make = (alpha: Next, beta: Next) => Activation | null

const FUNCTIONS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['relu', () => ({ is: 'relu' })],
  ['tanh', () => ({ is: 'tanh' })],
  ['sigmoid', () => ({ is: 'sigmoid' })],
  ['softsign', () => ({ is: 'softsign' })],
  ['softplus', () => ({ is: 'softplus' })],
  ['affine', (alpha, beta) => ({ is: 'affine', slope: alpha(NaN), offset: beta(NaN) })],
  ['leakyrelu', (alpha) => ({ is: 'leaky-relu', slope: alpha(0.01) })],
  ['scaledtanh', (alpha, beta) => ({ is: 'scaled-tanh', scale: alpha(NaN), slope: beta(NaN) })],
  ['hardsigmoid', (alpha, beta) => ({ is: 'hard-sigmoid', slope: alpha(0.2), offset: beta(0.5) })],
  ['elu', (alpha) => (alpha(1) === 1 ? { is: 'elu' } : null)],
])

/** In the order of the attribute: f, g, h in an LSTM, f and g in a GRU, f in an RNN. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  lstm: ['Sigmoid', 'Tanh', 'Tanh'],
  gru: ['Sigmoid', 'Tanh'],
  rnn: ['Tanh'],
}

export type AttributeOf = (name: string) => Attribute | undefined

/**
 * The form of the one direction, or of both.
 * @throws InputError net-file-refused for a function that is not known here, or where the two
 * directions differ
 */
export function formOf(
  name: string,
  kind: LayerKind,
  directions: number,
  attribute: AttributeOf,
): CellForm {
  const usual = USUAL[kind]
  const given = attribute('activations')?.texts ?? []
  const names = given.length > 0 ? given : Array.from({ length: directions }, () => usual).flat()
  if (names.length % usual.length !== 0) throw notReadable('unknown-activation', names.join(', '))
  const alpha = taker(attribute('activation_alpha')?.floats ?? [])
  const beta = taker(attribute('activation_beta')?.floats ?? [])
  const functions = names.map((one) => {
    const made = FUNCTIONS.get(one.toLowerCase())?.(alpha, beta)
    if (!made) throw notReadable('unknown-activation', one)
    // Affine and ScaledTanh have no defaults; onnxruntime 1.30 takes 0, which makes every h_t 0.
    if (Object.values(made).some(Number.isNaN))
      throw notReadable('unknown-activation', `${one} without activation_alpha`)
    return made
  })
  const [first, second] = [functions.slice(0, usual.length), functions.slice(usual.length)]
  if (second.length > 0 && JSON.stringify(first) !== JSON.stringify(second))
    throw notReadable('two-forms', name)
  const set = (flag: string) => (attribute(flag)?.integer ?? 0) !== 0
  const clip = attribute('clip')?.float ?? 0
  return {
    ...USUAL_FORM,
    ...rolesOf(kind, first),
    reset: kind === 'gru' && !set('linear_before_reset') ? 'before' : 'after',
    coupled: kind === 'lstm' && set('input_forget'),
    clip: clip > 0 ? clip : null,
  }
}

function rolesOf(kind: LayerKind, functions: readonly Activation[]): Partial<CellForm> {
  const [f, g, h] = functions
  if (kind === 'rnn') return { candidate: f }
  return kind === 'gru' ? { gate: f, candidate: g } : { gate: f, candidate: g, output: h }
}

function taker(values: readonly number[]): Next {
  let at = 0
  return (usual) => values[at++] ?? usual
}
