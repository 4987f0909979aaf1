import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { understoodOf } from '../../../src/inspection/given-data/summarize-data.ts'
import type { UnderstoodData, UnderstoodText } from '../../../src/results/summary-of-data.ts'
import type { FileReading } from '../../../src/specs/spec.ts'
import { resolveSpec } from '../../../src/training/setup/resolve-spec.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { refused } from '../../support/refused.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const folder = sharedFolder()
const fixture = (name: string) => fixturePath(`own/${name}`)

const ofFile = (path: string, reading?: FileReading) =>
  understoodOf(
    resolveSpec({ task: 'data', file: { form: 'data', path, ...(reading ? { reading } : {}) } }),
  ) as UnderstoodData
let files = 0
function ofText(text: string, reading?: FileReading): UnderstoodData {
  const path = join(folder, `${files++}.data`)
  writeFileSync(path, text)
  return ofFile(path, reading)
}
const codes = (understood: { odd: readonly { what: string }[] }) =>
  understood.odd.map(({ what }) => what)

/** A table of so many sequences of four rows; what is asked stands at the last. */
const table = (
  answer: (n: number) => string,
  { nothing = '', count = 12, x = (n: number, t: number) => (n * 3 + t) / 40 } = {},
) =>
  [
    'id,x,class',
    ...Array.from({ length: 4 * count }, (_, row) => {
      const [n, t] = [Math.floor(row / 4), row % 4]
      return `${n},${x(n, t)},${t === 3 ? answer(n) : nothing}`
    }),
  ].join('\n')
const upDown = (n: number) => (n % 2 ? 'up' : 'down')

