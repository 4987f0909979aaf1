import { describe, expect, it } from 'vitest'
import { refused } from '../../support/refused.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'
import { fixture, ofFile, table, textsIn, upDown } from '../../support/understood.ts'

const ofText = textsIn(sharedFolder())

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
