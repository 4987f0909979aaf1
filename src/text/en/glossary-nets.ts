/** Terms of recurrent nets and their data, as papers use them. */
import type { Term } from './glossary-term.ts'

export const nets = {
  'time-step': {
    name: 'time step',
    also: ['t'],
    means:
      'One position t = 1..T of a sequence. The net reads x_t there and its states change once. Not an update step.',
  },
  'update-step': {
    name: 'update step',
    also: ['step', 'steps', 'training step', 'optimiser step'],
    means: 'One change of the weights by the optimiser, after one batch. `--steps` counts these.',
  },
  length: { name: 'length T', also: ['T', 'sequence length'], means: 'Time steps of a sequence.' },
  batch: {
    name: 'batch B',
    also: ['B', 'batch size'],
    means: 'Sequences that make one update step together.',
  },
  'hidden-size': {
    name: 'hidden size H',
    also: ['H', 'unit', 'units', 'hidden units'],
    means: 'Entries of h_t, and of c_t in an LSTM. One entry is a unit.',
  },
  rnn: {
    name: 'RNN',
    also: ['tanh RNN', 'recurrent neural network', 'vanilla RNN', 'plain RNN'],
    means: 'The plain recurrent net: h_t = tanh(W_ih x_t + W_hh h_{t−1} + b).',
  },
  lstm: {
    name: 'LSTM',
    also: ['long short-term memory'],
    means:
      'A recurrent net with a cell state c_t that gates write, keep and read: c_t = f_t⊙c_{t−1} + i_t⊙g_t, h_t = o_t⊙tanh(c_t).',
  },
  gru: {
    name: 'GRU',
    also: ['gated recurrent unit'],
    means:
      'A recurrent net with two gates and no cell state of its own: h_t = (1 − z_t)⊙n_t + z_t⊙h_{t−1}.',
  },
  'hidden-state': {
    name: 'hidden state h_t',
    also: ['h', 'h_t', 'state', 'states'],
    means: 'What the net hands on to the next time step and shows to the readout.',
  },
  'cell-state': {
    name: 'cell state c_t',
    also: ['c', 'c_t', 'memory cell'],
    means:
      "The LSTM's memory. It changes by sums and by the forget gate alone, not through a tanh.",
  },
  candidate: {
    name: 'candidate g_t',
    also: ['g', 'g_t', 'cell input'],
    means: 'What the LSTM could write at t: g_t = tanh(…). Some texts call it C̃_t.',
  },
  gate: {
    name: 'gates i, f, o',
    also: ['gate', 'gates'],
    means:
      'Factors between 0 (closed) and 1 (open), each the sigmoid of a sum over x_t and h_{t−1}, one for each unit.',
  },
  'input-gate': {
    name: 'input gate i_t',
    also: ['i', 'i_t'],
    means: 'How much of the candidate is written into c_t.',
  },
  'forget-gate': {
    name: 'forget gate f_t',
    also: ['f', 'f_t'],
    means:
      'How much of c_{t−1} is kept. On the cell-state path the gradient is multiplied by it at each time step.',
  },
  'output-gate': {
    name: 'output gate o_t',
    also: ['o', 'o_t'],
    means: 'How much of tanh(c_t) is shown as h_t.',
  },
  readout: {
    name: 'readout',
    also: ['output layer', 'head'],
    means:
      "The linear layer that turns h_t into the net's answer, at the last time step or at all that ask something.",
  },
  parameters: {
    name: 'parameters',
    also: ['weights', 'weight', 'parameter'],
    means: 'The numbers that training changes: W_ih, W_hh, biases, and those of the readout.',
  },
  loss: {
    name: 'loss L',
    also: ['L', 'mean squared error', 'MSE', 'cross-entropy'],
    means:
      'What training makes small: the mean squared error, or the cross-entropy in nats (natural logarithm).',
  },
  metric: {
    name: 'metric',
    also: ['accuracy'],
    means:
      'What is told of a net on held-out data: an error, or the share of right answers (accuracy).',
  },
} as const satisfies Readonly<Record<string, Term>>
