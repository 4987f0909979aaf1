import { describe, expect, it } from 'vitest'
import { WEIGHT_NAMES } from '../../../src/engine/types.ts'
import { netTensors, readNet } from '../../../src/io/safetensors/net-file.ts'
import { parseSafetensors, serialiseSafetensors } from '../../../src/io/safetensors/safetensors.ts'
import {
  cellNames,
  LSTM,
  net,
  numbers,
  renamed,
  type Shapes,
  without,
} from '../../support/net-shapes.ts'
import { CASES, loadCase } from '../../support/reference.ts'
import { refused } from '../../support/refused.ts'

const RNN: Shapes = {
  ...LSTM,
  weight_ih_l0: [4, 3],
  weight_hh_l0: [4, 4],
  bias_ih_l0: [4],
  bias_hh_l0: [4],
}

describe.each(CASES)('%s', (name) => {
  const { sizes, weights } = loadCase(name)

  it('comes back as it went, but for one bias that is the sum of both', () => {
    const { tensors } = parseSafetensors(
      serialiseSafetensors(netTensors(sizes, weights), { cell: 'gru' }),
    )
    const read = readNet(tensors)
    expect(read.sizes).toEqual(sizes)
    for (const weight of WEIGHT_NAMES.filter((one) => !one.startsWith('bias_'))) {
      expect(read.weights[weight]).toEqual(weights[weight])
    }
    expect(read.weights.bias_hh_l0.every((bias) => bias === 0)).toBe(true)
    const sums = weights.bias_ih_l0.map((bias, k) => bias + weights.bias_hh_l0[k])
    expect(read.weights.bias_ih_l0).toEqual(sums)
  })
})

it('tells the cell by the shapes', () => {
  expect(readNet(net(LSTM)).sizes).toEqual({ cell: 'lstm', input: 3, hidden: 4, output: 2 })
  expect(readNet(net(RNN)).sizes).toEqual({ cell: 'rnn', input: 3, hidden: 4, output: 2 })
})

it('takes a module prefix and one other linear layer', () => {
  const names = (name: string) =>
    name.startsWith('readout') ? name.replace('readout', 'net.fc') : `net.lstm.${name}`
  const { sizes, weights } = readNet(net(renamed(LSTM, names)))
  expect(sizes.output).toBe(2)
  expect(weights['readout.weight']).toEqual(numbers(8))
  expect(weights.bias_hh_l0).toEqual(numbers(16))
})

it('takes bias=False as zeros', () => {
  const { weights } = readNet(net(without(LSTM, 'bias_ih_l0', 'bias_hh_l0')))
  expect(weights.bias_ih_l0).toEqual(new Float32Array(16))
  expect(weights.bias_hh_l0).toEqual(new Float32Array(16))
})

/** A GRU: rows r, z, n. */
const GRU: Shapes = {
  ...LSTM,
  weight_ih_l0: [12, 3],
  weight_hh_l0: [12, 4],
  bias_ih_l0: [12],
  bias_hh_l0: [12],
}

it('tells a GRU, and the names of cells, prefix or none', () => {
  expect(readNet(net(GRU)).sizes).toEqual({
    cell: 'lstm',
    variant: 'gru',
    input: 3,
    hidden: 4,
    output: 2,
  })
  for (const [shapes, cell] of [
    [LSTM, 'lstm'],
    [RNN, 'rnn'],
    [GRU, 'lstm'],
  ] as const) {
    const { sizes, parts } = readNet(net(renamed(shapes, cellNames)))
    expect(sizes.cell).toBe(cell)
    expect(parts.weight_hh_l0).toBe('cell.weight_hh')
    expect(readNet(net(renamed(shapes, (name) => name.replace('_l0', '')))).sizes).toEqual(sizes)
    expect(readNet(net(renamed(shapes, (name) => `_orig_mod.module.${name}`))).sizes).toEqual(sizes)
  }
})

it('takes a readout without bias, under any name, and a net without any', () => {
  const bare = without(LSTM, 'readout.bias', 'bias_ih_l0', 'bias_hh_l0')
  for (const name of ['readout', 'fc', 'model.head']) {
    const { weights, parts } = readNet(net(renamed(bare, (one) => one.replace('readout', name))))
    expect(weights['readout.bias']).toEqual(new Float32Array(2))
    expect([parts['readout.weight'], parts['readout.bias']]).toEqual([`${name}.weight`, null])
  }
})

describe('of two readouts', () => {
  const heads = { 'a.weight': [2, 4], 'a.bias': [2], 'b.weight': [3, 4] }
  const two = { ...without(LSTM, 'readout.weight', 'readout.bias'), ...heads }

  it.each(['b', 'b.', 'b.weight'])('the one is taken that is asked for: %s', (asked) => {
    const { sizes, others, parts } = readNet(net(two), asked)
    expect([sizes.output, parts['readout.weight'], parts['readout.bias']]).toEqual([
      3,
      'b.weight',
      null,
    ])
    expect(others).toEqual(['a.weight', 'a.bias'])
  })

  it('neither is taken unasked, though one is called readout', async () => {
    const tensors = ['readout.weight', 'b.weight']
    const call = () => readNet(net({ ...LSTM, 'b.weight': [3, 4] }))
    expect(await refused(call)).toEqual({ code: 'net-several-readouts', details: { tensors } })
  })

  it('any matrix can be asked for by its whole name', () => {
    expect(readNet(net({ ...LSTM, W_out: [5, 4] }), 'W_out').sizes.output).toBe(5)
  })

  it('one that is not there is refused, with those that are', async () => {
    const facts = { asked: 'c', isThere: false, found: ['a.weight', 'b.weight'] }
    expect(await refused(() => readNet(net(two), 'c'))).toEqual({
      code: 'net-readout',
      details: facts,
    })
    expect(await refused(() => readNet(net(two), 'a.bias'))).toMatchObject({
      ...{ code: 'net-readout', details: { isThere: true } },
    })
    const taken = await refused(() => readNet(net(two), 'weight_hh_l0'))
    expect(taken).toMatchObject({ code: 'net-readout', details: { isThere: true } })
  })

  it('what is no readout has no place all the same', async () => {
    const more = { ...two, 'norm.weight': [4] }
    expect(await refused(() => readNet(net(more), 'a'))).toEqual({
      ...{ code: 'net-unexpected', details: { tensor: 'norm.weight' } },
    })
  })
})

it.each([
  ['W_out', 'b_out'],
  ['w_out', 'b_out'],
  ['Why', 'bhy'],
  ['model.W_hy', 'model.b_hy'],
  ['out_W', 'out_b'],
  ['readout_weight', 'readout_bias'],
  ['head.Weight', 'head.bias'],
])('finds a readout called %s with the bias %s', (weight, bias) => {
  const named = (name: string) => ({ 'readout.weight': weight, 'readout.bias': bias })[name] ?? name
  const { parts, sizes, weights } = readNet(net(renamed(LSTM, named)))
  expect(sizes.output).toBe(2)
  expect(parts).toMatchObject({ 'readout.weight': weight, 'readout.bias': bias })
  expect(weights['readout.bias']).toEqual(numbers(2))
  const bare = readNet(net(without(renamed(LSTM, named), bias)))
  expect(bare.parts['readout.bias']).toBeNull()
})
