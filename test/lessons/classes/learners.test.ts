/** Reports that were handed in are read, or refused with their file's name; nothing is lost. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { readLearners } from '../../../src/lessons/classes/learners.ts'
import { reportOf } from '../../../src/lessons/progress/learner-report.ts'
import { emptyProgress, left, noted } from '../../../src/lessons/progress/progress.ts'
import { answered } from '../../../src/lessons/progress/review.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { freshFolder } from '../../support/temporary-folder.ts'

async function folderMade() {
  const folder = freshFolder()
  await mkdir(folder, { recursive: true })
  return folder
}

const NOW = new Date('2026-03-02T10:00:00.000Z')

function report() {
  const begun = left(emptyProgress(), 'forget-gate', 'look', 1, NOW)
  const done = noted(begun, 'forget-gate', 'look', { state: 'done' }, NOW)
  const answer = { given: 'never', sure: 3, right: false } as const
  const progress = answered(done, 'forget-gate', 'exactly-one', answer, NOW)
  return JSON.stringify(reportOf([], progress, '0.1.0', NOW))
}

const code = (error: unknown) => (error instanceof InputError ? error.code : String(error))

it('reads files, and those of folders, each once, by their names', async () => {
  const folder = await folderMade()
  await mkdir(join(folder, 'a'))
  for (const name of ['a/zoe.json', 'a/Yu.JSON', 'ben.json', 'zoe.json'])
    await writeFile(join(folder, name), report())
  await writeFile(join(folder, 'a/notes.txt'), 'not a report')
  const at = (name: string) => join(folder, name)
  const given = [at('a'), at('ben.json'), at('zoe.json'), at('a/zoe.json')]
  const { learners: found, refused } = await readLearners(given)
  expect(refused).toEqual([])
  expect(found.map(({ name }) => name)).toEqual(['Yu', at('a/zoe.json'), 'ben', at('zoe.json')])
  for (const { report: one } of found) expect(one).toEqual(JSON.parse(report()))
})

it('refuses what is none, with its place', async () => {
  const folder = await folderMade()
  const whole = JSON.parse(report())
  const cases: [string, string | Uint8Array, object][] = [
    ['empty', '', { problem: 'json' }],
    ['bytes', Uint8Array.of(0xff, 0xfe), { problem: 'json' }],
    ['deep', '['.repeat(1000), { problem: 'json' }],
    ['list', '[]', { problem: 'field' }],
    ['other', '{"schema":"gatelab.report/1"}', { problem: 'field', field: 'schema' }],
    [
      'time',
      JSON.stringify({ ...whole, written: 'today' }),
      { problem: 'field', field: 'written' },
    ],
  ]
  for (const [name, content, details] of cases) {
    const path = join(folder, `${name}.json`)
    await writeFile(path, content)
    const error = await readLearners([path]).catch((one: unknown) => one)
    expect(code(error), name).toBe('no-learner')
    expect((error as InputError).details).toMatchObject({ path, ...details })
  }
  const missing = await readLearners([join(folder, 'nobody.json')]).catch((one: unknown) => one)
  expect(code(missing)).toBe('cannot-read')
  const none = await readLearners([await folderMade()]).catch((one: unknown) => one)
  expect((none as InputError).details).toMatchObject({ problem: 'empty' })
})

it('evaluates the others where some are none, each of which is named once', async () => {
  const folder = await folderMade()
  const at = (name: string) => join(folder, name)
  await mkdir(at('empty'))
  const contents = { 'anna.json': report(), 'ben.json': '{}', 'chen.json': report(), 'd.json': '' }
  for (const [name, content] of Object.entries(contents)) await writeFile(at(name), content)
  const found = await readLearners([at('empty'), folder, at('ben.json'), at('nobody.json')])
  expect(found.learners.map(({ name }) => name)).toEqual(['anna', 'chen'])
  const refused = found.refused.map(({ path, error }) => [path, error.code])
  expect(refused).toEqual([
    [at('empty'), 'no-learner'],
    [at('ben.json'), 'no-learner'],
    [at('d.json'), 'no-learner'],
    [at('nobody.json'), 'cannot-read'],
  ])
})

it('reads or refuses 300 reports with bytes changed', async () => {
  const path = join(await folderMade(), 'changed.json')
  const { below } = random(3, 'guesses')
  let read = 0
  for (let n = 0; n < 300; n++) {
    const bytes = Buffer.from(report())
    for (let k = 0; k < 1 + below(3); k++) bytes[below(bytes.length)] = below(256)
    await writeFile(path, n % 5 === 0 ? bytes.subarray(0, below(bytes.length)) : bytes)
    const found = await readLearners([path]).catch((one: unknown) => one)
    if ('learners' in (found as object)) read++
    else expect(code(found)).toBe('no-learner')
  }
  expect(read).toBeGreaterThan(0)
})
