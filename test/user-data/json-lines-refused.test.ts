/** JSON lines of sequences that are refused, with their lines. */
import { describe, expect, it } from 'vitest'
import { good, read, ten } from '../support/json-lines.ts'
import { refused } from '../support/refused.ts'

/** Nine good lines, and one in the fifth place that is not. */
const spoilt = (line: string) => ten((n) => (n === 4 ? line : good(n)))

const hostile: [string, string, string, object][] = [
  ['half a line', spoilt('{"x": [[1, 2]'), 'data-not-json', { problem: 'syntax' }],
  ['single quotes', spoilt("{'x': [[1, 2]], 'y': 'odd'}"), 'data-not-json', { problem: 'syntax' }],
  [
    'two objects in a line',
    spoilt(`${good(1)} ${good(2)}`),
    'data-not-json',
    { problem: 'syntax' },
  ],
  ['a list', spoilt('[1, 2]'), 'data-not-json', { problem: 'not-an-object' }],
  ['null', spoilt('null'), 'data-not-json', { problem: 'not-an-object' }],
  ['brackets', spoilt(`{"x": ${'['.repeat(1e6)}`), 'data-not-json', { problem: 'too-deep' }],
  [
    'millions of brackets',
    spoilt(`{"x": [${'[],'.repeat(2.7e6)}[]]}`),
    'data-not-json',
    { problem: 'too-many-parts' },
  ],
  [
    'a key twice',
    spoilt('{"x": [[1, 2]], "y": "odd", "x": [[1, 2]]}'),
    'data-repeated-key',
    { key: 'x' },
  ],
  ['no x', spoilt('{"y": "odd"}'), 'data-missing', { key: 'x' }],
  ['no y', spoilt('{"x": [[1, 2]]}'), 'data-missing', { key: 'y' }],
  ['x as a number', spoilt('{"x": 1, "y": "odd"}'), 'data-not-steps', { place: 'x', found: '1' }],
  ['x empty', spoilt('{"x": [], "y": "odd"}'), 'data-not-steps', { place: 'x', found: '[]' }],
  [
    'steps as numbers',
    spoilt('{"x": [1, 2], "y": "odd"}'),
    'data-not-steps',
    { place: 'x[0]', found: '1' },
  ],
  [
    'a step without inputs',
    spoilt('{"x": [[1, 2], []], "y": "odd"}'),
    'data-not-steps',
    { place: 'x[1]', found: '[]' },
  ],
  [
    'a narrow step',
    spoilt('{"x": [[1, 2], [1]], "y": "odd"}'),
    'data-ragged',
    { place: 'x[1]', found: 1, expected: 2, first: 1 },
  ],
  [
    'a wide step',
    spoilt('{"x": [[1, 2, 3]], "y": "odd"}'),
    'data-ragged',
    { place: 'x[0]', found: 3, expected: 2, first: 1 },
  ],
  [
    'a word',
    spoilt('{"x": [[1, "2"]], "y": "odd"}'),
    'data-not-a-number',
    { place: 'x[0][1]', found: '"2"' },
  ],
  [
    'a hole',
    spoilt('{"x": [[1, null]], "y": "odd"}'),
    'data-not-a-number',
    { place: 'x[0][1]', found: 'null' },
  ],
  [
    'NaN',
    spoilt('{"x": [[1, NaN]], "y": "odd"}'),
    'data-not-finite',
    { place: 'x[0][1]', found: 'NaN' },
  ],
  [
    'an infinity',
    spoilt('{"x": [[1, 2]], "y": [-Infinity]}'),
    'data-not-finite',
    { place: 'y[0]', found: '-Infinity' },
  ],
  [
    'an infinity that is no number here',
    spoilt('{"x": [[1, 2]], "y": Infinity}'),
    'data-not-finite',
    { place: 'y' },
  ],
  [
    '1e999',
    spoilt('{"x": [[1, 1e999]], "y": "odd"}'),
    'data-not-finite',
    { place: 'x[0][1]', found: 'Infinity' },
  ],
  [
    'beyond float32',
    spoilt('{"x": [[1, -1e39]], "y": "odd"}'),
    'data-not-finite',
    { place: 'x[0][1]', found: '-1e+39' },
  ],
  [
    'a fraction as a class',
    spoilt('{"x": [[1, 2]], "y": 0.5}'),
    'data-not-an-answer',
    { place: 'y', found: '0.5' },
  ],
  [
    'an object as an answer',
    spoilt('{"x": [[1, 2]], "y": {"a": 1}}'),
    'data-not-an-answer',
    { place: 'y', found: '{…}' },
  ],
  [
    'no answer in a list',
    spoilt('{"x": [[1, 2]], "y": []}'),
    'data-not-an-answer',
    { place: 'y', found: '[]' },
  ],
  [
    'nothing in a list that is too short',
    spoilt('{"x": [[1, 2], [1, 2]], "y": [null]}'),
    'data-answers',
    {},
  ],
  [
    'too few answers',
    spoilt('{"x": [[1, 2], [1, 2]], "y": ["odd"]}'),
    'data-answers',
    { found: 1, expected: 2 },
  ],
  [
    'numbers among classes',
    spoilt('{"x": [[1, 2]], "y": [1]}'),
    'data-mixed',
    { found: 'numbers', expected: 'class-text', first: 1 },
  ],
  [
    'a number for a text',
    spoilt('{"x": [[1, 2]], "y": 3}'),
    'data-mixed',
    { found: 'class-number', expected: 'class-text', first: 1 },
  ],
  [
    'classes at steps among those at the end',
    spoilt('{"x": [[1, 2]], "y": ["odd"]}'),
    'data-mixed',
    { found: 'classes', expected: 'class-text', first: 1 },
  ],
  [
    'a list with a number among texts',
    spoilt('{"x": [[1, 2], [1, 2]], "y": ["odd", 1]}'),
    'data-not-an-answer',
    { place: 'y[1]', found: '1' },
  ],
  [
    'an id that is a list',
    spoilt('{"x": [[1, 2]], "y": "odd", "id": [1]}'),
    'data-bad-id',
    { found: '[…]' },
  ],
]

