/** Which tensors make which net, by names and shapes alone. */
import { describe, expect, it } from 'vitest'

type Shapes = Record<string, number[]>

import { drawn, fc, layer, read } from '../../../support/torch-names.ts'

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
      { ...layer('c.0.', 4, 3, 4, ''), 'c.0.h0': [4], ...layer('c.1.', 4, 4, 4, '') },
      'c.0: c.0 lstm 3→4 | c.1: c.1 lstm 4→4',
    ],
    [
      'a first state that is learned, and a readout within the module',
      { ...layer('r.', 4, 3, 4), 'r.h0': [1, 1, 4], ...fc('r.fc', 4, 2) },
      'r: r lstm 3→4, r.fc 4→2',
    ],
    [
      'a bias of another size, of nobody knows what',
      { ...layer('', 4, 3, 4, ''), bias: [2], 'x.norm.weight': [4] },
      ':  lstm 3→4',
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
