/**
 * A net as Keras 3 saves a model: a configuration, and weights in an HDF5 file within a zip archive
 * (keras/src/saving/saving_lib.py). A Sequential of one recurrent layer and Dense, which reads
 * [B, T, I] and makes [B, O] of h_T.
 */
import { jsonText } from '../../../io/sanitize.ts'
import { type CellKind, inOrder, kindOf, type TrainedNet } from '../trained-net.ts'
import { zipFile } from '../zip-file.ts'
import { hdf5File, type StoredArray, type Tree } from './hdf5-file.ts'

/** The layer's class, how Keras names its group of weights, and its gates in Keras' order. */
const LAYERS = {
  rnn: { kind: 'SimpleRNN', group: 'simple_rnn', gates: 'h' },
  lstm: { kind: 'LSTM', group: 'lstm', gates: 'ifgo' },
  gru: { kind: 'GRU', group: 'gru', gates: 'zrn' },
} as const satisfies Readonly<Record<CellKind, unknown>>

/** The version whose layout this is; Keras itself never asks. */
const KERAS = '3.15.1'

export function kerasFile(net: TrainedNet): Uint8Array {
  const json = (value: unknown) => new TextEncoder().encode(jsonText(value))
  return zipFile([
    ['metadata.json', json({ keras_version: KERAS, ...net.metadata })],
    ['config.json', json(configOf(net))],
    ['model.weights.h5', hdf5File(weightsOf(net))],
  ])
}

/** As `serialize_keras_object` describes what it can make again. */
const object = (kind: string, module: string, config: object) => ({
  ...{ module, class_name: kind, config, registered_name: null },
})

const layer = (kind: string, name: string, config: object) =>
  object(kind, 'keras.layers', { name, trainable: true, dtype: 'float32', ...config })

function configOf({ sizes }: TrainedNet): object {
  const cell = kindOf(sizes)
  const { kind, group } = LAYERS[cell]
  const first = { batch_shape: [null, null, sizes.input], dtype: 'float32', name: 'x' }
  const recurrent = {
    ...{ units: sizes.hidden, activation: 'tanh', use_bias: true },
    ...(cell !== 'rnn' && { recurrent_activation: 'sigmoid' }),
    ...(cell === 'gru' && { reset_after: true }),
    ...{ return_sequences: false, return_state: false, go_backwards: false },
    ...{ stateful: false, unroll: false, dropout: 0, recurrent_dropout: 0 },
  }
  const dense = { units: sizes.output, activation: 'linear', use_bias: true }
  const layers = [
    object('InputLayer', 'keras.layers', first),
    layer(kind, group, recurrent),
    layer('Dense', 'readout', dense),
  ]
  return object('Sequential', 'keras', {
    name: 'gatelab',
    trainable: true,
    dtype: 'float32',
    layers,
  })
}

/** Groups of layers without weights of their own are written, too, as Keras does. */
function weightsOf(net: TrainedNet): Tree {
  const { sizes, weights } = net
  const { input: I, hidden: H, output: O } = sizes
  const { group } = LAYERS[kindOf(sizes)]
  const kernel = transposed(weights['readout.weight'], O, H)
  const cell = [kernelOf(net, 'weight_ih_l0', I), kernelOf(net, 'weight_hh_l0', H), biasOf(net)]
  const seed = { shape: [2], data: new Uint32Array(2) }
  return {
    vars: {},
    layers: {
      [group]: { vars: {}, cell: { vars: numbered(cell), seed_generator: { vars: { 0: seed } } } },
      dense: { vars: numbered([kernel, { shape: [O], data: weights['readout.bias'] }]) },
    },
  }
}

const numbered = (arrays: readonly StoredArray[]): Tree =>
  Object.fromEntries(arrays.map((array, k) => [`${k}`, array]))

/** [G·H, columns] as [columns, G·H]. */
function kernelOf(
  net: TrainedNet,
  name: 'weight_ih_l0' | 'weight_hh_l0',
  columns: number,
): StoredArray {
  const rows = inOrder(net, name, LAYERS[kindOf(net.sizes)].gates)
  return transposed(rows, rows.length / columns, columns)
}

/** [G·H]; of a GRU that resets behind the product [2, G·H], that of W·x and that of U·h. */
function biasOf(net: TrainedNet): StoredArray {
  const cell = kindOf(net.sizes)
  const { gates } = LAYERS[cell]
  const ofInput = inOrder(net, 'bias_ih_l0', gates)
  if (cell !== 'gru') return { shape: [ofInput.length], data: ofInput }
  const data = new Float32Array(2 * ofInput.length)
  data.set(ofInput)
  data.set(inOrder(net, 'bias_hh_l0', gates), ofInput.length)
  return { shape: [2, ofInput.length], data }
}

function transposed(values: Float32Array, rows: number, columns: number): StoredArray {
  const data = new Float32Array(values.length)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) data[c * rows + r] = values[r * columns + c]
  return { shape: [columns, rows], data }
}
