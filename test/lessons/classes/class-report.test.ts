/** What is said of a class is what its learners' reports hold, counted by hand. */
import { beforeAll, describe, expect, it } from 'vitest'
import { classOf } from '../../../src/lessons/classes/class-report.ts'
import type { ClassReport } from '../../../src/lessons/classes/class-schema.ts'
import type { Learner } from '../../../src/lessons/classes/learners.ts'
import { needsOf } from '../../../src/lessons/classes/needs.ts'
import { loadLesson } from '../../../src/lessons/load/load-lesson.ts'
import type { LessonEntry } from '../../../src/lessons/progress/overview.ts'
import type { LessonProgress, StepProgress } from '../../../src/lessons/progress/progress.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { classAs, classText } from '../../../src/view/report/class-page.ts'
import { problems } from '../../contract/schemas.ts'
import { lessonFolder } from '../../support/small-lesson.ts'
import { textIn } from '../../support/texts.ts'

const DAY = '2026-03-02T10:00:00.000Z'

const step = (more: Partial<StepProgress> = {}): StepProgress => ({
  ...{ state: 'done', at: DAY, hints: 0, round: 0 },
  ...more,
})
const said = (given: string, sure: 1 | 2 | 3, right: boolean) => ({
  answer: { given, sure, right },
  ...(right || sure < 2 ? {} : { review: { due: DAY, days: 1 } }),
})

function learner(name: string, progress: Partial<LessonProgress> | null, id = 'tiny'): Learner {
  const whole = progress && {
    ...{ seed: 1, step: null, at: DAY, finished: null, round: 0, steps: {} },
    ...progress,
  }
  const counts = { steps: 5, done: 0, skipped: 0, hints: 0, answered: 0, right: 0 }
  const lesson = { id, title: '', ...counts, confidentlyWrong: 0, finished: null, progress: whole }
  const written = '2026-03-12T09:00:00.000Z'
  return { name, report: { schema: 'gatelab.learner/1', version: '0', written, lessons: [lesson] } }
}

const LEARNERS = [
  learner('anna', {
    finished: DAY,
    steps: { guess: step(said('lost', 3, false)), why: step(said('product', 2, true)) },
  }),
  learner('ben', {
    step: 'why',
    steps: { guess: step(said('lost', 1, false)), todo: step({ state: 'skipped', hints: 1 }) },
  }),
  learner('chen', {
    step: 'look',
    steps: { guess: step(said('kept', 2, true)), start: step({ state: 'skipped' }) },
  }),
  learner('dora', null),
  learner('evi', { step: 'gone', steps: { gone: step(said('what', 3, false)) } }, '/else/where'),
]

let found: ClassReport
let entries: LessonEntry[]
beforeAll(async () => {
  entries = [{ key: 'tiny', lesson: await loadLesson(await lessonFolder()) }]
  found = classOf({ learners: LEARNERS, refused: [] }, entries, '0')
})

it('is as its schema says, from nobody to everybody', () => {
  expect(problems('class', found)).toEqual([])
  expect(problems('class', classOf({ learners: [], refused: [] }, entries, '0'))).toEqual([])
})

it('counts lessons: begun, finished, answered, and where people stand', () => {
  const [tiny, elsewhere] = found.lessons
  expect(tiny).toMatchObject({ id: 'tiny', steps: 5, begun: 3, finished: 1, answered: 4, right: 2 })
  expect(tiny.confidentlyWrong).toBe(1)
  expect(tiny.left).toEqual([
    { step: 'look', number: 3, names: ['chen'] },
    { step: 'why', number: 4, names: ['ben'] },
  ])
  expect(elsewhere).toMatchObject({ id: '/else/where', title: null, steps: null, begun: 1 })
  expect(elsewhere.left).toEqual([{ step: 'gone', number: null, names: ['evi'] }])
})