describe('files as programs write them', () => {
  const BOTH = [
    { label: 'down', count: 6 },
    { label: 'up', count: 6 },
  ]

  it.each(['pandas_nan.csv', 'excel_empty_rows.csv', 'semi_decimal_comma.csv'])(
    '%s: two classes of six',
    (name) => {
      const found = ofFile(fixture(name))
      expect(found).toMatchObject({
        sequences: 12,
        timeSteps: { min: 4, max: 4 },
        baseline: { constant: 0.5 },
      })
      expect(found.answers).toMatchObject({
        kind: 'classes',
        where: 'last',
        asked: 12,
        classes: BOTH,
      })
      expect(found.inputs[0]).toMatchObject({ name: 'x', min: -1, max: 1 })
    },
  )

  it('say what stood where nothing is asked, and how often', () => {
    expect(ofFile(fixture('pandas_nan.csv')).nothing).toEqual([{ word: 'NaN', count: 36 }])
    expect(ofFile(fixture('excel_empty_rows.csv')).leftOut).toMatchObject({ rows: 2 })
    expect(ofFile(fixture('semi_decimal_comma.csv'))).toMatchObject({
      separator: ';',
      decimalComma: true,
    })
  })

  it.each([
    'NA',
    'N/A',
    '#N/A',
    'nan',
    'NaN',
    'None',
    'null',
    'NULL',
    '<NA>',
    'NaT',
    '',
    '"NA"',
    ' NA ',
  ])('%s asks nothing', (nothing) => {
    const found = ofText(table(upDown, { nothing }))
    expect(found.answers).toMatchObject({ where: 'last', asked: 12, classes: BOTH })
    const word = nothing.replace(/["\s]/g, '')
    expect(found.nothing).toEqual([{ word, count: 36 }])
    // And so in JSON, as a text, as null, and bare where Python writes it so.
    const forms = [`"${word}"`, 'null', ...(word === 'NaN' ? ['NaN'] : [])]
    for (const form of forms) {
      const y = (n: number) => `[${form}, ${form}, ${form}, "${upDown(n)}"]`
      const lines = Array.from(
        { length: 12 },
        (_, n) => `{"x": [[${n}], [1], [2], [3]], "y": ${y(n)}, "w": NaN}`,
      )
      expect(ofText(lines.join('\n')).answers).toMatchObject({
        where: 'last',
        asked: 12,
        classes: BOTH,
      })
    }
  })

  it.each([';', '\t', '|'])('gaps between separators are cells: %j', (separator) => {
    const rows = Array.from({ length: 24 }, (_, row) => [
      row >> 1,
      '',
      row % 2 ? upDown(row >> 1) : '',
      row / 8,
      '',
    ])
    const text = [['id', '', 'class', 'x', ''], ...rows]
      .map((row) => row.join(separator))
      .join('\n')
    const found = ofText(text)
    expect(found.answers).toMatchObject({ where: 'last', asked: 12, classes: BOTH })
    expect(found.leftOut.columns.map(({ why }) => why)).toEqual(['empty', 'empty'])
  })

  it('a class may be called None or none', async () => {
    const answer = (n: number) => (n % 2 ? 'None' : 'some')
    const facts = { found: 6, unanswered: 6, word: 'None' }
    expect(await refused(() => ofText(table(answer)))).toMatchObject({
      code: 'data-too-few',
      details: facts,
    })
    expect(ofText(table(answer), { missing: ['NA'] }).answers.classes).toHaveLength(2)
    const lower = ofText(table((n) => (n % 2 ? 'none' : 'some')))
    expect(lower.answers.classes).toHaveLength(2)
    expect(lower.odd).toContainEqual({
      ...{ what: 'class-nothing', count: 1, names: ['none'], words: [] },
    })
  })

  it('says which words a list of others would have to repeat', () => {
    const answer = (n: number) => (n === 0 ? 'NA' : n % 2 ? 'n/a?' : '?')
    const found = ofText(table(answer, { nothing: '', count: 13 }))
    const odd = { what: 'class-nothing', count: 1, names: ['?'], words: ['NA'] }
    expect(found.odd).toContainEqual(odd)
  })

  it('says which sequences are held out in several parts, and in none', () => {
    const rare = (of: number) => ofText(table((n) => (n < of ? 'rare' : 'usual'))).heldOut
    expect(rare(6)).toEqual({ parts: 5, fewest: 2, most: 3, again: 0, never: 0 })
    // Two sequences for five parts: each is in two parts or three. A lone one is never held out.
    expect(rare(2)).toMatchObject({ parts: 5, again: 2, never: 0 })
    expect(rare(1)).toMatchObject({ parts: 5, again: 0, never: 1 })
  })

  it('sequences that ask nothing are left out, with their inputs', () => {
    const found = ofText(
      table((n) => (n < 3 ? 'NA' : upDown(n)), { count: 15, x: (n) => (n < 3 ? 1000 : n / 20) }),
    )
    expect(found).toMatchObject({ sequences: 12, leftOut: { sequences: 3 } })
    expect(found.inputs[0].max).toBeLessThan(1)
  })

  it('an index is no input, whether it restarts, has gaps, or is twice there', () => {
    const plain = ofText(table(upDown))
    const lines = table(upDown).split('\n')
    for (const head of [',', 'Unnamed: 0,', ',Unnamed: 0,', '"",']) {
      const columns = head.split(',').length - 1
      const rows = lines.map(
        (line, n) => (n === 0 ? head : `${(n * 7) % 11},`.repeat(columns)) + line,
      )
      const found = ofText(rows.join('\n'))
      expect({ ...found, file: null, leftOut: null }).toEqual({
        ...plain,
        file: null,
        leftOut: null,
      })
      expect(found.leftOut.columns.map(({ why }) => why)).toEqual(
        Array(columns).fill('row-numbers'),
      )
    }
  })

  it('columns are left out by names that may hold commas and capitals', () => {
    const rows = table(upDown)
      .split('\n')
      .map((line, n) => `${line},${n ? '12 °C' : '"Temp, max"'},${n ? 'May' : 'Date'}`)
    const found = ofText(rows.join('\n'), { ignore: ['date', 'temp', 'max'] })
    expect(found.leftOut.columns.map(({ name }) => name)).toEqual(['Date', 'Temp, max'])
  })
})

describe('whole numbers at every step', () => {
  const T = (values: (n: number) => readonly (number | null)[]) =>
    Array.from({ length: 12 }, (_, n) => {
      const y = values(n)
      return JSON.stringify({ x: y.map((_, t) => [(n + t) / 20]), y })
    }).join('\n')

  it('are tags, or numbers at each step where that is asked for', () => {
    const path = fixture('tags_int_same_T.jsonl')
    expect(ofFile(path).answers).toMatchObject({
      kind: 'classes',
      where: 'every',
      readBy: 'whole',
      other: 'numbers',
    })
    expect(ofFile(path, { answers: 'numbers' }).answers).toMatchObject({
      kind: 'numbers',
      where: 'every',
      other: 'classes',
    })
  })

  it('with gaps, and written as 1.0 as a column with gaps is', () => {
    const text = T((n) => [0, n % 3, 1])
      .replaceAll('[0,', '[null,')
      .replaceAll(',1]', ',1.0]')
    expect(ofText(text).answers).toMatchObject({ kind: 'classes', where: 'some', asked: 24 })
  })

  it('of more than 100 kinds are numbers at each step', () => {
    const found = ofText(
      T((n) => [
        11 * n,
        11 * n + 1,
        11 * n + 2,
        500 + n,
        600 + n,
        700 + n,
        800 + n,
        900 + n,
        950 + n,
      ]),
    )
    expect(found.answers).toMatchObject({
      kind: 'numbers',
      where: 'every',
      readBy: 'many',
      other: 'classes',
    })
  })

  it('fractions: at the last step; at each step where lengths differ or there are gaps', () => {
    const same = ofText(T((n) => [0.5, n / 7, 1]))
    expect(same.answers).toMatchObject({ kind: 'numbers', where: 'last', numbers: { length: 3 } })
    expect(codes(same)).toContain('list-at-the-end')
    const each = { kind: 'numbers', where: 'every', numbers: { length: 1 } }
    expect(
      ofText(
        T((n) => [0.5, n / 7, 1]),
        { answers: 'numbers' },
      ).answers,
    ).toMatchObject(each)
    expect(ofText(T((n) => Array(2 + (n % 3)).fill(n / 7))).answers).toMatchObject(each)
    expect(ofText(T((n) => [0.5, null, n / 7])).answers).toMatchObject({ ...each, where: 'some' })
  })

  it('one number at the end: classes where all are whole, else numbers; or as is asked for', () => {
    const lines = (y: (n: number) => unknown) =>
      Array.from({ length: 12 }, (_, n) => JSON.stringify({ x: [[n], [1]], y: y(n) })).join('\n')
    expect(ofText(lines((n) => n % 3)).answers.kind).toBe('classes')
    expect(
      ofText(
        lines((n) => n % 3),
        { answers: 'numbers' },
      ).answers.kind,
    ).toBe('numbers')
    expect(ofText(lines((n) => n / 2)).answers).toMatchObject({
      kind: 'numbers',
      readBy: 'fractions',
    })
    expect(
      ofText(
        lines((n) => (n % 3) / 2),
        { answers: 'classes' },
      ).answers.classes,
    ).toHaveLength(3)
    expect(ofText(lines((n) => n % 2 === 0)).answers.classes?.map(({ label }) => label)).toEqual([
      'false',
      'true',
    ])
    expect(
      ofText(
        lines((n) => `${n}.5`),
        { answers: 'numbers' },
      ).answers.numbers?.[0],
    ).toMatchObject({ min: 0.5, max: 11.5 })
  })

  it('in CSV as the column is called, or as is asked for', async () => {
    const text = table((n) => String(n % 3))
    expect(ofText(text, { answers: 'numbers' }).answers.kind).toBe('numbers')
    const numbers = ofText(text.replace('class', 'y'))
    expect(numbers.answers).toMatchObject({ kind: 'numbers', other: 'classes' })
    expect(codes(numbers)).toContain('few-values')
    expect(ofText(text.replace('class', 'y'), { answers: 'classes' }).answers.kind).toBe('classes')
    const two = table((n) => `${n % 3},1`, { nothing: ',' }).replace('class', 'y1,y2')
    expect(await refused(() => ofText(two, { answers: 'classes' }))).toMatchObject({
      code: 'data-not-classes',
    })
  })
})

describe('what is odd', () => {
  it('inputs far from −1 to 1, or next to nothing', () => {
    expect(ofFile(fixture('air_raw.jsonl')).odd).toEqual([
      { what: 'inputs-far', count: 1, names: [1], min: 105, max: 522 },
      { what: 'answers-far', count: 1, names: [1], min: 138, max: 522 },
    ])
    expect(codes(ofText(table(upDown, { x: (n, t) => (n + t) / 1e5 })))).toContain('inputs-tiny')
    expect(codes(ofText(table(upDown)))).toEqual([])
  })

  it('a class nearly all, a class that comes once, constant inputs, repeated sequences', () => {
    const one = ofText(
      table((n) => (n === 3 || n === 4 ? 'rare' : n === 5 ? 'once' : 'common'), { count: 40 }),
    )
    expect(one.odd).toEqual([
      { what: 'one-class', label: 'common', share: 37 / 40 },
      { what: 'class-once', count: 1, names: ['once'] },
    ])
    const again = ofText(table((n) => (n === 11 ? 'down' : upDown(n)), { x: (n) => (n % 6) / 6 }))
    expect(again.odd).toEqual([
      { what: 'contradictions', count: 1 },
      { what: 'duplicates', count: 5 },
    ])
    expect(codes(ofText(table(upDown, { x: () => 0.5 })))).toContain('inputs-constant')
  })

  it('of a text: a last tenth unlike the rest, and how much became one symbol', () => {
    const ofWords = (text: string, symbols?: number) => {
      const path = join(folder, `${files++}.txt`)
      writeFileSync(path, text)
      return understoodOf(
        resolveSpec({ task: 'text', length: 5, symbols, file: { form: 'text', path } }),
      ) as UnderstoodText
    }
    const prose = readFileSync(
      fileURLToPath(new URL('../../../README.md', import.meta.url)),
      'utf8',
    ).slice(0, 9000)
    expect(codes(ofWords('the quick brown fox jumps over the lazy dog. '.repeat(200)))).toEqual([])
    expect(codes(ofWords(`${prose}${'0123456789'.repeat(100)}`))).toContain('last-tenth')
    const few = ofWords(prose, 10)
    expect(few.symbols).toBe(11)
    const counted = [...prose].filter((one) => !few10(prose).includes(one)).length
    expect(few.rest.characters).toBe(counted)
    expect(few.odd).toContainEqual({
      what: 'rest',
      count: counted,
      share: counted / [...prose].length,
    })
  })
})

/** The ten most frequent characters of the first nine tenths, counted anew. */
function few10(text: string): string[] {
  const characters = [...text]
  const counts = new Map<string, number>()
  const split = characters.length - Math.floor(characters.length / 10)
  for (const one of characters.slice(0, split)) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
    .slice(0, 10)
    .map(([one]) => one)
}
