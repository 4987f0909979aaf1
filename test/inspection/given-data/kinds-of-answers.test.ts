/** Whether answers are classes or numbers, and at which steps they are asked. */
import { describe, expect, it } from 'vitest'
import { refused } from '../../support/refused.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'
import { codes, fixture, ofFile, table, textsIn } from '../../support/understood.ts'

const ofText = textsIn(sharedFolder())

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
