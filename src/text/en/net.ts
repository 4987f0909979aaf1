/** What is inside a file of nets. Numbers and names come in as they are to be printed. */

const s = (n: number) => (n === 1 ? '' : 's')

export const net = {
  kind: {
    rnn: 'RNN',
    lstm: 'LSTM',
    gru: 'GRU',
    'brain-lstm': "brain.js's LSTM",
    dense: 'linear layer',
    embedding: 'embedding',
  },
  /** "safetensors (PyTorch): a net of 2 layers, 1 of them recurrent." */
  head: (format: string, nets: number, layers: number, recurrent: number) =>
    `${format}: ${nets === 1 ? 'a net' : `${nets} nets`} of ${layers} layer${s(layers)}, ${recurrent} of them recurrent.`,
  named: (format: string, convention: string) => `${format} (${convention})`,
  net: (index: number, name: string) => (name === '' ? `Net ${index}` : `Net ${index}, "${name}"`),
  layer: (index: number, kind: string, name: string) =>
    name === '' ? `${index}. ${kind}` : `${index}. ${kind} "${name}"`,
  sizes: (input: string, hidden: string) => `${input} → ${hidden}`,
  projected: (hidden: number, output: number) => `${hidden}, projected to ${output}`,
  both: 'both directions',
  backward: 'backward in time',
  weights: (names: string) => `weights: ${names}`,
  more: (count: number) => `and ${count} more`,
  remarks: {
    unused: (count: number, names: string) => `Not read, ${count} tensor${s(count)}: ${names}.`,
    'assumed-tanh': (layer: string) =>
      layer === ''
        ? 'The file does not say which function its RNN has; tanh is assumed.'
        : `The file does not say which function the RNN "${layer}" has; tanh is assumed.`,
    undone: (what: string, tensor: string) => `${what} of "${tensor}" was undone.`,
    skipped: (layers: string) => `Layers that are there and not read: ${layers}.`,
    'wrong-export': (layer: string) =>
      `"${layer}" has a projection, and the program that exported it is known to write such layers wrongly: do not trust it.`,
  },
}
