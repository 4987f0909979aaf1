/**
 * What was understood of a file stands in the report of a comparison, and the lab says it, as
 * `gatelab tasks` does.
 */
import { describe, expect, it } from 'vitest'
import { fixturePath } from '../support/fixture-path.ts'
import { gatelab } from '../support/program.ts'

const file = (name: string) => fixturePath(`own/${name}`)
const FEW = ['--steps', '2', '--hidden', '2', '--seeds', '1', '--json']

describe('what was understood of a file', () => {
  it.each([
    ['pandas_nan.csv', []],
    ['air_raw.jsonl', ['--standardize']],
  ])('stands in the report of %s', async (name, options) => {
    const asked = ['--data', file(name), ...options]
    const [tasks, compare] = await Promise.all([
      gatelab(['tasks', ...asked, '--json']),
      gatelab(['compare', ...asked, ...FEW]),
    ])
    expect(compare.code).toBeLessThan(2)
    const { understood } = JSON.parse(compare.stdout)
    expect(understood).toEqual(JSON.parse(tasks.stdout))
    expect(understood).toMatchObject({ schema: 'gatelab.own-data/1', form: 'data' })
  })

  it('is not there where sequences are made up', async () => {
    const { stdout } = await gatelab(['compare', 'adding', '--length', '5', ...FEW])
    expect(JSON.parse(stdout)).not.toHaveProperty('understood')
  })

  it.each([
    ['en', /pandas_nan\.csv: \d+ sequences/, /nothing is asked there/],
    ['zh-CN', /pandas_nan\.csv：\d+ 个序列/, /没有/],
  ])('is said by the lab in %s', async (language, first, left) => {
    const line = `task data --data ${file('pandas_nan.csv')}`
    const { stdout, code } = await gatelab([
      'repl',
      '--execute',
      line,
      '--plain',
      '--lang',
      language,
    ])
    expect(code).toBe(0)
    const flat = stdout.replace(/\n\s*/g, ' ')
    expect(flat).toMatch(first)
    if (language === 'en') expect(flat).toMatch(left)
  })
})
