import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileReading } from '../../src/specs/spec.ts'
import type { SeriesContent } from '../../src/tasks/shared/file-content.ts'
import { understand } from '../../src/user-data/read-content.ts'
import { refused, returnsOrRefuses } from '../support/refused.ts'

const read = (text: string, reading?: FileReading) =>
  understand('series', 'f', Buffer.from(text), reading) as SeriesContent
const valuesOf = (text: string, reading?: FileReading) => [...read(text, reading).values]

describe('a series is read from', () => {
  it.each<[string, string, FileReading | undefined]>([
    ['a number on each line', '1\n2.5\n-3e1\n', undefined],
    ['a name and numbers', 'value\r\n1\r\n2.5\r\n-30\r\n', undefined],
    [
      'the only column of numbers, beside dates and texts',
      'date,note,v\n2020-01-01,a,1\n2020-01-02,,2.5\n2020-01-03,b,-30',
      undefined,
    ],
    [
      'no header where a number stands in the first row',
      '2020-01-01,1\n2020-01-02,2.5\n2020-01-03,-30',
      undefined,
    ],
    ['beside a column that counts the rows', 'year,v\n1700,1\n1701,2.5\n1702,-30', undefined],
    ['the same with a last row of a word', 'year,v\n1700,1\n1701,2.5\n1702,-30\nend,', undefined],
    ['beside row numbers without a name', ',v\n0,1\n1,2.5\n2,-30', undefined],
    ['a column that is named', 'a,v\n7,1\n9,2.5\n5,-30', { column: 'v' }],
    [
      'a column in another case',
      'a,Number of Spots\n7,1\n9,2.5\n5,-30',
      { column: 'number of spots' },
    ],
    ['a column by its number', 'v,v\n7,1\n9,2.5\n5,-30', { column: '2' }],
    ['semicolons and decimal commas', 'Monat;Wert\nJan;1,0\nFeb;2,5\nMär;-30', undefined],
    ['decimal commas on lines of their own', 'Wert\n1,0\n2,5\n-30', undefined],
    ['a spreadsheet', 'sep=;\nMonat;Wert;\nJan;1;\n;;\nFeb;2,5;\nMär;−30;\n;;', undefined],
    ['a byte order mark and quotes', '\ufeff"v"\n"1"\n"2.5"\n"-30"', undefined],
  ])('%s', (_, text, reading) => expect(valuesOf(text, reading)).toEqual([1, 2.5, -30]))

  it('with what is missing as NaN, and without what is missing at the ends', () => {
    const found = read('NaN\nNA\n1\nnull\n2.5\nNone\n')
    expect([...found.values]).toEqual([1, Number.NaN, 2.5])
    expect(found).toMatchObject({ missing: 1, outside: 3, column: '1' })
    expect(valuesOf('t,v\n1,\n2,1\n3,\n4,2.5\n')).toEqual([1, Number.NaN, 2.5])
    expect(valuesOf('v\n1\n-999\n2.5', { missing: ['-999'] })).toEqual([1, Number.NaN, 2.5])
  })

  it('in float64, in memory that threads share', () => {
    const { values } = read('v\n1000000000.5\n1000000000.25')
    expect([...values]).toEqual([1000000000.5, 1000000000.25])
    expect(values.buffer).toBeInstanceOf(SharedArrayBuffer)
  })
})

describe('a series is refused', () => {
  it.each<[string, string, FileReading | undefined, object]>([
    [
      'of several columns of numbers',
      'a,b\n1,3\n9,4\n2,1',
      undefined,
      { code: 'series-columns', details: { all: ['a', 'b'] } },
    ],
    [
      'without numbers',
      'a,b\nx,2020-01-01\ny,2020-01-02',
      undefined,
      { code: 'series-no-numbers', details: { count: 2 } },
    ],
    [
      'of a name that is nowhere',
      'a,value\n1,3',
      { column: 'valeu' },
      { code: 'series-no-column', details: { nearest: 'value' } },
    ],
    [
      'of a number beyond',
      'a,b\n1,3',
      { column: '3' },
      { code: 'series-no-column', details: { all: ['a', 'b'], count: 2 } },
    ],
    [
      'of a name that comes twice',
      'v,v\n1,3',
      { column: 'v' },
      { code: 'series-column-again', details: { numbers: [1, 2] } },
    ],
    [
      'with a cell that is no number',
      'v\n1\n2\nx7\n4',
      undefined,
      { code: 'data-not-a-number', details: { line: 4, found: 'x7' } },
    ],
    [
      'of a text that was asked for',
      'd,v\n2020-01-01,3',
      { column: 'd' },
      { code: 'data-not-a-number', details: { line: 2 } },
    ],
    [
      'with an infinity, beside a column that counts the rows',
      't,v\n0,1.5\n1,inf\n2,4\n3,7.25',
      undefined,
      { code: 'data-not-finite', details: { line: 3, place: 'v' } },
    ],
    [
      'with a slip at its beginning, beside one',
      't,v\n0,1.5\n1,l.7\n2,4\n3,7.25\n4,7',
      undefined,
      { code: 'data-not-a-number', details: { line: 3, place: 'v', found: 'l.7' } },
    ],
    [
      'with a slip, beside another one of numbers',
      'open,close\n1,1.5\n9,x\n2,4\n3,7.25',
      undefined,
      { code: 'series-columns', details: { all: ['open', 'close'], count: 2 } },
    ],
    [
      'with an infinity',
      'v\n1\ninf\n4',
      undefined,
      { code: 'data-not-finite', details: { line: 3 } },
    ],
    [
      'beyond float32',
      'v\n1\n1e39\n4',
      undefined,
      { code: 'data-not-finite', details: { line: 3, found: '1e39' } },
    ],
    [
      'with more cells than names',
      'v\n1\n2;3',
      undefined,
      { code: 'data-cells', details: { line: 3 } },
    ],
    ['with an open quote', 'v\n"1\n2', undefined, { code: 'data-quote' }],
    ['of nothing but gaps', 'v,w\nNA,a\nNA,b', { column: 'v' }, { code: 'series-no-numbers' }],
  ])('%s', async (_, text, reading, expected) => {
    expect(await refused(() => read(text, reading))).toMatchObject(expected)
  })

  it('with names that cannot reach the terminal as they are', async () => {
    const text = '\u001b[31mred,a\u202eb\n1,3\n9,4\n2,1'
    const found = await refused(() => read(text))
    expect(found?.code).toBe('series-columns')
    expect(JSON.stringify(found)).not.toMatch(/\\u001b|\u202e/)
    expect(valuesOf(text, { column: '2' })).toEqual([3, 4, 1])
    expect(read(text, { column: '1' }).column).toBe('\ufffd[31mred')
  })
})

it('a million rows are read, and bytes of any kind are understood or refused', () => {
  const rows = Array.from({ length: 1_000_000 }, (_, n) => `${n},${(n * 7919) % 10007}`)
  expect(read(['t,v', ...rows].join('\n')).values).toHaveLength(1_000_000)
  const bytes = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string().map((text) => `v,w\n1,2\n${text}`),
  )
  fc.assert(
    fc.property(bytes, (some) => returnsOrRefuses(() => read(some))),
    { numRuns: 1000 },
  )
})
