/**
 * What the files of a lesson may be, how little of them is repeated, and that one broken lesson is
 * only that.
 */
import { execFile } from 'node:child_process'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { expect, it, vi } from 'vitest'
import { checkAll } from '../../src/lessons/check/check-all.ts'
import { checkReport } from '../../src/lessons/check/check-report.ts'
import { LessonError, lessonErrorOf } from '../../src/lessons/format/lesson-error.ts'
import { loadLesson } from '../../src/lessons/load/load-lesson.ts'
import { ExpressionWorker } from '../../src/lessons/run/expression-client.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { lessons as en } from '../../src/text/en/lessons.ts'
import { lessons as zh } from '../../src/text/zh-CN/lessons.ts'
import { freshLab, lessonFolder, PROSE, SCRIPT } from '../support/small-lesson.ts'
import { freshFolder } from '../support/temporary-folder.ts'
import { until, untilComputed } from '../support/until.ts'

const folder = freshFolder()

const SECRET = 'secret '.repeat(2000)

async function refusedOf(path: string): Promise<LessonError> {
  const problem = await loadLesson(path).then(
    () => null,
    (error) => error,
  )
  expect(problem).toBeInstanceOf(LessonError)
  return problem
}

const sentencesOf = ({ code, facts }: LessonError): string[] =>
  [en, zh].map(({ problems }) =>
    (problems[code as 'lesson-time'] as (facts: unknown) => string)(facts),
  )

it.each(['lesson.yaml', 'en.md', 'zh-CN.md'])(
  '%s may be no link out of the folder',
  async (name) => {
    const path = await lessonFolder()
    await rm(join(path, name))
    await writeFile(join(folder, 'outside'), SECRET)
    await symlink(join(folder, 'outside'), join(path, name))
    const problem = await refusedOf(path)
    expect([problem.code, problem.file]).toEqual(['lesson-outside', join(path, name)])
    for (const sentence of sentencesOf(problem)) expect(sentence).not.toContain('secret')
  },
)

it('a link within the folder is the lesson’s own, and so is the folder renamed', async () => {
  const path = await lessonFolder()
  await rm(join(path, 'zh-CN.md'))
  await symlink('en.md', join(path, 'zh-CN.md'))
  await symlink(path, join(folder, 'linked'))
  expect((await loadLesson(join(folder, 'linked'))).id).toBe('linked')
})

it.each([
  ['a folder', (path: string) => mkdir(path), 'EISDIR'],
  ['a pipe', (path: string) => promisify(execFile)('mkfifo', [path]), 'not-a-file'],
  ['a link that leads nowhere', (path: string) => symlink('nowhere', path), 'ENOENT'],
  ['a link to itself', (path: string) => symlink('en.md', path), 'ELOOP'],
])('a page may be no %s', async (_, make, reason) => {
  const path = await lessonFolder({ en: null })
  await make(join(path, 'en.md'))
  const { code, facts } = await refusedOf(path)
  expect([code, facts]).toEqual(['lesson-missing', { file: join(path, 'en.md'), reason }])
})

/** A long text in every place where a lesson can have one. */
const PLACES: readonly [string, (text: string) => { script?: string; en?: string }][] = [
  ['the whole script', (text) => ({ script: text })],
  ['the format', (text) => ({ script: SCRIPT.replace('gatelab.lesson/1', text) })],
  ['a number', (text) => ({ script: SCRIPT.replace('minutes: 1', `minutes: ${text}`) })],
  [
    'the name of a field',
    (text) => ({ script: SCRIPT.replace('minutes: 1', `minutes: 1\n? ${text}\n: 1`) }),
  ],
  ['an id', (text) => ({ script: SCRIPT.replace('- id: start', `- id: ${text}`) })],
  ['a kind of step', (text) => ({ script: SCRIPT.replace('do: read', `do: ${text}`) })],
  [
    'an expression',
    (text) => ({
      script: SCRIPT.replace(
        'end.lstm.c[5] == end.lstm.c[0]\n        holds',
        `"${text.slice(0, 590)} +"\n        holds`,
      ),
    }),
  ],
  [
    'a tag',
    (text) => ({
      script: SCRIPT.replace('minutes: 1', `minutes: !${text.replaceAll(' ', '-')} 1`),
    }),
  ],
  [
    'an alias',
    (text) => ({ script: SCRIPT.replace('minutes: 1', `minutes: *${text.replaceAll(' ', '-')}`) }),
  ],
  [
    'a heading',
    (text) => ({ en: PROSE.replace('## look', `## ${text.slice(0, 1500)}\n\n## look`) }),
  ],
  [
    'a heading of its own',
    (text) => ({ en: PROSE.replace('Intro.', `### ${text.slice(0, 1500)}`) }),
  ],
  ['HTML', (text) => ({ en: PROSE.replace('Intro.', `<b>${text.slice(0, 1500)}</b>`) })],
  [
    'an item',
    (text) => ({
      en: PROSE.replace('- [lost]', `- [${text.slice(0, 1500).replaceAll(' ', '-')}x] x\n- [lost]`),
    }),
  ],
  [
    'a placeholder',
    (text) => ({
      en: PROSE.replace('{carried}.', `{${text.slice(0, 1500).replaceAll(' ', '-')}x}.`),
    }),
  ],
]

