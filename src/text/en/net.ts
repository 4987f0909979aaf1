/** What is inside a file of nets. Numbers and names come in as they are to be printed. */

const s = (n: number) => (n === 1 ? '' : 's')

interface RemarkFacts {
  readonly count: number
  readonly names: string
  readonly layer: string
  readonly what: string
}

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
  /** What the reader of the file has to say; `layer` may be ''. */
  remarks: {
    unused: ({ count, names }: RemarkFacts) => `Not read, ${count} tensor${s(count)}: ${names}.`,
    'assumed-tanh': ({ layer }: RemarkFacts) =>
      layer === ''
        ? 'The file does not say which function its RNN has; tanh is assumed.'
        : `The file does not say which function the RNN "${layer}" has; tanh is assumed.`,
    'assumed-form': ({ names }: RemarkFacts) =>
      `The file has weights without a description of the cells; the usual functions are assumed: ${names}.`,
    undone: ({ what, names }: RemarkFacts) => `${what} was undone: ${names}.`,
    skipped: ({ names }: RemarkFacts) => `Layers that are there and not read: ${names}.`,
    masking: ({ layer }: RemarkFacts) =>
      `"${layer}" leaves out padded steps in its maker's program; here every step is run.`,
    branching: ({ names }: RemarkFacts) =>
      `The graph parts or meets here, so a net begins or ends: ${names}.`,
    'initial-state': ({ layer }: RemarkFacts) =>
      `The first state of "${layer}" comes from another layer; here it is what the file holds, or zeros.`,
    'wrong-export': ({ layer }: RemarkFacts) =>
      `"${layer}" has a projection, and the program that exported it is known to write such layers wrongly: do not trust it.`,
  },
}
