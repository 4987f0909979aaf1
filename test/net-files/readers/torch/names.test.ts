/** Which tensors make which net, by names and shapes alone. */
import { describe, expect, it } from 'vitest'
import type { Stack } from '../../../../src/engine/stack/types.ts'
import { safetensors } from '../../../../src/net-files/readers/safetensors/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { refused } from '../../../support/refused.ts'
import { entry, file } from '../../../support/safetensors.ts'
import { allNumbers } from '../../../support/torch-fixtures.ts'

type Shapes = Record<string, number[]>

const bytesOf = (shapes: Shapes, types: Record<string, string> = {}) => {
  const header: Record<string, object> = {}
  let at = 0
  for (const [name, shape] of Object.entries(shapes)) {
    const width = types[name] === 'I64' ? 8 : 4
    header[name] = entry(shape, at, types[name] ?? 'F32', width)
    at += width * shape.reduce((a, b) => a * b, 1)
  }
  return file(header, new Uint8Array(at).fill(0x3e))
}
const read = async (shapes: Shapes, types?: Record<string, string>) => {
  const net = await safetensors.read(memorySource('net', bytesOf(shapes, types)), {})
  await allNumbers(net.stacks)
  return net
}
const why = async (shapes: Shapes, types?: Record<string, string>) =>
  (await refused(() => read(shapes, types)))?.details

/** "lstm: embedding emb 9→3, lstm 3→4, dense fc 4→2 | other", readouts in brackets. */
const drawn = (stacks: readonly Stack[]) =>
  stacks
    .map(({ name, steps, readouts }) => {
      const parts = steps.map((step) =>
        step.is === 'recurrent'
          ? `${step.name} ${step.kind}${step.backward ? '²' : ''} ${step.input}→${step.output}`
          : `${step.name} ${step.is === 'dense' ? step.input : step.symbols}→${step.output}`,
      )
      const others = readouts.map((one) => one.name)
      return `${name}: ${parts.join(', ')}${others.length > 0 ? ` [${others.join(', ')}]` : ''}`
    })
    .join(' | ')

/** Of one layer; H rows a gate. */
const layer = (prefix: string, gates: number, I: number, H: number, ending = '_l0'): Shapes => ({
  [`${prefix}weight_ih${ending}`]: [gates * H, I],
  [`${prefix}weight_hh${ending}`]: [gates * H, H],
})
const fc = (name: string, input: number, output: number, bias = true): Shapes => ({
  [`${name}.weight`]: [output, input],
  ...(bias ? { [`${name}.bias`]: [output] } : {}),
})

