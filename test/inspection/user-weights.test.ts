/**
 * Weights files of others and of earlier versions, and what a case may hold: against a float64
 * forward pass.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type InspectChoices, inspect } from '../../src/inspection/given-net/inspect.ts'
import { inspection as schema } from '../../src/inspection/given-net/inspection-schema.ts'
import { parseSafetensors, serialiseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { type Case64, float64, type Net64 } from '../support/float64.ts'
import { refused } from '../support/refused.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const fixture = (file: string) =>
  fileURLToPath(new URL(`../fixtures/own-weights/${file}`, import.meta.url))
const folder = sharedFolder()
const written = (name: string, contents: string | Uint8Array): string => {
  writeFileSync(join(folder, name), contents)
  return join(folder, name)
}
const caseOf = (file: string): Case64 & Record<string, unknown> =>
  JSON.parse(readFileSync(fixture(file), 'utf8'))
const json = (name: string, content: object) => written(name, JSON.stringify(content))

/** The tensors of a file under PyTorch's own names for a layer, absent biases as zeros. */
function weightsOf(file: string, rows: number, O = 1): Net64['weights'] {
  const { tensors } = parseSafetensors(readFileSync(fixture(file)))
  const all = [...tensors].map(([name, { data }]) => [
    name
      .replace(/^(lstm|rnn|cell)\./, '')
      .replace(/^fc\./, 'readout.')
      .replace(/(ih|hh)$/, '$1_l0'),
    data,
  ])
  return {
    'readout.bias': new Float32Array(O),
    bias_ih_l0: new Float32Array(rows),
    ...Object.fromEntries(all),
  }
}
const net = (file: string, cell: Net64['cell'] = 'lstm', H = 5): Net64 => {
  const rows = { rnn: 1, gru: 3, lstm: 4 }[cell] * H
  return { cell, I: 2, H, O: 1, weights: weightsOf(file, rows) }
}