it('counts what was chosen, and which wrong answers held', () => {
  const [guess, why] = found.questions
  expect(guess).toMatchObject({ step: 'guess', asks: 'choice', answered: 3, right: 1 })
  expect(
    guess.choices.map(({ id, count, confident, right }) => [id, count, confident, right]),
  ).toEqual([
    ['kept', 1, 1, 1],
    ['lost', 2, 1, 0],
  ])
  expect(why).toMatchObject({ step: 'why', asks: 'reason', answered: 1, right: 1 })
  expect(found.misconceptions).toMatchObject([
    { lesson: 'tiny', step: 'guess', choice: 'lost', count: 2, confident: 1, of: 3 },
  ])
})

it('says of a learner what was done, and where the last lesson stands', () => {
  const [anna, ben, , dora] = found.learners
  expect(anna).toMatchObject({ begun: 1, finished: 1, answered: 2, right: 1, waiting: 1, at: null })
  expect(ben).toMatchObject({ done: 1, skipped: 1, hints: 1, at: { lesson: 'tiny', step: 'why' } })
  expect(ben.needs).toEqual([{ why: 'stopped', count: 9 }])
  expect(anna.needs).toEqual([])
  expect(dora).toMatchObject({ begun: 0, last: null, needs: [{ why: 'not-begun', count: 0 }] })
})

describe('who needs a word', () => {
  const fine = { begun: 2, done: 9, skipped: 0, hints: 0, waiting: 0, last: DAY }
  const facts = { ...fine, written: DAY, inTheMiddle: true }
  it.each([
    ['nothing', {}, []],
    ['six days and 23 hours of nothing', { written: '2026-03-09T09:00:00.000Z' }, []],
    ['seven days of nothing', { written: '2026-03-09T10:00:00.000Z' }, ['stopped']],
    [
      'a year after the last lesson',
      { written: '2027-03-09T10:00:00.000Z', inTheMiddle: false },
      [],
    ],
    ['two questions', { waiting: 2 }, []],
    ['three questions', { waiting: 3 }, ['sure-and-wrong']],
    ['three steps of many', { skipped: 3, done: 7 }, []],
    ['three steps of nine', { skipped: 3, done: 6 }, ['skips']],
    ['two steps of two', { skipped: 2, done: 0 }, []],
    ['four hints in two lessons', { hints: 4 }, ['hints']],
    ['four hints in three lessons', { hints: 4, begun: 3 }, []],
    ['three hints in one lesson', { hints: 3, begun: 1 }, []],
    ['everything', { waiting: 5, skipped: 9, hints: 8 }, ['sure-and-wrong', 'skips', 'hints']],
  ])('after %s', (_, change, expected) => {
    expect(needsOf({ ...facts, ...change }).map(({ why }) => why)).toEqual(expected)
  })
})

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  const text = textIn(language)

  it('is text within its width, with every name and every wrong answer', () => {
    for (const width of [40, 80, 120]) {
      const page = classText(found, text, width)
      for (const { name } of LEARNERS) expect(page).toContain(name)
      expect(page).toContain(found.misconceptions[0].text[language].slice(0, 4))
      expect(page).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  it('is a page and a table that no name can break', () => {
    const evil = learner('=1+1,"<script>\u202e', { step: 'why' })
    const path = '"<script>\u202e.json'
    const refused = [{ path, error: new InputError('cannot-read', { path, reason: 'EACCES' }) }]
    const hostile = classOf({ learners: [evil], refused }, entries, '0')
    expect(classText(hostile, text, 80)).toMatch(/<script>[^\u202e]\.json/)
    expect(classAs(hostile, 'html', text.classes, language)).not.toMatch(/<script|\u202e/)
    expect(classAs(hostile, 'md', text.classes, language)).not.toMatch(/<script|\u202e/)
    const [head, row] = classAs(hostile, 'csv', text.classes, language).split('\r\n')
    expect(row.startsWith(`"'=1+1,""<script>`)).toBe(true)
    expect(head.split(',')).toHaveLength(15)
  })
})

it('says nothing of a class of nobody but that', () => {
  const nobody = classOf({ learners: [], refused: [] }, entries, '0')
  expect(classText(nobody, textIn('en'), 80)).toContain('No question')
})