describe('nets by names', () => {
  it.each<[string, Shapes, string]>([
    ['a module without a name', layer('', 4, 3, 4), ': ' + ' lstm 3→4'],
    ['a readout', { ...layer('rnn.', 1, 3, 4), ...fc('fc', 4, 2) }, 'rnn: rnn rnn 3→4, fc 4→2'],
    [
      'a readout written by hand',
      { ...layer('', 3, 3, 4), W_out: [2, 4], b_out: [2] },
      ':  gru 3→4, W_out 4→2',
    ],
    [
      'a readout of both directions',
      {
        ...layer('r.', 3, 3, 4),
        ...layer('r.', 3, 3, 4, '_l0_reverse'),
        ...fc('fc', 8, 2),
        ...fc('no', 4, 2),
      },
      'r: r gru² 3→4, fc 8→2',
    ],
    [
      'several readouts, none of which is certain',
      { ...layer('rnn.', 4, 3, 4), ...fc('a', 4, 2), ...fc('b', 4, 5) },
      'rnn: rnn lstm 3→4 [a, b]',
    ],
    [
      'an embedding by its name',
      { ...fc('tok_emb', 3, 9, false), ...layer('r.', 3, 3, 3), ...fc('head', 3, 9) },
      'r: tok_emb 9→3, r gru 3→3, head 3→9',
    ],
    [
      "the encoder of PyTorch's language model",
      { ...fc('encoder', 3, 9, false), ...layer('r.', 3, 3, 3), ...fc('decoder', 3, 9) },
      'r: encoder 9→3, r gru 3→3, decoder 3→9',
    ],
    [
      'no embedding where there is a bias',
      { ...fc('embed', 3, 9), ...layer('r.', 3, 3, 4) },
      'r: r gru 3→4',
    ],
    [
      'two embeddings, neither certain',
      { ...fc('emb_a', 3, 9, false), ...fc('emb_b', 3, 7, false), ...layer('r.', 3, 3, 4) },
      'r: r gru 3→4',
    ],
    [
      'each with what is nearest',
      {
        ...fc('enc.emb', 3, 9, false),
        ...layer('enc.r.', 3, 3, 4),
        ...fc('dec.emb', 3, 8, false),
        ...layer('dec.r.', 3, 3, 4),
        ...fc('dec.out', 4, 8),
      },
      'enc.r: enc.emb 9→3, enc.r gru 3→4 | dec.r: dec.emb 8→3, dec.r gru 3→4, dec.out 4→8',
    ],
    [
      'a readout of either, so of neither',
      { ...layer('a.', 3, 3, 4), ...layer('b.', 3, 5, 4), ...fc('fc', 4, 2) },
      'a: a gru 3→4 [fc] | b: b gru 5→4 [fc]',
    ],
    [
      'cells, one by one',
      { ...layer('a.', 4, 3, 4, ''), ...layer('b.', 4, 4, 4, '') },
      'a: a lstm 3→4 | b: b lstm 4→4',
    ],
    [
      'cells in a list whose sizes chain',
      { ...layer('c.1.', 4, 4, 5, ''), ...layer('c.0.', 4, 3, 4, ''), ...fc('fc', 5, 2) },
      'c: c.0 lstm 3→4, c.1 lstm 4→5, fc 5→2',
    ],
    [
      'cells in a list whose sizes do not',
      { ...layer('c.0.', 4, 3, 4, ''), ...layer('c.1.', 4, 3, 4, '') },
      'c.0: c.0 lstm 3→4 | c.1: c.1 lstm 3→4',
    ],
    [
      'cells of two kinds in a list',
      { ...layer('c.0.', 4, 3, 4, ''), ...layer('c.1.', 3, 4, 4, '') },
      'c.0: c.0 lstm 3→4 | c.1: c.1 gru 4→4',
    ],
    [
      'a list that begins with 1',
      { ...layer('c.1.', 4, 4, 4, ''), ...layer('c.2.', 4, 4, 4, '') },
      'c.1: c.1 lstm 4→4 | c.2: c.2 lstm 4→4',
    ],
    [
      'cells with something between',
      { ...layer('c.0.', 4, 3, 4, ''), 'c.0.norm.weight': [4], ...layer('c.1.', 4, 4, 4, '') },
      'c.0: c.0 lstm 3→4 | c.1: c.1 lstm 4→4',
    ],
    ['names of wrappers', { ...layer('_orig_mod.module.a.module.', 4, 3, 4) }, 'a: a lstm 3→4'],
    [
      'names that wrappers alone tell apart',
      { ...layer('module.', 4, 3, 4), ...layer('', 4, 3, 4) },
      'module: module lstm 3→4 | :  lstm 3→4',
    ],
  ])('%s', async (_, shapes, expected) => {
    expect(drawn((await read(shapes)).stacks)).toBe(expected)
  })

  it('says what it made of a list, and what it left', async () => {
    const cells = { ...layer('c.0.', 1, 3, 4, ''), ...layer('c.1.', 1, 4, 4, '') }
    const { remarks } = await read({ ...cells, steps: [1], mean: [3] }, { steps: 'I64' })
    expect(remarks).toEqual([
      { is: 'assumed-tanh', layer: 'c.0' },
      { is: 'assumed-tanh', layer: 'c.1' },
      { is: 'chained', layers: ['c.0', 'c.1'] },
      { is: 'unused', count: 2, names: ['steps', 'mean'] },
    ])
  })
})

describe('what is refused', () => {
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
})