it.each(PLACES)('of %s no more than a few dozen letters are repeated', async (_, make) => {
  const path = await lessonFolder(make(SECRET))
  const problem = await refusedOf(path)
  for (const sentence of sentencesOf(problem))
    expect(sentence.split('secret').length - 1).toBeLessThan(10)
  expect(JSON.stringify(problem.facts).split('secret').length - 1).toBeLessThan(10)
})

/** Every event of a check of these lessons. */
async function checked(paths: readonly string[], lab = freshLab, signal?: AbortSignal) {
  const lessons: string[] = []
  for await (const event of checkAll(paths, { seeds: [1], mutants: false, lab, signal })) {
    if (event.type === 'check-lesson') lessons.push(event.lesson.problem?.code ?? 'fine')
    else return { lessons, report: v.parse(checkReport, JSON.parse(JSON.stringify(event.report))) }
  }
  throw new Error('no report')
}

it('an unforeseen error in one lesson does not keep the next one from being checked', async () => {
  const paths = [await lessonFolder(), await lessonFolder()]
  let labs = 0
  const { lessons, report } = await checked(paths, () => {
    if (labs++ === 0) throw new RangeError('Maximum call stack size exceeded\n    at deep')
    return freshLab()
  })
  expect(lessons).toEqual(['lesson-trouble', 'fine'])
  expect(report).toMatchObject({ passed: 1, failed: 1, stopped: false })
  const [sentence] = sentencesOf(
    lessonErrorOf(new RangeError('Maximum call stack size exceeded\n    at deep')),
  )
  expect(sentence).toMatch(/Maximum call stack size exceeded\.$/)
})

it('a folder with pages and no script is not passed over', async () => {
  for (const name of ['01-one', '02-two']) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'en.md'), PROSE)
    await writeFile(join(folder, name, 'zh-CN.md'), PROSE)
  }
  await mkdir(join(folder, '03-pictures'))
  await writeFile(join(folder, '01-one', 'lesson.yaml'), SCRIPT)
  const { lessons, report } = await checked([folder])
  expect(lessons).toEqual(['fine', 'lesson-missing'])
  expect(report.lessons[1].problem?.file).toBe(join(folder, '02-two', 'lesson.yaml'))
})

it('a page is not taken for a lesson', async () => {
  const page = join(await lessonFolder(), 'en.md')
  const { report } = await checked([page])
  expect(report.lessons[0].problem).toMatchObject({ code: 'lesson-page', file: page })
})

it('a stopped check ends with what was checked, even within an endless expression', async () => {
  const forty = `[${Array(40).fill('1').join(',')}]`
  const endless = [...'abcde'].reduceRight(
    (inner, name) => `${forty}.all(${name}, ${inner})`,
    'true',
  )
  const measure = 'measure: end.lstm.c[5] == end.lstm.c[0]'
  const script = SCRIPT.replace(measure, `measure: '${endless}'`)
  const stopping = new AbortController()
  const paths = [await lessonFolder(), await lessonFolder({ script }), await lessonFolder()]
  const evaluate = vi.spyOn(ExpressionWorker.prototype, 'evaluate')
  const found = checked(paths, freshLab, stopping.signal)
  await until(() => evaluate.mock.calls.some(([asked]) => asked === endless), 'it is asked for')
  await untilComputed(100)
  stopping.abort(new InputError('stopped', {}))
  const { lessons, report } = await found
  evaluate.mockRestore()
  expect(lessons).toEqual(['fine'])
  expect(report).toMatchObject({ passed: 1, failed: 0, stopped: true })
})

it('results are still known after an expression was given up', async () => {
  const expressionWorker = new ExpressionWorker()
  expressionWorker.keep('x', { list: Array.from({ length: 60 }, (_, n) => n) })
  expect(await expressionWorker.evaluate('x.list[59]')).toBe(59)
  const deep = [...'abcdefgh'].reduceRight(
    (inner, name) => `x.list.all(${name}, ${inner})`,
    'size(x.list) > 0',
  )
  const endless = expressionWorker.evaluate(deep)
  const behind = expressionWorker.evaluate('x.list[0]')
  const ended = [endless, behind].map((one) =>
    expect(one).rejects.toMatchObject({ code: 'stopped' }),
  )
  await untilComputed(100)
  expressionWorker.stop()
  await Promise.all(ended)
  expect(await expressionWorker.evaluate('x.list[1] + y', { y: 2 })).toBe(3)
  await expect(expressionWorker.evaluate('y')).rejects.toMatchObject({ code: 'expression' })
  expressionWorker.close()
})