/** The code and the facts; the path is always said, and the line where there is one. */
async function refusal(text: string) {
  const found = await refused(() => read(text))
  expect(found?.details).toMatchObject({ path: 'my.jsonl' })
  return found
}

describe('refuses, with its line,', () => {
  it.each(hostile)('%s', async (_, text, code, facts) => {
    expect(await refusal(text)).toMatchObject({ code, details: { line: 5, ...facts } })
    // The same wherever the lines end, and behind blank ones.
    expect(await refusal(`\n${text.replaceAll('\n', '\r\n')}`)).toMatchObject({
      code,
      details: { line: 6 },
    })
  })

  it('an id that comes again, an answer of another width, too many of a thing', async () => {
    const named = (id: (n: number) => string) =>
      ten((n) => `{"id": ${id(n)}, "x": [[1]], "y": [${n}]}`)
    expect(read(named((n) => `"${n}"`)).inputSize).toBe(1)
    expect(
      await refusal(named((n) => (n === 7 ? '"b\\u001b"' : n === 2 ? '"b\\u001b"' : String(n)))),
    ).toMatchObject({
      code: 'data-id-again',
      details: { line: 8, first: 3, id: 'b�' },
    })
    const wide = ten((n) => `{"x": [[1]], "y": [${n === 6 ? '1, 2' : '1'}]}`)
    expect(await refusal(wide)).toMatchObject({
      code: 'data-ragged',
      details: { line: 7, place: 'y', found: 2, expected: 1, first: 1 },
    })
    const ragged = ten((n) => `{"x": [[1], [1]], "y": [[1], ${n === 6 ? '[1, 2]' : 'null'}]}`)
    expect(await refusal(ragged)).toMatchObject({
      code: 'data-ragged',
      details: { line: 7, place: 'y[1]', found: 2 },
    })
    const inputs = ten(() => `{"x": [[${'1,'.repeat(4096)}1]], "y": 1}`)
    expect(await refusal(inputs)).toMatchObject({
      code: 'data-too-many',
      details: { line: 1, what: 'inputs', found: 4097, most: 4096 },
    })
    const classes = Array.from({ length: 1200 }, (_, n) => `{"x": [[1]], "y": ${n}}`).join('\n')
    expect(await refusal(classes)).toMatchObject({
      code: 'data-too-many',
      details: { line: 1001, what: 'classes', most: 1000 },
    })
    const steps = ten(() => `{"x": [${'[1],'.repeat(1_000_000)}[1]], "y": 1}`)
    expect(await refusal(steps)).toMatchObject({
      code: 'data-too-many',
      details: { line: 1, what: 'steps', most: 1_000_000 },
    })
  })

  it('nothing, too little, and what has only one answer', async () => {
    expect(await refusal('')).toMatchObject({ code: 'file-empty' })
    expect(await refusal(' \r\n\n\t')).toMatchObject({ code: 'file-empty' })
    expect(await refusal(good(1))).toMatchObject({
      code: 'data-too-few',
      details: { found: 1, needed: 10 },
    })
    expect(await refusal(ten(() => good(1)))).toMatchObject({ code: 'data-one-answer' })
    expect(await refusal(ten(() => '{"x": [[1]], "y": [0.25]}'))).toMatchObject({
      code: 'data-one-answer',
    })
  })
})