const near = (found: unknown, expected: unknown): void => {
  const [a, b] = [found, expected].map((one) => [one].flat(Infinity as 1) as number[])
  expect(a.length).toBe(b.length)
  const most = Math.max(1e-3, ...b.map(Math.abs))
  expect(Math.max(...b.map((value, k) => Math.abs(value - a[k]))) / most).toBeLessThan(1e-5)
}

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
  near(found.loss, expected.loss)
  near(found.prediction, expected.prediction)
  near(found.hiddenState, expected.hidden)
  if (net.cell === 'lstm') {
    near(found.cellState, expected.cell)
    for (const gate of ['i', 'f', 'g', 'o']) near(found.gates?.[gate], expected.gates[gate])
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

describe('a case', () => {
  const lstm = fixture('lstm.safetensors')
  const base = caseOf('case.json')

  it('may have no y: then there is no loss and no gradient, and all else is the same', async () => {
    const { y, ...without } = base
    const found = await inspect(lstm, json('no-y.json', without))
    v.assert(schema, found)
    expect([found.loss, found.gradient]).toEqual([null, null])
    const whole = await inspect(lstm, fixture('case.json'))
    expect(found.hiddenState).toEqual(whole.hiddenState)
    expect(found.prediction).toEqual(whole.prediction)
  })

  it('may have h0 as [B][H], [1][B][H] or [H], with or without c0, null where absent', async () => {
    const { h0 = [], c0 = [] } = caseOf('c_h0.json')
    const two = await inspect(lstm, fixture('c_h0.json'))
    const three = await inspect(lstm, json('h0-3.json', { ...base, h0: [h0], c0: [c0] }))
    expect(three).toEqual(two)
    const alone = await inspect(lstm, json('h0-alone.json', { ...base, h0: h0[1], c0: null }))
    near(
      alone.hiddenState,
      float64(net('lstm.safetensors'), { ...base, h0: [h0[1], h0[1], h0[1]] }).hidden,
    )
    expect(alone.initial).toEqual({ h0: true, c0: false })
  })

  it('with lengths has zeros and no gradient behind the end, and ignores the rest', async () => {
    const found = await inspect(lstm, fixture('c_pack.json'))
    expect(found.hiddenState.slice(7).every((step) => step[1].every((value) => value === 0))).toBe(
      true,
    )
    expect(found.gates?.f.slice(3).every((step) => step[2].every((value) => value === 0))).toBe(
      true,
    )
    const { x, lengths = [] } = caseOf('c_pack.json')
    const other = x.map((step, t) =>
      step.map((row, b) => (t < lengths[b] ? row : row.map(() => 77))),
    )
    const same = await inspect(lstm, json('padded.json', { ...caseOf('c_pack.json'), x: other }))
    expect(same).toEqual(found)
    const short = { ...base, lengths: [4, 4, 2] }
    const log10 = (await inspect(lstm, json('short.json', short))).gradient?.log10
    expect(log10?.hidden.slice(4)).toEqual(new Array(8).fill(null))
    expect(log10?.hidden[3]).not.toBeNull()
    expect(log10?.input.slice(4)).toEqual(new Array(8).fill(null))
  })

  it.each(['null', 'NaN', '"NaN"'])(
    'may have %s behind the end, as padding leaves it, and not before',
    async (none) => {
      const given = caseOf('c_pack.json')
      const { lengths = [] } = given
      const x = given.x.map((step, t) =>
        step.map((row, b) => (t < lengths[b] ? row : row.map(() => 'NONE'))),
      )
      const turned = x[0].map((_, b) => x.map((step) => step[b]))
      const file = (name: string, content: object) =>
        written(name, JSON.stringify(content).replaceAll('"NONE"', none))
      const plain = await inspect(lstm, fixture('c_pack.json'))
      expect(await inspect(lstm, file('pad.json', { ...given, x }))).toEqual(plain)
      const first = file('pad-first.json', { ...given, x: turned })
      expect(await inspect(lstm, first, { batchFirst: true })).toEqual(plain)
      const longer = file('pad-short.json', { ...given, x, lengths: [12, 8, 3] })
      expect(await refused(() => inspect(lstm, longer))).toMatchObject({
        details: { place: 'x[7][1][0]' },
      })
    },
  )

  it('with lengths that are all T is the case without', async () => {
    const whole = await inspect(lstm, fixture('case.json'))
    const found = await inspect(lstm, json('all.json', { ...base, lengths: [12, 12, 12] }))
    near(found.hiddenState, whole.hiddenState)
    near(found.loss, whole.loss)
    near(
      Object.values(found.gradient?.parameters ?? {}),
      Object.values(whole.gradient?.parameters ?? {}),
    )
    near(found.gradient?.log10.rest, whole.gradient?.log10.rest)
  })

  it('that is batch first is named where that shows, and read when asked', async () => {
    const { x, y } = base
    const turned = x[0].map((_, b) => x.map((step) => step[b]))
    const path = json('turned.json', { x: turned, y })
    const facts = { key: 'y', first: 3, second: 12, given: false }
    expect(await refused(() => inspect(lstm, path))).toEqual({
      code: 'case-batch-first',
      details: facts,
    })
    expect(await inspect(lstm, path, { batchFirst: true })).toEqual(
      await inspect(lstm, fixture('case.json')),
    )
    const back = await refused(() => inspect(lstm, fixture('case.json'), { batchFirst: true }))
    expect(back).toEqual({
      code: 'case-batch-first',
      details: { key: 'y', first: 12, second: 3, given: true },
    })
    const byLengths = json('by-lengths.json', { x: turned, lengths: [12, 7, 3] })
    expect(await refused(() => inspect(lstm, byLengths))).toMatchObject({
      details: { ...facts, key: 'lengths' },
    })
    const byH0 = json('by-h0.json', { x: turned, h0: caseOf('c_h0.json').h0 })
    expect(await refused(() => inspect(lstm, byH0))).toMatchObject({
      details: { ...facts, key: 'h0' },
    })
    const byC0 = json('by-c0.json', { x: turned, c0: caseOf('c_h0.json').c0 })
    expect(await refused(() => inspect(lstm, byC0))).toMatchObject({
      details: { ...facts, key: 'c0' },
    })
    const lengths = await inspect(lstm, json('both.json', { x: turned, y, lengths: [12, 7, 3] }), {
      batchFirst: true,
    })
    near(lengths.loss, 0.28022)
  })

  it('names the fields that it has and that mean nothing', async () => {
    const found = await inspect(lstm, json('fields.json', { ...base, h_0: [1], 'a\u001b[31mb': 1 }))
    expect(found.ignored).toEqual(['h_0', 'a\uFFFD[31mb'])
    const proto = written('proto.json', `{"__proto__": 5, ${JSON.stringify(base).slice(1)}`)
    expect((await inspect(lstm, proto)).ignored).toEqual(['__proto__'])
  })

  const wrong: [string, object, string, object][] = [
    [
      'a length of 0',
      { lengths: [0, 1, 1] },
      'case-length',
      { place: 'lengths[0]', found: '0', most: 12 },
    ],
    [
      'a length beyond T',
      { lengths: [12, 13, 1] },
      'case-length',
      { place: 'lengths[1]', found: '13' },
    ],
    ['half a step', { lengths: [12, 1.5, 1] }, 'case-length', { found: '1.5' }],
    ['a length in words', { lengths: [12, '7', 1] }, 'case-length', { found: '"7"' }],
    ['too few lengths', { lengths: [12, 7] }, 'case-lengths', { found: 2, expected: 3 }],
    [
      'lengths that are a number',
      { lengths: 7 },
      'case-not-an-array',
      { place: 'lengths', found: '7' },
    ],
    [
      'h0 of two layers',
      { h0: Array(2).fill(Array(3).fill([1, 2, 3, 4, 5])) },
      'case-state',
      { found: [2, 3, 5] },
    ],
    [
      'h0 of other units',
      { h0: [[1], [2], [3]] },
      'case-state',
      { key: 'h0', found: [3, 1], expected: [3, 5] },
    ],
    [
      'c0 of other sequences',
      { c0: [[1, 2, 3, 4, 5]] },
      'case-state',
      { key: 'c0', found: [1, 5] },
    ],
    ['h0 that is a number', { h0: 3 }, 'case-not-an-array', { place: 'h0', found: '3' }],
    ['an empty h0', { h0: [] }, 'case-empty', { place: 'h0' }],
  ]
  it.each(wrong)('with %s is refused', async (_, fields, code, facts) => {
    const path = json('wrong.json', { ...base, ...fields })
    expect(await refused(() => inspect(lstm, path))).toMatchObject({ code, details: facts })
  })

  it('with a field twice, or c0 for an RNN, is refused', async () => {
    const twice = written('twice.json', `{"y": [[1],[1],[1]], ${JSON.stringify(base).slice(1)}`)
    expect(await refused(() => inspect(lstm, twice))).toEqual({
      code: 'case-repeated',
      details: { key: 'y' },
    })
    const call = () => inspect(fixture('rnn_relu.safetensors'), fixture('c_h0.json'))
    expect(await refused(call)).toEqual({ code: 'case-no-cell-state', details: { cell: 'rnn' } })
  })
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
    const found = await inspect(path, json('one.json', given))
    expect(found.cell).toBe(cell)
    const weights = { ...all, 'readout.weight': scalar, 'readout.bias': scalar }
    const expected = float64({ cell, I: 1, H: 1, O: 1, weights }, given)
    near(found.loss, expected.loss)
    near(found.hiddenState, expected.hidden)
  })
})
