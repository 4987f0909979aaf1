/** Files of nets that other programs wrote and that will not do. */
import type {
  NetFileErrors,
  NetFileProblem,
  NetMapProblem,
  NotReadable,
} from '../../rules/errors/net-file-errors.ts'

export type NetFileRefusals = {
  readonly [C in keyof NetFileErrors]: (facts: NetFileErrors[C]) => string
}

const bytes = (n: number) => `${n.toLocaleString('en-US')} ${n === 1 ? 'byte' : 'bytes'}`
const at = (place: string) => (place === '' ? '' : ` at "${place}"`)

const PROBLEMS: Readonly<Record<NetFileProblem, string>> = {
  'not-json': 'what should be JSON is none',
  'too-deep': 'it is nested too deeply',
  'too-large': 'it claims more than the file can hold',
  'bad-header': 'its header is none of this format',
  'bad-entry': 'an entry lacks a field or has an impossible one',
  'bad-shape': 'the shape does not go with what is there',
  'bad-type': 'the type of number is none that the format knows',
  repeated: 'a name stands there twice',
  missing: 'something that it refers to is not there',
  outside: 'it names a file outside its own folder, which is never read',
  'not-finite': 'a number is NaN or infinite',
  compressed: 'compressed data cannot be unpacked',
}

const NOT_READABLE: Readonly<Record<NotReadable, (name: string) => string>> = {
  'no-recurrent-layer': (name) =>
    name === ''
      ? 'there is no RNN, LSTM or GRU in it'
      : `no RNN, LSTM or GRU can be told by the names in it ("${name}")`,
  'unknown-layer': (name) => `the layer "${name}" is of a kind that cannot be read`,
  'unknown-activation': (name) => `the function "${name}" is none that is known here`,
  'unknown-type': (name) => `numbers of the type "${name}" cannot be read`,
  global: (name) => `it asks for "${name}", and nothing in a file is ever run`,
  'script-object': (name) => `"${name}" is an object of a program, without tensors`,
  parametrised: (name) =>
    `"${name}" is computed by a parametrisation that is not known here; remove it and save again`,
  'other-cell': (name) =>
    `"${name}" has more than a cell of PyTorch's, which computes something else; --map can read it as one all the same`,
  part: (name) =>
    `it is one part of a net in several files; inspect their index instead, as a rule "${name}"`,
  shard: (name) => `"${name}", which is a part of it, is no safetensors file`,
  quantised: (name) => `"${name}" is quantised; save the net before it is quantised`,
  frozen: () =>
    'it is a frozen script, whose weights are constants of its code; save it before it is frozen',
  'other-version': (name) => `its version is ${name}`,
  'weights-without-config': (name) =>
    `it has weights alone, and "${name}" does not say what layer they are of; --map says it`,
  'unnamed-tensors': (name) =>
    `no name in it says which tensor is what; say it with --map (--map template prints one to begin with). It has ${name}`,
  'graph-model': () =>
    'it is a graph model, which has no layers; convert the Keras model with --output_format tfjs_layers_model',
  branching: (name) =>
    `"${name}" has several inputs, and only layers one after the other can be run`,
  'no-recurrent-node': (name) =>
    `there is no RNN, LSTM or GRU node in it, but ${name || 'nothing that computes'}; if the time steps were written out one by one, as PyTorch exports nn.RNN, inspect the weights themselves (safetensors, or what torch.save wrote)`,
  'weights-computed': (name) =>
    `the weights of "${name}" are computed when the model runs, and do not stand in the file`,
  'several-states': (name) => `"${name}" begins each sequence of a batch in a state of its own`,
  'two-forms': (name) => `the two directions of "${name}" have different functions`,
  'projection-lost': (name) =>
    `the shapes of "${name}" contradict one another, as PyTorch's exporter leaves an LSTM with proj_size`,
}

const MAP_PROBLEMS: Readonly<Record<NetMapProblem, (found: string) => string>> = {
  'not-json': () => 'it is no JSON of a size that a mapping may have',
  missing: () => 'something is missing here',
  'unknown-field': () => 'a mapping has no such field',
  value: (found) => `${found} is none of the values that may stand here`,
  'no-tensor': (found) => `the file has no tensor "${found}"`,
  gates: (found) =>
    `"${found}" are not the gates: i, f, g (or c), o of an LSTM, r, z, n (or h) of a GRU, h of an RNN, each once`,
  shape: (found) => `the shape does not go with the rest: ${found}`,
  chain: (found) => `it does not read as many numbers as it is given: ${found}`,
  'no-tensors': (found) =>
    `a ${found} file says itself what its tensors are, so that none can be mapped`,
}

export const netFileRefusals: NetFileRefusals = {
  'net-map': ({ place, problem, found }) =>
    `The mapping will not do${at(place)}: ${MAP_PROBLEMS[problem](found)}.`,
  'net-file-cut': ({ path, bytes: n }) =>
    `"${path}" breaks off: it has ${bytes(n)}, and what it says of itself needs more.`,
  'net-file-unknown': ({ path, bytes: n }) =>
    `"${path}" (${bytes(n)}) is of no format that can be read: safetensors, PyTorch, Keras, ONNX, Flax, NumPy, TensorFlow.js and brain.js are.`,
  'net-file-broken': ({ format, problem, place }) =>
    `The ${format} file is broken${at(place)}: ${PROBLEMS[problem]}.`,
  'net-file-refused': ({ format, what, name }) =>
    `The ${format} file cannot be inspected: ${NOT_READABLE[what](name)}.`,
}
