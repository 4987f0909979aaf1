import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DataContent } from '../../src/tasks/shared/file-content.ts'
import { understand } from '../../src/user-data/read-content.ts'
import { edited } from '../support/edits.ts'
import { refused, returnsOrRefuses } from '../support/refused.ts'

const read = (text: string) => understand('data', 'my.csv', Buffer.from(text)) as DataContent
/** A table of ten sequences of two rows each, its rows made from the sequence and the step. */
const table = (header: string, row: (n: number, t: number) => string) =>
  [header, ...Array.from({ length: 20 }, (_, line) => row(Math.floor(line / 2), line % 2))].join(
    '\n',
  )
const good = (n: number, t: number) => `s${n},${n},${t},${t === 1 ? (n % 2 ? 'odd' : 'even') : ''}`
const HEADER = 'id,x1,x2,class'

describe('sequences as CSV', () => {
  it('are what they are as JSON lines', () => {
    const lines = Array.from({ length: 10 }, (_, n) =>
      JSON.stringify({
        x: [
          [n, 0],
          [n, 1],
        ],
        y: n % 2 ? 'odd' : 'even',
      }),
    )
    const asLines = understand('data', 'my.jsonl', Buffer.from(lines.join('\n')))
    expect(read(table(HEADER, good))).toEqual(asLines)
  })

  it('with columns in any order and case, quotes, other separators and line ends, a BOM', () => {
    const expected = read(table(HEADER, good))
    const turned = table(
      ' Class ;"X1";ID; x2',
      (n, t) => `" ${t ? (n % 2 ? 'odd' : 'even') : ''}" ; ${n} ;"s;${n}";"${t}"`,
    )
    for (const end of ['\n', '\r\n', '\r', '\n\n']) {
      expect(read(`\ufeff${turned.replaceAll('\n', end)}${end}`)).toEqual(expected)
    }
    expect(read(table(HEADER, good).replaceAll(',', '\t'))).toEqual(expected)
  })

  it('have numbers at any steps', () => {
    const content = read(
      table('id,x,y,y2', (n, t) => `${n},${n}e-1,${n % 2 === t ? `${n},-.5` : ','}`),
    )
    expect(content).toMatchObject({
      classes: false,
      inputSize: 1,
      outputSize: 2,
      timeSteps: 2,
      answerSteps: 2,
    })
    expect([...content.at]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    expect([...content.y.subarray(0, 4)]).toEqual([0, -0.5, 1, -0.5])
    expect(content.x[19]).toBe(Math.fround(0.9))
  })

  it('have as many steps as rows', () => {
    const rows = Array.from({ length: 10 }, (_, n) =>
      Array.from({ length: n + 1 }, (_, t) => `${n},${t},${t === n ? n : ''}`),
    )
    const content = read(['id,x,y', ...rows.flat()].join('\n'))
    expect(content).toMatchObject({ timeSteps: 10, answerSteps: 10 })
    expect([...content.start]).toEqual([0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55])
    expect([...content.at]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

/** Line 9, the second of sequence 3, is another one. */
const spoilt = (row: string) => table(HEADER, (n, t) => (n === 3 && t === 1 ? row : good(n, t)))
const headed = (header: string) => table(header, good)

const hostile: [string, string, string, object][] = [
  ['a short row', spoilt('s3,3,1'), 'data-cells', { line: 9, found: 3, expected: 4 }],
  ['a long row', spoilt('s3,3,1,odd,1'), 'data-cells', { line: 9, found: 5, expected: 4 }],
  ['a decimal comma', spoilt('s3,3,5,1,odd'), 'data-cells', { line: 9, found: 5, expected: 4 }],
  ['no id', spoilt(' ,3,1,odd'), 'data-missing', { line: 9, key: 'id' }],
  [
    'an empty input',
    spoilt('s3,,1,odd'),
    'data-not-a-number',
    { line: 9, place: 'x1', found: '""' },
  ],
  ['a word', spoilt('s3,3,one,odd'), 'data-not-a-number', { line: 9, place: 'x2', found: 'one' }],
  [
    'a hexadecimal number',
    spoilt('s3,0x1,1,odd'),
    'data-not-a-number',
    { line: 9, place: 'x1', found: '0x1' },
  ],
  ['NaN', spoilt('s3,3,nan,odd'), 'data-not-finite', { line: 9, place: 'x2', found: 'nan' }],
  [
    'an infinity',
    spoilt('s3,-inf,1,odd'),
    'data-not-finite',
    { line: 9, place: 'x1', found: '-inf' },
  ],
  [
    'a number beyond float32',
    spoilt('s3,3,1e39,odd'),
    'data-not-finite',
    { line: 9, place: 'x2', found: '1e39' },
  ],
  [
    'control characters',
    spoilt('s3,\u001b[31m,1,odd'),
    'data-not-a-number',
    { line: 9, place: 'x1', found: '�[31m' },
  ],
  ['too few that ask for anything', spoilt('s3,3,1,'), 'data-too-few', { found: 9, unanswered: 1 }],
  [
    'none that asks for anything',
    table(HEADER, (n, t) => `${n},1,${t},`),
    'data-no-answer',
    { line: 3, sequences: 10 },
  ],
  [
    'a sequence that comes again',
    table(HEADER, (n, t) => good(n === 7 ? 2 : n, t)),
    'data-id-again',
    { line: 16, id: 's2', first: 6 },
  ],
  ['an open quotation', spoilt('s3,"3,1,odd'), 'data-quote', {}],
  ['text behind a quotation', spoilt('s3,"3"1,1,odd'), 'data-quote', { line: 9 }],
  ['no header', table('s0,0,0,even', good), 'data-column', { line: 1, column: 's0' }],
  ['a header of numbers', table('0,1,2.5', good), 'data-column', { column: '0', numbers: true }],
  ['nothing between names', headed('id x class'), 'data-one-column', { column: 'id x class' }],
  [
    'a column of another name',
    headed('id,x1,label,class'),
    'data-column',
    { line: 1, column: 'label' },
  ],
  ['a column without a name', headed('id,x1,,class'), 'data-column', { line: 1, column: '' }],
  ['a column twice', headed('id,x1,X1,class'), 'data-column-again', { line: 1, column: 'X1' }],
  ['no column of ids', headed('x0,x1,x2,class'), 'data-no-column', { line: 1, column: 'id' }],
  ['no column of inputs', headed('id,y1,y2,y3'), 'data-no-column', { line: 1, column: 'x' }],
  ['no column of answers', headed('id,x1,x2,x3'), 'data-no-column', { line: 1, column: 'y' }],
  ['numbers and classes', headed('id,x1,y,class'), 'data-two-answers', { line: 1 }],
  [
    'half an answer',
    table('id,x,y1,y2', (n, t) => `${n},1,${t},${n === 3 ? '' : 1}`),
    'data-half-answer',
    { line: 8 },
  ],
  [
    'a class among numbers',
    table('id,x,y', (n, t) => `${n},1,${n === 3 && t ? 'odd' : n}`),
    'data-not-a-number',
    { line: 9, place: 'y', found: 'odd' },
  ],
  ['a header and nothing else', HEADER, 'data-too-few', { found: 0, needed: 10 }],
  ['one answer only', table(HEADER, (n, t) => `${n},1,${t},same`), 'data-one-answer', {}],
]

describe('refuses, with its line,', () => {
  it.each(hostile)('%s', async (_, text, code, facts) => {
    expect(await refused(() => read(text))).toMatchObject({
      code,
      details: { path: 'my.csv', ...facts },
    })
  })

  it('counts lines that are in quotations or blank', async () => {
    const text = [HEADER, '', '"a', 'b",1,2,odd', '', 'c,1,2'].join('\r\n')
    expect(await refused(() => read(text))).toMatchObject({
      code: 'data-cells',
      details: { line: 6 },
    })
  })

  it('a quotation of more than a line may have', async () => {
    const lines = `"${'1\n'.repeat(5e6)}",1,1,odd`
    const found = await refused(() => read(spoilt(lines)))
    expect(found).toMatchObject({ code: 'file-line-too-long', details: { limit: 2 ** 23 } })
  })
})

it('whatever the text, it is read or refused in one of the ways that have a sentence', () => {
  const pieces = [...',0";\t-xe \n\r\0\ufeff', '', '""', '\r\n', 'NaN', 'e9']
  const cell = fc.constantFrom('', 'id', 'x', 'y', 'class', '1', '2.5', '"', '"a,b"', 'é', '\u001b')
  const rows = fc
    .array(fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(',')))
    .map((all) => all.join('\n'))
  const anything = fc.oneof(
    edited(table(HEADER, good), 300, pieces),
    rows,
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(anything, (some) => returnsOrRefuses(() => read(some))),
    { numRuns: 3000 },
  )
})
