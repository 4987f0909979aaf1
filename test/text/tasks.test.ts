import { describe, expect, it } from 'vitest'
import { CARRIED_TASKS, FILE_TASKS, TASKS } from '../../src/tasks/index.ts'
import { fileTasks as englishFiles } from '../../src/text/en/file-tasks.ts'
import { tasks as english } from '../../src/text/en/tasks.ts'
import { fileTasks as chineseFiles } from '../../src/text/zh-CN/file-tasks.ts'
import { tasks as chinese } from '../../src/text/zh-CN/tasks.ts'

const names = [...TASKS, ...CARRIED_TASKS].map(({ name }) => name) as (keyof typeof english)[]

describe('the texts of the tasks', () => {
  it('are there for every task and for no other, in both languages', () => {
    expect(Object.keys(english)).toEqual(names)
    expect(Object.keys(chinese)).toEqual(names)
  })

  it.each(names)(
    '%s: each says something, names its threshold and cites the same years',
    (name) => {
      const years = (source: string) => source.match(/\b(?:19|20)\d\d\b/g)
      for (const { title, what, source, baseline, solvedWhen } of [english[name], chinese[name]]) {
        for (const text of [title, what, source, baseline]) expect(text).toMatch(/\S/)
        expect(solvedWhen('0.123')).toContain('0.123')
        expect(years(source)).not.toBeNull()
      }
      expect(years(chinese[name].source)).toEqual(years(english[name].source))
    },
  )

  it('are Chinese in Chinese and not in English', () => {
    for (const name of names) {
      for (const field of ['title', 'what', 'baseline'] as const) {
        expect(chinese[name][field]).toMatch(/\p{Script=Han}/u)
        expect(english[name][field]).not.toMatch(/\p{Script=Han}/u)
      }
    }
  })
})

describe('the texts of the tasks on files', () => {
  it('are there for each of them, in both languages, each in its own', () => {
    for (const texts of [englishFiles, chineseFiles]) {
      expect(Object.keys(texts)).toEqual(FILE_TASKS.map(({ name }) => name))
      for (const { source, ...said } of Object.values(texts)) {
        for (const text of Object.values(said))
          expect(/\p{Script=Han}/u.test(text)).toBe(texts === chineseFiles)
      }
    }
    const years = ({ text }: typeof englishFiles) => text.source?.match(/\b(?:19|20)\d\d\b/g)
    expect(years(englishFiles)).toHaveLength(3)
    expect(years(chineseFiles)).toEqual(years(englishFiles))
  })
})
