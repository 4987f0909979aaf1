/** What stands in the LSTM's place, by the variant: the field's names, the same in any language. */
export const VARIANT_NAMES = {
  'no-forget': 'no-forget LSTM',
  'no-input': 'no-input LSTM',
  'no-output': 'no-output LSTM',
  coupled: 'coupled LSTM',
  'no-candidate-tanh': 'no-candidate-tanh LSTM',
  'no-output-tanh': 'no-output-tanh LSTM',
  peephole: 'peephole LSTM',
  'min-lstm': 'minLSTM',
  'min-gru': 'minGRU',
  's-lstm': 'sLSTM',
  gru: 'GRU',
} as const
