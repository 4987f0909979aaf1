/**
 * `check`, `learn` and `review` as programs: what other programs read, and what is told beside it.
 */
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/lessons/check/check-report.ts'
import { learnerReport } from '../../src/lessons/progress/learner-report.ts'
import { environment, gatelab, LAUNCHER } from '../support/program.ts'
import { lessonFolder, PROSE, SCRIPT } from '../support/small-lesson.ts'
import { freshFolder } from '../support/temporary-folder.ts'
import { textIn } from '../support/texts.ts'

const state = freshFolder()

const file = () => join(state, 'gatelab', 'progress.json')
const env = () => ({ XDG_STATE_HOME: state })
async function given(text: string) {
  await mkdir(join(state, 'gatelab'))
  await writeFile(file(), text)
}

/** Says on standard error that one of the program's threads has begun. */
const ANNOUNCES_THREADS = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  import { isMainThread } from 'node:worker_threads'
  if (!isMainThread) writeSync(2, 'a thread has begun')`)}`

/** Throws where a document is no well-formed XML of elements and attributes. */
function checkXml(text: string): void {
  const body = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n([\s\S]*)$/.exec(text)?.[1]
  if (body === undefined) throw new Error(`no XML: ${text.slice(0, 80)}`)
  const open: string[] = []
  const tag = /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)\s*(\/?)>/g
  expect(body.replaceAll(tag, '').trim()).toBe('')
  expect(body).not.toMatch(/&(?!(amp|lt|gt|quot);)/)
  for (const [, ends, name, , empty] of body.matchAll(tag)) {
    if (ends) expect(open.pop()).toBe(name)
    else if (!empty) open.push(name)
  }
  expect(open).toEqual([])
}

