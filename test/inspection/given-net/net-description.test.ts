/**
 * What a weights file says about itself is untrusted: obeyed where it is right, refused in a line
 * where not.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sizes } from '../../../src/engine/types.ts'
import { aboutNet, type Choices } from '../../../src/inspection/given-net/net-description.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { refused, returnsOrRefuses } from '../../support/refused.ts'
import { textIn } from '../../support/texts.ts'

const LSTM: Sizes = { cell: 'lstm', input: 2, hidden: 3, output: 1 }
const RNN: Sizes = { ...LSTM, cell: 'rnn' }
const GRU: Sizes = { ...LSTM, variant: 'gru' }
const SAID = {
  format: 1,
  cell: 'lstm',
  variant: 'coupled',
  nonlinearity: null,
  surgery: [{ kind: 'clamp', gate: 'f', value: 1, units: [3], from: null, to: null }],
  task: { name: 'adding', length: 10 },
  training: { seed: 1 },
  standardize: { mean: [1, 2], deviation: [3, 4], target: { mean: [0], deviation: [1] } },
}
const gatelab = (said: unknown) => ({
  gatelab: typeof said === 'string' ? said : JSON.stringify(said),
})
const about = (metadata: Record<string, string>, sizes = LSTM, choices: Choices = {}) =>
  aboutNet(sizes, metadata, choices)

it('is obeyed', () => {
  const found = about(gatelab(SAID))
  expect(found).toMatchObject({
    cell: 'lstm',
    variant: 'coupled',
    assumed: [],
    standardize: SAID.standardize,
  })
  expect(found.sizes).toEqual({ ...LSTM, variant: 'coupled' })
  expect(found.operations).toEqual(SAID.surgery)
  const relu = { ...SAID, cell: 'rnn', variant: null, nonlinearity: 'relu', surgery: [] }
  expect(about(gatelab(relu), RNN)).toMatchObject({
    nonlinearity: 'relu',
    variant: null,
    assumed: [],
  })
})

it('a foreign cell key, or any other, is not ours', () => {
  for (const cell of ['gru', 'rnn', 'qrnn', '\u001b[2J', '__proto__']) {
    const foreign = { cell, variant: 'coupled', surgery: 'all', nonlinearity: 'relu', format: 'pt' }
    expect(about(foreign)).toMatchObject({
      cell: 'lstm',
      variant: 'standard',
      operations: [],
      assumed: [],
    })
    expect(about(foreign, RNN)).toMatchObject({
      cell: 'rnn',
      nonlinearity: 'tanh',
      assumed: ['nonlinearity'],
    })
    expect(about(foreign, GRU)).toMatchObject({ cell: 'gru', variant: null, assumed: [] })
  }
})

it('files of earlier versions said nothing of variants, and are read as they say', () => {
  const earlier = { cell: 'lstm', task: 'adding', length: '10', seed: '1' }
  expect(about(earlier)).toMatchObject({
    ...{ variant: 'standard', assumed: ['variant'], task: { name: 'adding', length: 10 } },
  })
  expect(about(earlier, LSTM, { variant: 'no-forget' })).toMatchObject({
    variant: 'no-forget',
    assumed: [],
  })
  expect(about(earlier, GRU)).toMatchObject({ cell: 'gru', assumed: [] })
})

const changed = (change: object) => gatelab({ ...SAID, ...change })
const hostile: [string, Record<string, string>, string, object][] = [
  ['no JSON', gatelab('{'), 'about-not-json', { problem: 'syntax' }],
  ['a list', gatelab('[1]'), 'about-not-json', { problem: 'not-an-object' }],
  ['null', gatelab('null'), 'about-not-json', { problem: 'not-an-object' }],
  ['nothing but brackets', gatelab('['.repeat(1e6)), 'about-not-json', { problem: 'too-deep' }],
  [
    'a great deal of nothing',
    gatelab(`[${'[],'.repeat(5e5)}[]]`),
    'about-not-json',
    { problem: 'too-many-parts' },
  ],
  ['nine megabytes', gatelab(`{"format":1,"task":"${'a'.repeat(9e6)}"}`), 'about-not-json', {}],
  ['no format', changed({ format: undefined }), 'about-format', { format: 'undefined', known: 1 }],
  ['a format to come', changed({ format: 2 }), 'about-format', { format: '2' }],
  ['a format as text', changed({ format: '1' }), 'about-format', { format: '"1"' }],
  [
    'a format that draws',
    changed({ format: '\u001b[31m\u202e' }),
    'about-format',
    { format: '"\uFFFD[31m\uFFFD"' },
  ],
  [
    'a variant to come',
    changed({ variant: 'peephole' }),
    'about-field',
    { field: 'variant', found: '"peephole"' },
  ],
  ['gru as a variant', changed({ variant: 'gru' }), 'about-field', { field: 'variant' }],
  ['no variant', changed({ variant: null }), 'about-field', { field: 'variant', found: 'null' }],
  [
    'a function of an LSTM',
    changed({ nonlinearity: 'relu' }),
    'about-field',
    { field: 'nonlinearity' },
  ],
  ['a field to come', changed({ peephole: true }), 'about-unknown', { field: 'peephole' }],
  [
    'another cell',
    changed({ cell: 'gru', variant: null, surgery: [] }),
    'about-cell',
    { says: 'gru', found: 'lstm' },
  ],
  ['no cell', changed({ cell: 7 }), 'about-field', { field: 'cell', found: '7' }],
  [
    'surgery to come',
    changed({ surgery: [{ kind: 'bypass' }] }),
    'about-field',
    { field: 'surgery.0.kind' },
  ],
  [
    'a unit beyond the net',
    changed({ surgery: [{ ...SAID.surgery[0], units: [1, 4] }] }),
    'about-field',
    { field: 'surgery.0.units' },
  ],
  [
    'a surgery that ends before it begins',
    changed({ surgery: [{ kind: 'sever-gates', from: 3, to: 2 }] }),
    'about-field',
    { field: 'surgery.0.from' },
  ],
  [
    'a mean too few',
    changed({ standardize: { mean: [1], deviation: [1, 2] } }),
    'about-count',
    { found: 1, expected: 2 },
  ],
  [
    'a deviation of 0',
    changed({ standardize: { mean: [1, 2], deviation: [0, 2] } }),
    'about-field',
    {},
  ],
  [
    'a mean in words',
    changed({ standardize: { mean: ['a', 2], deviation: [1, 2] } }),
    'about-field',
    {},
  ],
  [
    'a task in objects',
    changed({ task: { name: 'adding', length: {} } }),
    'about-field',
    { field: 'task.length' },
  ],
  [
    'a task of a hundred settings',
    changed({
      task: {
        name: 'a',
        ...Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`s${n}`, n])),
      },
    }),
    'about-field',
    { field: 'task' },
  ],
]

it.each(hostile)('refuses %s, in one line of printable text', async (_, metadata, code, facts) => {
  expect(await refused(() => about(metadata))).toMatchObject({ code, details: facts })
  for (const language of ['en', 'zh-CN'] as const) {
    const line = lineOf(() => about(metadata), language)
    expect(line.length).toBeLessThan(400)
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  }
})

function lineOf(call: () => unknown, language: 'en' | 'zh-CN'): string {
  try {
    call()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const sentence = textIn(language).inputErrors[(error as InputError).code] as (
      facts: object,
    ) => string
    return sentence(error.details)
  }
  throw new Error('not refused')
}

describe('choices', () => {
  it('that say the same are taken, others contradict', async () => {
    expect(about(gatelab(SAID), LSTM, { variant: 'coupled' }).variant).toBe('coupled')
    const facts = { option: 'variant', says: 'coupled', asked: 'standard' }
    expect(await refused(() => about(gatelab(SAID), LSTM, { variant: 'standard' }))).toEqual({
      code: 'net-says',
      details: facts,
    })
    const rnn = { ...SAID, cell: 'rnn', variant: null, nonlinearity: 'tanh', surgery: [] }
    const relu = () => about(gatelab(rnn), RNN, { nonlinearity: 'relu' })
    expect(await refused(relu)).toMatchObject({
      code: 'net-says',
      details: { says: 'tanh', asked: 'relu' },
    })
  })
})

it('whatever it says, it is obeyed or refused', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('lstm', 'coupled', 1, null, 1e300))
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(SAID)), value, (field, changed) =>
      returnsOrRefuses(() => about(gatelab({ ...SAID, [field]: changed }))),
    ),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) =>
      returnsOrRefuses(() => about(gatelab(text))),
    ),
  )
})
