/** What means that nothing is asked, in files as programs write them. */
import { describe, expect, it } from 'vitest'
import type { DataContent } from '../../src/tasks/shared/file-content.ts'
import { nearlyMissing } from '../../src/user-data/missing-values.ts'
import { notesOf, understand } from '../../src/user-data/read-content.ts'
import { read as readJson, ten } from '../support/json-lines.ts'
import { refused } from '../support/refused.ts'

type Reading = Parameters<typeof understand>[3]
const read = (text: string, reading?: Reading) =>
  understand('data', 'my', Buffer.from(text), reading) as DataContent
const nothing = (content: DataContent) => Object.fromEntries(notesOf(content)?.missing ?? [])
const steps = (content: DataContent) => [...content.at]

/** Ten sequences of three steps, of which the first ask nothing, the last a number. */
const lines = (empty: string, last: (n: number) => string) =>
  ten((n) => `{"x": [[0], [1], [2]], "y": [${empty}, ${empty}, ${last(n)}]}`)

describe('numbers that stand for nothing', () => {
  const tags = (word: string) => lines(word, (n) => String(n % 2))

  it.each(['-999', '-999.0', '-9.99e2'])('%s in JSON lines, when it was named', (word) => {
    const content = read(tags(word), { missing: ['-999'] })
    expect(content).toMatchObject({ classes: true, outputSize: 2, answerSteps: 1 })
    expect(steps(content)).toEqual(Array(10).fill(2))
    expect(nothing(content)).toEqual({ '-999': 20 })
  })

  it('and as the whole answer, or in a list of them', () => {
    const whole = read(
      ten((n) => `{"x": [[${n}]], "y": ${n === 0 ? 7 : -n}}\n{"x": [[0]], "y": 3}`),
      {
        missing: ['7'],
      },
    )
    expect([whole.start.length - 1, nothing(whole)]).toEqual([19, { 7: 1 }])
    const lists = read(
      lines('[-1]', (n) => `[${n / 2}]`),
      { missing: ['-1'] },
    )
    expect([steps(lists), nothing(lists)]).toEqual([Array(10).fill(2), { '-1': 20 }])
  })

  it.each([
    ['-999.0', ','],
    ['-999,0', ';'],
    ['"-999"', ','],
  ])('%s in CSV, between "%s"', (word, separator) => {
    const rows = Array.from({ length: 20 }, (_, n) =>
      [Math.floor(n / 2), n % 3, n % 2 ? 'ab'[n % 4 > 1 ? 1 : 0] : word].join(separator),
    )
    const text = [['id', 'x', 'class'].join(separator), ...rows].join('\n')
    const content = read(text, { missing: ['-999'] })
    expect([content.outputSize, steps(content)]).toEqual([2, Array(10).fill(1)])
  })

  it('are classes where nobody named them, with a word about it', () => {
    expect(read(tags('-999')).outputSize).toBe(3)
    for (const label of ['-999', '-9999.0', '-100', 'Nan', '+nan', 'nan(ind)', 'inf', '?', '---'])
      expect([label, nearlyMissing(label)]).toEqual([label, true])
    for (const label of ['-1', '100', '99', 'nano', 'info', 'a-b', 'n', 'void'])
      expect([label, nearlyMissing(label)]).toEqual([label, false])
  })
})

describe('NaN as NumPy leaves it in lists', () => {
  it.each(['[NaN]', '[null]', '["NA"]'])('%s at a step asks nothing there', (word) => {
    const content = readJson(lines(word, (n) => `[${n / 2}]`))
    expect(content).toMatchObject({ classes: false, outputSize: 1, answerSteps: 1 })
    expect(nothing(content)).toEqual({ [word.replace(/[^\w]/g, '')]: 20 })
  })

  it('of several numbers all are there or none', async () => {
    const content = readJson(lines('[NaN, NaN]', (n) => `[${n / 2}, 1]`))
    expect(content).toMatchObject({ outputSize: 2, answerSteps: 1 })
    const half = () => readJson(lines('[NaN, 1]', (n) => `[${n / 2}, 1]`))
    expect(await refused(half)).toEqual({
      code: 'data-half-answer',
      details: { path: 'my.jsonl', line: 1 },
    })
  })

  it.each(['[NaN]', '[NaN, null]', 'NaN'])(
    '%s as a whole answer leaves the sequence out',
    (word) => {
      const all = (n: number) =>
        word === 'NaN' ? `${n / 2}` : word === '[NaN]' ? `[${n / 2}]` : `[${n}, 0.5]`
      const line = (y: string) => `{"x": [[0], [1], [2]], "y": ${y}}`
      const content = readJson(`${line(word)}\n${ten((n) => line(all(n)))}`)
      expect(content.start).toHaveLength(11)
      expect([notesOf(content)?.unanswered, nothing(content)]).toEqual([1, { NaN: 1 }])
    },
  )

  it('but a list of nothing with too few steps is still one', async () => {
    const good = lines('"a"', (n) => `"${'bc'[n % 2]}"`)
    const spoilt = `${good}\n{"x": [[0], [1], [2]], "y": [null, null]}`
    expect(await refused(() => readJson(spoilt))).toMatchObject({
      code: 'data-answers',
      details: { found: 2, expected: 3, line: 11 },
    })
  })
})
