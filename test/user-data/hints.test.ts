/** What a file that will not do is told to become: only what would help, in both languages. */
import { describe, expect, it } from 'vitest'
import { InputError } from '../../src/rules/input-error.ts'
import { understand } from '../../src/user-data/read-content.ts'
import { textIn } from '../support/texts.ts'

type Reading = Parameters<typeof understand>[3]

/** The sentences that a file is refused with, the English and the Chinese one. */
function told(text: string, name = 'my.csv', reading: Reading = {}): readonly [string, string] {
  try {
    understand('data', name, Buffer.from(text), reading)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { code, details: facts } = error
    const of = (language: 'en' | 'zh-CN') =>
      (textIn(language).inputErrors[code as 'bad-seeds'] as (facts: unknown) => string)(facts)
    const both = [of('en'), of('zh-CN')] as const
    for (const one of both) expect(one).not.toMatch(/undefined|\[object|\n/)
    return both
  }
  return ['', '']
}

const rows = (header: string, row: (n: number) => string) =>
  [header, ...Array.from({ length: 12 }, (_, n) => row(n))].join('\n')

describe('a class in the column y', () => {
  it('is told --classes, and reads with it', () => {
    const text = rows('id,x,y', (n) => `${n},${n},${n % 2 ? 'up' : 'down'}`)
    for (const one of told(text)) expect(one).toContain('--classes')
    expect(told(text, 'my.csv', { answers: 'classes' })[0]).toBe('')
  })

  it('is told to leave --numbers out where that was asked for', () => {
    const text = rows('id,x,class', (n) => `${n},${n},${n % 2 ? 'up' : 'down'}`)
    const [en, zh] = told(text, 'my.csv', { answers: 'numbers' })
    for (const one of [en, zh]) {
      expect(one).toContain('--numbers')
      expect(one).not.toContain('--classes')
    }
  })

  it('is no advice where it would not help: two columns, an input, a date, a decimal comma', () => {
    const bad = [
      rows('id,x,y1,y2', (n) => `${n},${n},up,1`),
      rows('id,x,y', (n) => `${n},up,${n}`),
      rows('id,x,y', (n) => `${n},${n},2024-01-0${n % 9}`),
      rows('id,x,y', (n) => `${n},${n},"0,${n}"`),
    ]
    for (const text of bad) for (const one of told(text)) expect(one).not.toMatch(/--classes/)
  })
})

describe('columns of other names', () => {
  it('are offered --ignore only where something is left', () => {
    const left = told('id,x,y,note\n1,1,1,a')
    const nothing = told('id,a,b,y\n1,1,1,1')
    for (const one of left) expect(one).toContain('--ignore note')
    for (const one of nothing) expect(one).not.toContain('--ignore')
    expect(nothing[0]).toContain('begins with x')
    expect(nothing[1]).toContain('以 x 开头')
  })

  it.each([
    ['id,x,label', 'rename "label" to class'],
    ['id,x,Target', 'rename "Target" to y'],
    ['id,x,outputs', 'rename "outputs" to y'],
    ['sequence_id,x,y', 'rename "sequence_id" to id'],
    ['id,feature,y', 'rename "feature" to x'],
  ])('%s: %s', (header, advice) => {
    const [en, zh] = told(`${header}\n1,1,1`)
    expect(en).toContain(advice)
    const [, from, to] = /rename "(.+)" to (.+)/.exec(advice) ?? []
    expect(zh).toContain(`“${from}”改名为 ${to}`)
  })

  it('are not to be renamed to what is there already', () => {
    for (const one of told('id,x,class,target\n1,1,1,1')) expect(one).not.toMatch(/to y\b|改名为 y/)
  })
})

describe('keys of other names in JSON lines', () => {
  it('a row of a table is told what a line is', () => {
    const [en, zh] = told('{"a": 1, "b": 2, "y": 0}\n', 'my.jsonl')
    expect(en).toContain('"a", "b", "y", a row of a table')
    expect(en).toContain('CSV')
    expect(zh).toContain('表格的一行')
  })

  it.each([
    ['{"x": [[1]], "class": "up"}', 'class', 'y'],
    ['{"x": [[1]], "label": 1}', 'label', 'y'],
    ['{"x": [[1]], "target": [0.5]}', 'target', 'y'],
    ['{"x": [[1]], "Y": 1}', 'Y', 'y'],
    ['{"X": [[1]], "y": 1}', 'X', 'x'],
    ['{"inputs": [[1]], "y": 1}', 'inputs', 'x'],
  ])('%s: call it %s', (line, from, to) => {
    const [en, zh] = told(`${line}\n`, 'my.jsonl')
    expect(en).toContain(`"${from}" is meant, call it ${to}`)
    expect(zh).toContain(`“${from}”，请改名为 ${to}`)
  })

  it('other keys are named, made harmless', () => {
    const [en] = told('{"x": [[1]], "\\u001b[31mred\\u202e": 1}\n', 'my.jsonl')
    for (const bad of ['\u001b', '\u202e']) expect(en).not.toContain(bad)
    expect(en).toContain('there is no "y" but "x"')
  })
})

describe('a series', () => {
  it('names the columns that are not of numbers', () => {
    const text = rows('date,place,value', (n) => `2024-01-${n + 10},here,${n * n}`)
    const content = understand('series', 'my.csv', Buffer.from(text))
    expect(content).toMatchObject({
      column: 'value',
      others: { names: ['date', 'place'], count: 2 },
    })
    const { en, zh } = { en: textIn('en'), zh: textIn('zh-CN') }
    expect(en.ownData.series.others(['date', 'place'], 2)).toBe(
      'columns "date", "place" (not of numbers)',
    )
    expect(zh.ownData.series.others(['date'], 9)).toContain('等 9 列')
  })
})
