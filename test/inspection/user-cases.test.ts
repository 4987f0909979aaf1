/** What a case may hold beside x, and what it may not. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { inspect } from '../../src/inspection/given-net/inspect.ts'
import { inspection as schema } from '../../src/inspection/given-net/inspection-schema.ts'
import { float64 } from '../support/float64.ts'
import { expectNear } from '../support/near.ts'
import { caseOf, fixture, net } from '../support/own-weights.ts'
import { refused } from '../support/refused.ts'
import { sharedFolder, writerTo } from '../support/temporary-folder.ts'

const written = writerTo(sharedFolder())
const json = (name: string, content: object) => written(name, JSON.stringify(content))
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
  expectNear(
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
  expect(found.gates?.f.slice(3).every((step) => step[2].every((value) => value === 0))).toBe(true)
  const { x, lengths = [] } = caseOf('c_pack.json')
  const other = x.map((step, t) => step.map((row, b) => (t < lengths[b] ? row : row.map(() => 77))))
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
  expectNear(found.hiddenState, whole.hiddenState)
  expectNear(found.loss, whole.loss)
  expectNear(
    Object.values(found.gradient?.parameters ?? {}),
    Object.values(whole.gradient?.parameters ?? {}),
  )
  expectNear(found.gradient?.log10.rest, whole.gradient?.log10.rest)
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
  expectNear(lengths.loss, 0.28022)
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
  ['c0 of other sequences', { c0: [[1, 2, 3, 4, 5]] }, 'case-state', { key: 'c0', found: [1, 5] }],
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
