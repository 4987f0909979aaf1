/** Tensors of which no net can be made by their names. */
import { expect, it } from 'vitest'

type Shapes = Record<string, number[]>

import { drawn, layer, read, why } from '../../../support/torch-names.ts'

const LSTM = layer('a.', 4, 3, 4)
it.each<[string, Shapes, object]>([
  [
    'no layer',
    { 'dense/kernel': [3, 4], 'x.weight': [3, 3] },
    { what: 'unnamed-tensors', name: '"dense/kernel" [3, 4], "x.weight" [3, 3]' },
  ],
  ['nothing', {}, { what: 'no-recurrent-layer', name: '' }],
  [
    'a layer that is left out',
    { ...LSTM, ...layer('a.', 4, 4, 4, '_l2') },
    { problem: 'missing', place: 'a.weight_hh_l1' },
  ],
  [
    'a matrix that is left out',
    { 'a.weight_ih_l0': [16, 3] },
    { problem: 'missing', place: 'a.weight_hh_l0' },
  ],
  [
    'one direction of two',
    { ...LSTM, ...layer('a.', 4, 4, 4, '_l1'), ...layer('a.', 4, 3, 4, '_l0_reverse') },
    { problem: 'missing', place: 'a.weight_hh_l1_reverse' },
  ],
  [
    'the backward direction alone',
    layer('a.', 4, 3, 4, '_l0_reverse'),
    { problem: 'missing', place: 'a.weight_hh_l0' },
  ],
  ['two gates', layer('a.', 2, 3, 4), { problem: 'bad-shape', place: 'a.weight_hh_l0' }],
  [
    'half a gate',
    { ...LSTM, 'a.weight_hh_l0': [18, 4] },
    { problem: 'bad-shape', place: 'a.weight_hh_l0' },
  ],
  [
    'inputs of other rows',
    { ...LSTM, 'a.weight_ih_l0': [12, 3] },
    { problem: 'bad-shape', place: 'a.weight_ih_l0' },
  ],
  [
    'a bias of other rows',
    { ...LSTM, 'a.bias_ih_l0': [4] },
    { problem: 'bad-shape', place: 'a.bias_ih_l0' },
  ],
  [
    'a layer that does not fit the one below',
    { ...LSTM, ...layer('a.', 4, 3, 4, '_l1') },
    { problem: 'bad-shape', place: 'a.weight_ih_l1' },
  ],
  [
    'directions of two sizes',
    { ...layer('a.', 1, 3, 4), ...layer('a.', 1, 3, 5, '_l0_reverse') },
    { problem: 'bad-shape', place: 'a.weight_hh_l0_reverse' },
  ],
  [
    'a projection of another size',
    { ...LSTM, 'a.weight_hr_l0': [3, 4] },
    { problem: 'bad-shape', place: 'a.weight_hr_l0' },
  ],
  [
    'a projection of a GRU',
    { ...layer('a.', 3, 3, 4), 'a.weight_hr_l0': [4, 4] },
    { problem: 'bad-shape', place: 'a.weight_hr_l0' },
  ],
  [
    'no inputs',
    { ...LSTM, 'a.weight_ih_l0': [16, 0] },
    { problem: 'bad-shape', place: 'a.weight_ih_l0' },
  ],
  [
    'a norm of another size',
    { 'a.weight_ih_l0': [16, 3], 'a.weight_hh_l0_v': [16, 4], 'a.weight_hh_l0_g': [5, 1] },
    { problem: 'bad-shape', place: 'a.weight_hh_l0' },
  ],
  [
    'a spectrum of another size',
    {
      'a.weight_ih_l0': [16, 3],
      'a.weight_hh_l0_orig': [16, 4],
      'a.weight_hh_l0_u': [4],
      'a.weight_hh_l0_v': [4],
    },
    { problem: 'bad-shape', place: 'a.weight_hh_l0' },
  ],
  [
    'an unknown parametrisation',
    {
      'a.weight_ih_l0': [16, 3],
      'a.parametrizations.weight_hh_l0.original': [16, 4],
      'a.parametrizations.weight_hh_l0.0.base': [16, 4],
    },
    { what: 'parametrised', name: 'a.weight_hh_l0' },
  ],
  [
    'one more parametrisation above a known one',
    {
      'a.weight_ih_l0': [16, 3],
      'a.parametrizations.weight_hh_l0.original': [16, 4],
      'a.parametrizations.weight_hh_l0.0._u': [16],
      'a.parametrizations.weight_hh_l0.0._v': [4],
      'a.parametrizations.weight_hh_l0.1.scale': [1],
    },
    { what: 'parametrised', name: 'a.weight_hh_l0' },
  ],
  [
    'peepholes under a name of their own',
    { ...layer('a.', 4, 3, 4, ''), 'a.weight_ch': [12], 'a.bias': [16] },
    { what: 'other-cell', name: 'a (weight_ch)' },
  ],
  [
    'norms within a cell',
    {
      ...layer('c.0.', 4, 3, 4, ''),
      ...{ 'c.0.ln_i.weight': [16], 'c.0.ln_i.bias': [16], 'c.0.ln_h.gamma': [16] },
      ...{ 'c.0.ln_c.weight': [4], 'c.0.ln_o.weight': [4] },
    },
    { what: 'other-cell', name: 'c.0 (ln_i.weight, ln_h.gamma, ln_c.weight, …)' },
  ],
  [
    'an adapter beside the weights',
    { ...LSTM, 'a.lora_A': [2, 3], 'a.lora_B': [16, 2] },
    { what: 'other-cell', name: 'a (lora_A, lora_B)' },
  ],
  [
    'a bias of another size in a module',
    { ...layer('a.', 4, 3, 4, ''), 'a.bias': [4] },
    { what: 'other-cell', name: 'a (bias)' },
  ],
  [
    '300 nets',
    Object.assign({}, ...Array.from({ length: 300 }, (_, k) => layer(`m${k}.`, 1, 1, 1))),
    { problem: 'too-large', place: 'm0.' },
  ],
])('%s', async (_, shapes, details) => {
  expect(await why(shapes)).toEqual({ format: 'safetensors', ...details })
})

it('but not a layer all of whose weights are computed', async () => {
  const { 'a.weight_ih_l0': ih, 'a.weight_hh_l0': hh } = LSTM
  const normed = {
    ...{ 'a.weight_ih_l0_v': ih, 'a.weight_ih_l0_g': [16, 1] },
    ...{ 'a.weight_hh_l0_v': hh, 'a.weight_hh_l0_g': [16, 1] },
  }
  const { stacks, remarks } = await read(normed)
  expect(drawn(stacks)).toBe('a: a lstm 3→4')
  expect(remarks.map(({ is }) => is)).toEqual(['undone', 'undone'])
})

it('weights that are whole numbers', async () => {
  const details = { format: 'safetensors', what: 'unknown-type', name: 'I64' }
  expect(await why(LSTM, { 'a.weight_hh_l0': 'I64' })).toEqual(details)
})
