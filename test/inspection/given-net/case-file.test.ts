import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCase } from '../../../src/inspection/given-net/case-file.ts'
import { edited } from '../../support/edits.ts'
import { CASES, loadCase } from '../../support/reference.ts'
import { refused, returnsOrRefuses } from '../../support/refused.ts'

describe.each(CASES)('%s', (name) => {
  it('reads, its other keys named', () => {
    const { json, x, y, T, B } = loadCase(name)
    const text = readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')
    const ignored = Object.keys(json).filter((key) => key !== 'x' && key !== 'y')
    expect(ignored.length).toBeGreaterThan(5)
    const without = { h0: null, c0: null, lengths: null }
    expect(parseCase(text)).toEqual({
      x: Float64Array.from(x),
      y: Float64Array.from(y),
      T,
      B,
      I: json.input,
      O: json.output,
      ...without,
      ignored,
    })
  })
})

const y = '"y":[[1],[2]]'
/** T = 2, B = 2, I = 3. */
const x = (last: string) => `{"x":[[[1,2,3],[4,5,6]],[[7,8,9],${last}]],${y}}`

const hostile: [string, string, string, object][] = [
  ['nothing', '', 'case-not-json', { problem: 'syntax' }],
  ['half a file', '{"x":[[[1,', 'case-not-json', { problem: 'syntax' }],
  ['a list', '[]', 'case-not-json', { problem: 'not-an-object' }],
  ['null', 'null', 'case-not-json', { problem: 'not-an-object' }],
  ['brackets', `{"x":${'['.repeat(3e7)}`, 'case-not-json', { problem: 'too-deep' }],
  [
    'empty brackets',
    `{"x":[${'[],'.repeat(1.1e7)}`,
    'case-not-json',
    { problem: 'too-many-parts' },
  ],
  ['no x', `{${y}}`, 'case-missing', { key: 'x', found: ['y'] }],
  [
    'x as another name',
    '{"X":[[[1]]],"a\\u001b":1}',
    'case-missing',
    { key: 'x', found: ['X', 'a\uFFFD'] },
  ],
  ['x in a string', `{"x":"1",${y}}`, 'case-not-an-array', { place: 'x', found: '"1"' }],
  [
    'x of sequences without inputs',
    `{"x":[[1,2],[3,4]],${y}}`,
    'case-not-an-array',
    { place: 'x[0][0]', found: '1' },
  ],
  [
    'x nested too deep',
    `{"x":[[[[1]],[[1]]]],${y}}`,
    'case-not-a-number',
    { place: 'x[0][0][0]', found: '[…]' },
  ],
  [
    'y of T, B and O',
    '{"x":[[[1]]],"y":[[[1]]]}',
    'case-not-a-number',
    { place: 'y[0][0]', found: '[…]' },
  ],
  ['empty x', `{"x":[],${y}}`, 'case-empty', { place: 'x' }],
  ['x without sequences', `{"x":[[]],${y}}`, 'case-empty', { place: 'x[0]' }],
  ['x without inputs', `{"x":[[[],[]]],${y}}`, 'case-empty', { place: 'x[0][0]' }],
  ['empty y', '{"x":[[[1]]],"y":[]}', 'case-empty', { place: 'y' }],
  [
    'a short row',
    x('[1,2]'),
    'case-ragged',
    { place: 'x[1][1]', found: 2, like: 'x[0][0]', expected: 3 },
  ],
  [
    'a long row',
    x('[1,2,3,4]'),
    'case-ragged',
    { place: 'x[1][1]', found: 4, like: 'x[0][0]', expected: 3 },
  ],
  [
    'a step of more sequences',
    x('[1,2,3],[1,2,3]'),
    'case-ragged',
    { place: 'x[1]', found: 3, like: 'x[0]', expected: 2 },
  ],
  [
    'a ragged y',
    '{"x":[[[1],[1]]],"y":[[1],[1,2]]}',
    'case-ragged',
    { place: 'y[1]', found: 2, like: 'y[0]', expected: 1 },
  ],
  ['a number for a row', x('5'), 'case-not-an-array', { place: 'x[1][1]', found: '5' }],
  ['null for a row', x('null'), 'case-not-an-array', { place: 'x[1][1]', found: 'null' }],
  ['a word', x('[1,2,"three"]'), 'case-not-a-number', { place: 'x[1][1][2]', found: '"three"' }],
  ['null', x('[null,2,3]'), 'case-not-a-number', { place: 'x[1][1][0]', found: 'null' }],
  ['true', x('[1,true,3]'), 'case-not-a-number', { place: 'x[1][1][1]', found: 'true' }],
  ['1e999', x('[1,2,1e999]'), 'case-not-finite', { place: 'x[1][1][2]', found: 'Infinity' }],
  [
    '1e39, beyond float32',
    x('[1,-1e39,3]'),
    'case-not-finite',
    { place: 'x[1][1][1]', found: '-1e+39' },
  ],
  [
    'NaN as Python writes it',
    x('[1, NaN, 3]'),
    'case-not-finite',
    { place: 'x[1][1][1]', found: 'NaN' },
  ],
  [
    '-Infinity in y',
    '{"x":[[[1]]],"y":[[-Infinity]]}',
    'case-not-finite',
    { place: 'y[0][0]', found: '-Infinity' },
  ],
  ['y for other sequences', '{"x":[[[1],[2]]],"y":[[1],[2],[3]]}', 'case-batch', { x: 2, y: 3 }],
  [
    'shapes that lie',
    `{"x":[[${'[],'.repeat(1e5)}[]]${',0'.repeat(1e6)}],${y}}`,
    'case-empty',
    { place: 'x[0][0]' },
  ],
  [
    'a product of 1e15 that is not there',
    `{"x":[[[${'1,'.repeat(1e5)}1]${',0'.repeat(1e5)}]${',0'.repeat(1e5)}],${y}}`,
    'case-not-an-array',
    { place: 'x[0][1]', found: '0' },
  ],
]

it.each(hostile)('refuses %s', async (_, text, code, facts) => {
  expect(await refused(() => parseCase(text))).toMatchObject({ code, details: facts })
})

describe('whatever the text', () => {
  it('a well-formed case reads, number by number', () => {
    const size = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(size, size, size, size, fc.nat(), (T, B, I, O, start) => {
        const grid = (...shape: number[]): unknown =>
          shape.length === 0
            ? start++ % 1000
            : Array.from({ length: shape[0] }, () => grid(...shape.slice(1)))
        const given = { x: grid(T, B, I), y: grid(B, O) }
        const read = parseCase(JSON.stringify(given))
        expect([read.T, read.B, read.I, read.O]).toEqual([T, B, I, O])
        for (const key of ['x', 'y'] as const) {
          expect([...(read[key] ?? [])]).toEqual((given[key] as unknown[]).flat(Infinity as 1))
        }
      }),
    )
  })

  it('text and edited cases are read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) =>
        returnsOrRefuses(() => parseCase(text)),
      ),
    )
    const good = x('[1,2,3]')
    const pieces = [...'[],0{}":- ', '', 'NaN', 'e9', '[]']
    fc.assert(
      fc.property(edited(good, good.length - 1, pieces), (text) =>
        returnsOrRefuses(() => parseCase(text)),
      ),
      { numRuns: 2000 },
    )
  })
})
