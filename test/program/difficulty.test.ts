import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { certificates } from '../../src/results/difficulty-report.ts'
import { findTask, TASKS } from '../../src/tasks/index.ts'
import { complaintOf } from '../support/complaint.ts'
import { gatelab } from '../support/program.ts'

const QUICK = ['tasks', 'recall', '--certify', '--length', '3', '--guesses', '300', '--seed', '2']

describe('tasks --certify', () => {
  it('--json is one document that follows the schema, with any number of threads', async () => {
    const { code, stdout, stderr } = await gatelab([...QUICK, '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const found = v.parse(certificates, JSON.parse(stdout))
    expect(found).toMatchObject({
      partial: false,
      certificates: [
        { task: 'recall', length: 3, symbols: 2, seed: 2, guessing: { asked: 300, guesses: 300 } },
      ],
    })
    expect((await gatelab([...QUICK, '--json', '--workers', '1'])).stdout).toBe(stdout)
    expect((await gatelab([...QUICK, '--json', '--workers', '3', '--lang', 'zh-CN'])).stdout).toBe(
      stdout,
    )
  })

  it('text is a table and a sentence, in both languages', async () => {
    const english = await gatelab(QUICK)
    expect(english.code).toBe(0)
    expect(english.stdout).toMatch(/^recall +3 +>= 0\.99 .*\/300\*? +1\*$/m)
    expect(english.stdout).toContain('The sum of')
    const chinese = (await gatelab([...QUICK, '--lang', 'zh-CN'])).stdout
    expect(chinese.replaceAll(/\s/g, '')).toContain('需要记住出现过什么')
  })

  it('certifies all tasks where none is named; own lengths and symbols where fixed', async () => {
    const args = 'tasks --certify --length 4 --symbols 3 --guesses 20 --json'.split(' ')
    const all = v.parse(certificates, JSON.parse((await gatelab(args)).stdout)).certificates
    expect(all.map(({ task }) => task)).toEqual(TASKS.map(({ name }) => name))
    for (const { task, length, symbols } of all) {
      const kind = findTask(task)
      expect(length).toBe(kind.minLength > 4 ? kind.defaultLength : 4)
      expect(symbols).toBe(kind.defaultSymbols === undefined ? null : 3)
    }
  })
})

describe('tasks', () => {
  it('lists the one that is named', async () => {
    const { tasks } = JSON.parse((await gatelab(['tasks', 'copy', '--json'])).stdout)
    expect(tasks.map(({ name }: { name: string }) => name)).toEqual(['copy'])
  })

  it.each([
    [['tasks', 'recal'], /recall/],
    [['tasks', '--guesses', '5'], /--guesses needs --certify/],
    [['tasks', 'adding', '--length', '5'], /--length needs --certify/],
    [['tasks', '--certify', '--guesses', '1e9'], /--guesses .*1,000,000/],
    [
      ['tasks', 'adding', '--certify', '--symbols', '3'],
      /--symbols means nothing to the task adding/,
    ],
    [['tasks', 'adding', '--certify', '--length', '1'], /--length .* from 2/],
    [['tasks', 'copy', '--certify', '--length', '1000000', '--symbols', '64'], /memory.*GiB/],
  ])('%j is refused in one line', async (args, line) => {
    expect(complaintOf(await gatelab(args))).toMatch(line)
  })
})
