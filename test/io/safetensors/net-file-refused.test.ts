/** Nets that are refused, each for its reason. */
import { expect, it } from 'vitest'
import { readNet } from '../../../src/io/safetensors/net-file.ts'
import { cellNames, LSTM, net, renamed, type Shapes, without } from '../../support/net-shapes.ts'
import { refused } from '../../support/refused.ts'

const hostile: [string, Shapes, string, object][] = [
  ['an empty file', {}, 'net-missing', { tensor: 'weight_ih_l0', found: [] }],
  [
    'no recurrent weights',
    without(LSTM, 'weight_hh_l0'),
    'net-missing',
    { tensor: 'weight_hh_l0' },
  ],
  [
    'no readout',
    without(LSTM, 'readout.weight', 'readout.bias'),
    'net-missing',
    { tensor: 'readout.weight' },
  ],
  [
    'a stack of cells',
    { ...renamed(LSTM, cellNames), 'b.weight_hh': [16, 4] },
    'net-several',
    { tensors: ['cell.weight_ih', 'b.weight_hh'] },
  ],
  ['a layer and a cell of one name', { ...LSTM, weight_hh: [16, 4] }, 'net-several', {}],
  [
    'two layers',
    { ...LSTM, weight_ih_l1: [16, 4] },
    'net-layers',
    { tensor: 'weight_ih_l1', layers: 2 },
  ],
  [
    'two directions',
    { ...LSTM, weight_ih_l0_reverse: [16, 3] },
    'net-bidirectional',
    { tensor: 'weight_ih_l0_reverse' },
  ],
  ['a projection', { ...LSTM, weight_hr_l0: [2, 4] }, 'net-projection', { tensor: 'weight_hr_l0' }],
  [
    'two recurrent layers',
    { ...LSTM, 'b.weight_hh_l0': [16, 4] },
    'net-several',
    { tensors: ['weight_ih_l0', 'b.weight_hh_l0'] },
  ],
  [
    'two other linear layers',
    {
      ...without(LSTM, 'readout.weight', 'readout.bias'),
      'a.weight': [2, 4],
      'a.bias': [2],
      'b.weight': [2, 4],
      'b.bias': [2],
    },
    'net-several-readouts',
    { tensors: ['a.weight', 'b.weight'] },
  ],
  [
    'a tensor too many',
    { ...LSTM, 'embedding.weight': [9, 3] },
    'net-unexpected',
    { tensor: 'embedding.weight' },
  ],
  ['five blocks', { ...LSTM, weight_hh_l0: [20, 4] }, 'net-recurrent-shape', { found: [20, 4] }],
  ['no hidden units', { ...LSTM, weight_hh_l0: [0, 0] }, 'net-recurrent-shape', { found: [0, 0] }],
  ['a flat matrix', { ...LSTM, weight_hh_l0: [64] }, 'net-recurrent-shape', { found: [64] }],
  [
    'wrong input rows',
    { ...LSTM, weight_ih_l0: [15, 3] },
    'net-shape',
    { tensor: 'weight_ih_l0', expected: [16, 'I'], found: [15, 3] },
  ],
  [
    'no inputs',
    { ...LSTM, weight_ih_l0: [16, 0] },
    'net-shape',
    { expected: [16, 'I'], found: [16, 0] },
  ],
  [
    'a short bias',
    { ...LSTM, bias_hh_l0: [15] },
    'net-shape',
    { tensor: 'bias_hh_l0', expected: [16], found: [15] },
  ],
  [
    'a wide readout',
    { ...LSTM, 'readout.weight': [2, 5] },
    'net-shape',
    { expected: ['O', 4], found: [2, 5] },
  ],
  [
    'a long readout bias',
    { ...LSTM, 'readout.bias': [3] },
    'net-shape',
    { tensor: 'readout.bias', expected: [2], found: [3] },
  ],
]

it.each(hostile)('refuses %s', async (_, shapes, code, facts) => {
  expect(await refused(() => readNet(net(shapes)))).toMatchObject({ code, details: facts })
})

it.each([NaN, Infinity, -Infinity])(
  'refuses a weight that is %d, and says where',
  async (value) => {
    const whole = net(LSTM)
    whole.get('weight_hh_l0')?.data.set([value], 4 * 5 + 3)
    const facts = { tensor: 'weight_hh_l0', index: [5, 3], value: String(value) }
    expect(await refused(() => readNet(whole))).toEqual({ code: 'net-not-finite', details: facts })
  },
)
