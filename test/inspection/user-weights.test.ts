/** Weights files of others and of earlier versions, against a float64 forward pass. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type InspectChoices, inspect } from '../../src/inspection/given-net/inspect.ts'
import { inspection as schema } from '../../src/inspection/given-net/inspection-schema.ts'
import { serialiseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { float64, type Net64 } from '../support/float64.ts'
import { expectNear } from '../support/near.ts'
import { caseOf, fixture, net } from '../support/own-weights.ts'
import { refused } from '../support/refused.ts'
import { sharedFolder, writerTo } from '../support/temporary-folder.ts'

const written = writerTo(sharedFolder())

interface Row {
  readonly file: string
  readonly of: string
  readonly loss?: number
  readonly net: Net64
  readonly choices?: InspectChoices
}
const rows: readonly Row[] = [
  {
    ...{ file: 'coupled.safetensors', of: 'case10.json', loss: 0.7506 },
    ...{
      net: { ...net('coupled.safetensors', 'lstm', 4), variant: 'coupled' },
      choices: { variant: 'coupled' },
    },
  },
  {
    file: 'coupled.safetensors',
    of: 'case10.json',
    loss: 0.9152,
    net: net('coupled.safetensors', 'lstm', 4),
  },
  {
    ...{ file: 'rnn_relu.safetensors', of: 'case.json', loss: 0.5749 },
    ...{
      net: { ...net('rnn_relu.safetensors', 'rnn'), nonlinearity: 'relu' },
      choices: { nonlinearity: 'relu' },
    },
  },
  {
    file: 'rnn_relu.safetensors',
    of: 'case.json',
    loss: 0.3234,
    net: net('rnn_relu.safetensors', 'rnn'),
  },
  { file: 'lstm.safetensors', of: 'case.json', loss: 0.278705, net: net('lstm.safetensors') },
  { file: 'lstm.safetensors', of: 'c_h0.json', loss: 0.278667, net: net('lstm.safetensors') },
  { file: 'lstm.safetensors', of: 'c_pack.json', loss: 0.28022, net: net('lstm.safetensors') },
  { file: 'meta_null.safetensors', of: 'case.json', loss: 0.278705, net: net('lstm.safetensors') },
  { file: 'fc_nobias.safetensors', of: 'case.json', net: net('fc_nobias.safetensors') },
  { file: 'lstmcell.safetensors', of: 'case.json', net: net('lstmcell.safetensors') },
]

it.each(rows)('$file on $of, $choices', async ({ file, of, loss, net, choices }) => {
  const found = await inspect(fixture(file), fixture(of), choices)
  v.assert(schema, found)
  const expected = float64(net, caseOf(of))
  if (loss !== undefined)
    expect(found.loss).toBeCloseTo(loss, loss < 0.5 && loss > 0.27 && loss < 0.29 ? 6 : 4)
  expectNear(found.loss, expected.loss)
  expectNear(found.prediction, expected.prediction)
  expectNear(found.hiddenState, expected.hidden)
  if (net.cell === 'lstm') {
    expectNear(found.cellState, expected.cell)
    for (const gate of ['i', 'f', 'g', 'o']) expectNear(found.gates?.[gate], expected.gates[gate])
  }
})

it('says what nobody said: tanh, and the standard LSTM of a file of earlier versions', async () => {
  const said = async (file: string, of: string, choices?: InspectChoices) =>
    (await inspect(fixture(file), fixture(of), choices)).assumed
  expect(await said('rnn_relu.safetensors', 'case.json')).toEqual(['nonlinearity'])
  expect(await said('rnn_relu.safetensors', 'case.json', { nonlinearity: 'tanh' })).toEqual([])
  expect(await said('coupled.safetensors', 'case10.json')).toEqual(['variant'])
  expect(await said('coupled.safetensors', 'case10.json', { variant: 'standard' })).toEqual([])
  expect(await said('lstm.safetensors', 'case.json')).toEqual([])
})

it('quotes the name of a tensor that has no place, though it is empty', async () => {
  const facts = { tensor: '' }
  const call = () => inspect(fixture('with_empty_name.safetensors'), fixture('case.json'))
  expect(await refused(call)).toEqual({ code: 'net-unexpected', details: facts })
})

describe('options', () => {
  it('about another cell are refused', async () => {
    const lstm = () =>
      inspect(fixture('lstm.safetensors'), fixture('case.json'), { nonlinearity: 'relu' })
    const facts = { option: 'nonlinearity', value: 'relu', cell: 'lstm' }
    expect(await refused(lstm)).toEqual({ code: 'net-option', details: facts })
    const rnn = () =>
      inspect(fixture('rnn_relu.safetensors'), fixture('case.json'), { variant: 'coupled' })
    expect(await refused(rnn)).toMatchObject({ code: 'net-option', details: { cell: 'rnn' } })
    const gru = () => inspect(fixture('lstm.safetensors'), fixture('case.json'), { variant: 'gru' })
    expect(await refused(gru)).toMatchObject({ code: 'net-option', details: { value: 'gru' } })
  })
})

describe('smallest nets', () => {
  const one = (rows: number) => ({
    w: Float32Array.from({ length: rows }, (_, k) => 0.3 - 0.2 * k),
  })
  it.each([
    ['rnn', 1],
    ['gru', 3],
    ['lstm', 4],
  ] as const)('%s of one unit and one time step, from h0', async (cell, rows) => {
    const { w } = one(rows)
    const scalar = Float32Array.of(0.5)
    const all = { weight_ih_l0: w, weight_hh_l0: w, bias_ih_l0: w, bias_hh_l0: w }
    const shapes = {
      weight_ih_l0: [rows, 1],
      weight_hh_l0: [rows, 1],
      bias_ih_l0: [rows],
      bias_hh_l0: [rows],
    }
    const tensors = (Object.keys(all) as (keyof typeof all)[]).map(
      (name) => [name, shapes[name], all[name]] as const,
    )
    const path = written(
      'one.safetensors',
      serialiseSafetensors(
        [...tensors, ['readout.weight', [1, 1], scalar], ['readout.bias', [1], scalar]],
        {},
      ),
    )
    const given = { x: [[[0.7]]], y: [[0.1]], h0: [[-0.4]] }
    const found = await inspect(path, written('one.json', JSON.stringify(given)))
    expect(found.cell).toBe(cell)
    const weights = { ...all, 'readout.weight': scalar, 'readout.bias': scalar }
    const expected = float64({ cell, I: 1, H: 1, O: 1, weights }, given)
    expectNear(found.loss, expected.loss)
    expectNear(found.hiddenState, expected.hidden)
  })
})