describe('documents for programs', () => {
  /**
   * One that holds, one whose claim fails, one that is none and has what documents must escape in
   * it.
   */
  const lessons = () =>
    Promise.all([
      lessonFolder(),
      lessonFolder({
        script: SCRIPT.replace('measure: end.lstm.c[5] ==', 'measure: end.lstm.c[5] !='),
      }),
      lessonFolder({ script: SCRIPT.replace('clamp i 0', '"clmp <&\\" \\uD800 ]]> #"') }),
    ])

  it('are whole where lessons are broken: JUnit', async () => {
    const { stdout, stderr, code } = await gatelab([
      'check',
      ...(await lessons()),
      '--reporter',
      'junit',
    ])
    checkXml(stdout)
    expect([...stdout.matchAll(/<(failure|error) /g)].map(([, kind]) => kind)).toEqual([
      'failure',
      'error',
    ])
    expect(stderr).toContain('lesson.yaml:18')
    expect(code).toBe(2)
  })

  it('are whole where lessons are broken: TAP', async () => {
    const { stdout, code } = await gatelab(['check', ...(await lessons()), '--reporter', 'tap'])
    const lines = stdout.trimEnd().split('\n')
    expect(lines.slice(0, 2)).toEqual(['TAP version 14', '1..3'])
    const rows = lines.slice(2).filter((line) => !line.startsWith('  '))
    expect(rows.map((row) => /^(not ok|ok) (\d) - /.exec(row)?.slice(1))).toEqual([
      ['ok', '1'],
      ['not ok', '2'],
      ['not ok', '3'],
    ])
    expect(code).toBe(2)
  })

  it('are whole where there is nothing to check', async () => {
    const junit = await gatelab(['check', join(state, 'nowhere'), '--reporter', 'junit'])
    checkXml(junit.stdout)
    const tap = await gatelab(['check', join(state, 'nowhere'), '--reporter', 'tap'])
    expect(tap.stdout).toMatch(/^TAP version 14\n1\.\.1\nnot ok 1 - /)
    expect([junit.code, tap.code]).toEqual([2, 2])
  })

  it('are whole where the check is stopped', async () => {
    const long = 'task adding --length 1000 --hidden 512 --batch 64; clamp f 0.5'
    const slow = await lessonFolder({ script: SCRIPT.replace('clamp i 0 --from 2', long) })
    const child = spawn(
      process.execPath,
      [LAUNCHER, 'check', await lessonFolder(), slow, '--json'],
      {
        env: environment({ NODE_OPTIONS: `--import=${ANNOUNCES_THREADS}` }),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.once('data', () => child.kill('SIGTERM'))
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(143)
    expect(v.parse(checkReport, JSON.parse(stdout))).toMatchObject({ stopped: true, failed: 0 })
  })

  it('say of a problem on which seed it shows', async () => {
    const odd = SCRIPT.replace(
      '- { line: state, as: solved }',
      '- { line: show, as: bench }\n      - { line: state, as: solved }',
    ).replace(
      'check: most(solved.lstm.c[1]) == 0.0',
      'check: bench.spec.seeds[0] < 3.0 && most(solved.lstm.c[1]) == 0.0',
    )
    const { stderr, code } = await gatelab([
      'check',
      await lessonFolder({ script: odd }),
      '--seeds',
      '1..4',
    ])
    expect(stderr).toContain('with seed 3:')
    expect(code).toBe(2)
  })
})

describe('the progress file that cannot be understood', () => {
  it.each([
    ['learn', ['learn']],
    ['a lesson', ['learn', 'forget-gate']],
    ['review', ['review']],
    ['review, as JSON', ['review', '--json']],
  ])('is told of by %s', async (_, args) => {
    await given('{"schema": "gatelab.progress/2"}')
    const { stdout, stderr, code } = await gatelab(args, env())
    const [kept] = await readdir(join(state, 'gatelab'))
    expect(stderr).toBe(
      `gatelab: ${textIn('en').learn.notice.newer(file(), join(state, 'gatelab', kept))}\n`,
    )
    if (args.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ questions: [] })
    expect(code).toBe(0)
  })

  it('makes no report: nothing done is not what it says', async () => {
    await given('damaged')
    const path = join(state, 'report.json')
    const { stderr, code } = await gatelab(['learn', '--report', path], env())
    expect(stderr).toMatch(/^gatelab: .*progress\.json.* kept as .*damaged-/)
    expect(code).toBe(2)
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
    const zh = await gatelab(['learn', '--report', path, '--lang', 'zh-CN'], env())
    expect(zh.code).toBe(0)
  })
})

describe('lessons from elsewhere', () => {
  const when = '2026-01-01T00:00:00.000Z'
  const answer = { given: 'squashed', sure: 3, right: false, measured: 'product' }
  const due = { state: 'done', at: when, answer, review: { due: when, days: 1 } }
  const lesson = (steps: object) => ({ seed: 1, step: null, at: when, finished: when, steps })

  it('have their questions and their part of the report; what is gone is said to be', async () => {
    const own = await lessonFolder()
    const lessons = {
      [own]: lesson({ why: due, gone: due }),
      [join(own, 'nowhere')]: lesson({ why: due }),
    }
    await given(JSON.stringify({ schema: 'gatelab.progress/1', lessons }))
    const { stdout } = await gatelab(['review'], env())
    expect(stdout).toContain('A small lesson, why: due 2026-01-01')
    expect(stdout).toContain('A small lesson, gone: its lesson or its step is not there any more')
    expect(stdout).toContain('nowhere, why: its lesson')
    const { questions } = JSON.parse((await gatelab(['review', '--json'], env())).stdout)
    expect(questions.map(({ there }: { there: boolean }) => there).toSorted()).toEqual([
      false,
      false,
      true,
    ])

    const path = join(state, 'report.json')
    await gatelab(['learn', '--report', path], env())
    const report = v.parse(learnerReport, JSON.parse(await readFile(path, 'utf8')))
    const found = report.lessons.slice(-2)
    expect(found).toMatchObject([
      { id: own, title: 'A small lesson', steps: 5, done: 2, confidentlyWrong: 2 },
      { id: join(own, 'nowhere'), title: 'nowhere', steps: null, done: 1 },
    ])
  })

  it('are read without a hole where something will be measured', async () => {
    const { stdout } = await gatelab(['learn', await lessonFolder(), '--plain'], env())
    // The lesson was played, and what it measured stands in the sentence.
    expect(stdout).toContain(`It is ${textIn('en').learn.yes}.`)
    expect(stdout).not.toContain(textIn('en').learn.measuredThere)
    expect(stdout).not.toMatch(/[{}]/)
    expect(PROSE).toContain('It is {carried}.')
  })
})
