import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readingOf } from '../../src/commands/file-options.ts'
import { InputError } from '../../src/rules/input-error.ts'
import type { DataContent } from '../../src/tasks/shared/file-content.ts'
import { notesOf, understand } from '../../src/user-data/read-content.ts'
import { compareValues } from '../support/compare-values.ts'

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const PAGES = ['own-data.md', 'own-data.zh-CN.md']
const TABLES = ['accepted', 'left-out', 'refused'] as const

/** Rows of a table: the code of the example's cell, file and options. */
function rowsOf(name: string, table: string): string[] {
  const [, behind = ''] = page(name).split(`<!-- table:${table} -->\n`)
  const rows = behind.split('\n\n')[0].split('\n').slice(2)
  return rows.map((row) => row.split(' | ')[1])
}

/** Twelve more sequences like those of an example. */
function like(file: string): string {
  const places = Array.from({ length: 12 }, (_, n) => n)
  if (/^[{[]/.test(file)) {
    const like = (value: unknown, n: number): unknown => {
      if (Array.isArray(value)) return value.map((one) => like(one, n))
      return typeof value === 'number'
        ? value + (n % 2)
        : typeof value === 'string'
          ? n % 2
            ? 'a'
            : 'b'
          : value
    }
    const first = JSON.parse(
      file
        .split('\n')[0]
        .replace(/NaN|Infinity/g, '3')
        .replace('"NA"', '"a"'),
    )
    const { x, y } = Array.isArray(first) ? first[0] : first
    return places.map((n) => JSON.stringify({ x, y: like(y ?? 'a', n) })).join('\n')
  }
  const lines = file.split('\n').filter((line) => !line.startsWith('sep='))
  const separator = lines[0].includes(';') ? ';' : ','
  const names = lines[0].split(separator).map((name) => name.replace(/"/g, '').trim())
  const cell = (name: string, n: number) =>
    ({ id: 100 + n, '': names[0] === '' ? n + 1 : '', date: 'May', class: n % 2 ? 'up' : 'down' })[
      name
    ] ?? (name.startsWith('y') ? n % 3 : n % 2)
  return places.map((n) => names.map((name) => cell(name, n)).join(separator)).join('\n')
}

const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code)

function readRow(cell: string): {
  content: DataContent
  notes: NonNullable<ReturnType<typeof notesOf>>
} {
  const [example, options] = codes(cell)
  const file = example.replaceAll('⏎', '\n')
  const values = compareValues(['compare', '--data', 'my', ...(options?.split(' ') ?? [])])
  const bytes = Buffer.from(`${file}\n${like(file)}\n`)
  const content = understand('data', 'my', bytes, readingOf(values, 'data')) as DataContent
  return { content, notes: notesOf(content) as NonNullable<ReturnType<typeof notesOf>> }
}

/**
 * What each row comes to: facts of the content and of what was noted, or the code of the input
 * error.
 */
const classes = (labels: string[], more = {}) => ({
  content: { classes: true, ...more },
  notes: { labels },
})
const numbers = (outputSize: number, more = {}) => ({
  content: { classes: false, outputSize, ...more },
})
const COMES_TO: Readonly<Record<(typeof TABLES)[number], readonly object[]>> = {
  accepted: [
    classes(['a', 'b', 'up'], { answerSteps: 1 }),
    classes(['3', '4'], { answerSteps: 1 }),
    numbers(1, { answerSteps: 1 }),
    numbers(3, { answerSteps: 1 }),
    classes(['0', '1', '2'], { answerSteps: 2 }),
    numbers(1, { answerSteps: 2 }),
    numbers(2, { answerSteps: 1 }),
    { content: { classes: true, answerSteps: 2 }, notes: { labels: ['a', 'b'] } },
    numbers(1, { answerSteps: 2 }),
    {
      content: { x: expect.objectContaining({ 0: 0.5 }) },
      notes: { separator: ';', labels: ['down', 'up'] },
    },
    { content: { x: expect.objectContaining({ 0: 0.5 }) }, notes: { separator: ';' } },
    { content: { x: expect.objectContaining({ 0: 0.5 }) }, notes: { decimalComma: true } },
    { content: { x: expect.objectContaining({ 0: 0.5 }) }, notes: { labels: ['down', 'up'] } },
    {
      content: {
        x: expect.objectContaining({ 0: Math.fround(1e-3) }),
        y: expect.objectContaining({ 0: 1 }),
      },
    },
    classes(['TRUE', 'down', 'up']),
    classes(['0', '1', '2', '3']),
    classes(['None', 'down', 'up']),
  ],
  'left-out': [
    {
      content: { asked: expect.objectContaining({ 1: 1 }) },
      notes: { missing: new Map([['NaN', 1]]) },
    },
    { notes: { missing: new Map([['', 1]]) } },
    {
      content: { at: expect.objectContaining({ 0: 1 }) },
      notes: { missing: new Map([['NA', 1]]) },
    },
    {
      content: { at: expect.objectContaining({ 0: 1 }) },
      notes: { missing: new Map([['NaN', 1]]) },
    },
    {
      content: { at: expect.objectContaining({ 0: 1 }), classes: false },
      notes: { missing: new Map([['NaN', 1]]) },
    },
    {
      content: { at: expect.objectContaining({ 0: 1 }), classes: true },
      notes: { missing: new Map([['-999', 7]]) },
    },
    {
      content: { start: expect.objectContaining({ length: 13 }) },
      notes: { unanswered: 1, missing: new Map([['null', 1]]) },
    },
    { notes: { emptyRows: 1 } },
    {
      notes: {
        columns: [
          { name: '', why: 'empty' },
          { name: '', why: 'empty' },
        ],
      },
    },
    { content: { inputSize: 1 }, notes: { columns: [{ name: '', why: 'row-numbers' }] } },
    { notes: { columns: [{ name: 'date', why: 'ignored' }] } },
  ],
  refused: [
    { code: 'data-not-finite', details: { line: 2, place: 'x', found: 'NaN' } },
    { code: 'data-not-finite', details: { line: 2, place: 'x', found: '+inf' } },
    { code: 'data-not-finite', details: { line: 1, place: 'x[0][0]', found: 'Infinity' } },
    { code: 'data-not-a-number', details: { line: 2, place: 'x', why: 'date' } },
    { code: 'data-not-a-number', details: { line: 2, place: 'x', why: 'decimal-comma' } },
    { code: 'data-not-a-number', details: { line: 2, place: 'x', why: 'thousands' } },
    { code: 'data-two-decimals', details: { line: 2, place: 'x2', first: 2 } },
    { code: 'data-column', details: { line: 1, column: 'date', all: ['date'] } },
    { code: 'data-no-such-column', details: { line: 1, column: 'dat' } },
    { code: 'data-column', details: { line: 1, number: 4, found: '0.7' } },
    { code: 'data-column', details: { line: 1, column: '1', numbers: true } },
    { code: 'data-one-column', details: { line: 1, column: 'id x class' } },
    { code: 'data-cells', details: { line: 2, found: 2, expected: 3 } },
    { code: 'data-half-answer', details: { line: 2 } },
    { code: 'data-id-again', details: { line: 4, first: 2 } },
    { code: 'data-not-json', details: { line: 1, problem: 'a-list' } },
    { code: 'data-half-answer', details: { line: 1 } },
    { code: 'data-mixed', details: { line: 2, first: 1 } },
  ],
}

describe.each(PAGES)('%s', (name) => {
  describe.each(TABLES)('%s', (table) => {
    const rows = rowsOf(name, table)

    it('has a row for each of these', () => {
      expect(rows).toHaveLength(COMES_TO[table].length)
    })

    it.each(rows.map((row, n) => ({ row, expected: COMES_TO[table][n] })))(
      '$row',
      ({ row, expected }) => {
        if (table !== 'refused') return expect(readRow(row)).toMatchObject(expected)
        let found: unknown = null
        try {
          readRow(row)
        } catch (error) {
          found = error
        }
        expect(found).toBeInstanceOf(InputError)
        expect(found).toMatchObject({ ...expected, details: { path: 'my' } })
        expect(found).toMatchObject(expected)
      },
    )
  })
})

it('both pages have the same examples', () => {
  for (const table of TABLES) expect(rowsOf(PAGES[1], table)).toEqual(rowsOf(PAGES[0], table))
})
