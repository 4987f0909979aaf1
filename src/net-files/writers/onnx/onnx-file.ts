/**
 * A net as an ONNX model: x [T, B, I] in; `prediction` [B, O], what the readout makes of h_T, and
 * `hidden` [T, B, H], all h_t, out.
 */
import { VARIANT_FORMS } from '../../../engine/types.ts'
import { type CellKind, inOrder, kindOf, type TrainedNet, variantOf } from '../trained-net.ts'
import {
  floats,
  floatsAttribute,
  graph,
  input,
  integerAttribute,
  integers,
  model,
  node,
  output,
  textsAttribute,
} from './messages.ts'
import type { Field } from './protobuf.ts'

/**
 * The first that is asked for here, of 2022: the recurrent operators are those of opset 14, which
 * stayed until 22 added bfloat16 alone, so that old runtimes and new ones read the same.
 */
const OPSET = 17

/** The operator, and its gates in its order. */
const OPERATORS: Readonly<Record<CellKind, { readonly op: string; readonly gates: string }>> = {
  rnn: { op: 'RNN', gates: 'h' },
  lstm: { op: 'LSTM', gates: 'iofg' },
  gru: { op: 'GRU', gates: 'zrn' },
}

export function onnxFile(net: TrainedNet): Uint8Array {
  const { sizes, weights, metadata } = net
  const { input: I, hidden: H, output: O } = sizes
  const { op, gates } = OPERATORS[kindOf(sizes)]
  const rows = gates.length * H
  const arranged = (name: Parameters<typeof inOrder>[1]) => inOrder(net, name, gates)
  // B = [Wb, Rb]
  const biases = new Float32Array(2 * rows)
  biases.set(arranged('bias_ih_l0'))
  biases.set(arranged('bias_hh_l0'), rows)
  const { weight_peephole_l0: peepholes } = weights
  const constants = [
    floats('W', [1, rows, I], arranged('weight_ih_l0')),
    floats('R', [1, rows, H], arranged('weight_hh_l0')),
    floats('B', [1, 2 * rows], biases),
    floats('readout.weight', [O, H], weights['readout.weight']),
    floats('readout.bias', [O], weights['readout.bias']),
    ...(peepholes ? [floats('P', [1, 3 * H], inOutputForget(peepholes, H))] : []),
    ...[integers('directions', [1]), integers('direction', [0])],
  ]
  // Lengths, h_0 and c_0, which stand between B and P, are left out.
  const operands = ['x', 'W', 'R', 'B', ...(peepholes ? ['', '', '', 'P'] : [])]
  const nodes = [
    node(op.toLowerCase(), op, operands, ['Y', 'Y_h'], attributesOf(net)),
    // Y is [T, 1, B, H], Y_h [1, B, H]: the second side and the first count directions.
    node('all', 'Squeeze', ['Y', 'directions'], ['hidden']),
    node('last', 'Squeeze', ['Y_h', 'direction'], ['last']),
    node(
      'readout',
      'Gemm',
      ['last', 'readout.weight', 'readout.bias'],
      ['prediction'],
      [integerAttribute('transB', 1)],
    ),
  ]
  const inputs = [input('x', ['T', 'B', I])]
  const outputs = [output('prediction', ['B', O]), output('hidden', ['T', 'B', H])]
  const whole = graph('gatelab', { nodes, constants, inputs, outputs })
  return model(whole, OPSET, metadata)
}

/** p_i, p_f, p_o below one another, in ONNX's order. */
function inOutputForget(peepholes: Float32Array, H: number): Float32Array {
  const all = new Float32Array(3 * H)
  for (const [n, row] of [0, 2, 1].entries())
    all.set(peepholes.subarray(row * H, (row + 1) * H), n * H)
  return all
}

function attributesOf({ sizes }: TrainedNet): Field[] {
  const kind = kindOf(sizes)
  const own = [integerAttribute('hidden_size', sizes.hidden)]
  // r acts behind the product with U_n, as in PyTorch.
  if (kind === 'gru') return [...own, integerAttribute('linear_before_reset', 1)]
  const { plainCandidate, plainOutput } = VARIANT_FORMS[variantOf(sizes)]
  if (!plainCandidate && !plainOutput) return own
  // Affine is alpha·z + beta. Only the functions that need parameters take any.
  const [g, h] = [plainCandidate ? 'Affine' : 'Tanh', plainOutput ? 'Affine' : 'Tanh']
  return [
    ...[...own, textsAttribute('activations', ['Sigmoid', g, h])],
    ...[floatsAttribute('activation_alpha', [1]), floatsAttribute('activation_beta', [0])],
  ]
}
