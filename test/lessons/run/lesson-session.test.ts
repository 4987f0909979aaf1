import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { checkLesson } from '../../../src/lessons/check/check-lesson.ts'
import { workOut } from '../../../src/lessons/format/expressions.ts'
import { filled } from '../../../src/lessons/format/prose-blocks.ts'
import { createLesson } from '../../../src/lessons/load/lesson-template.ts'
import { loadLesson } from '../../../src/lessons/load/load-lesson.ts'
import { learnerReport, reportOf } from '../../../src/lessons/progress/learner-report.ts'
import { entries } from '../../../src/lessons/progress/overview.ts'
import { emptyProgress, noted } from '../../../src/lessons/progress/progress.ts'
import { checkPrediction, outcomeOf, type Prediction } from '../../../src/lessons/run/answers.ts'
import { LessonSession } from '../../../src/lessons/run/lesson-session.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { freshLab, lessonFolder, SCRIPT } from '../../support/small-lesson.ts'
import { textIn } from '../../support/texts.ts'

const close: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const one of close.splice(0)) await one()
})

async function open() {
  const lab = freshLab()
  close.push(lab.close)
  const passage = new LessonSession(await loadLesson(await lessonFolder()), lab.lab, 1)
  const tried: boolean[] = []
  const reach = (step: number) => passage.reach(step, () => {})
  const digest = async () => (await lab.lab.workbench()).facts().digest
  const tries = async (line: string) => {
    for (const piece of lab.lab.split(line))
      for await (const event of (await lab.lab.run(piece)).events)
        tried.push((await attempt?.addResult(piece.text, event)) ?? false)
  }
  let attempt: ReturnType<LessonSession['checker']> | null = null
  const begin = () => {
    const task = passage.lesson.script.steps.at(-1)
    if (task?.do === 'task') attempt = passage.checker(task)
  }
  return { passage, lab: lab.lab, reach, digest, tries, begin, tried }
}

describe('a lesson on its way', () => {
  it('measures what the check of the lesson measures', async () => {
    const { passage, reach } = await open()
    expect(await reach(2)).toBe(true)
    expect(passage.steps).toBe(3)
    const checked = await checkLesson(passage.lesson, { seeds: [1], mutants: false, lab: freshLab })
    expect(passage.measured.carried.value).toBe(checked.claims[0].measured[0])
  })

  it('is left as it was by whatever a learner does in between', async () => {
    const straight = await open()
    await straight.reach(3)
    const bent = await open()
    await bent.reach(2)
    await bent.tries('train 3; clamp g 0; seed 9; undo; set hidden 5; reset')
    expect(await bent.digest()).not.toBe(await straight.digest())
    await bent.reach(3)
    expect(await bent.digest()).toBe(await straight.digest())
    await bent.passage.standAt(-1)
    const fresh = await open()
    await fresh.reach(0)
    expect(await bent.digest()).toBe(await fresh.digest())
  })

  it('judges a prediction once its outcome has been shown, and not before', async () => {
    const { passage, reach } = await open()
    const guess = passage.lesson.script.steps[1]
    await reach(1)
    expect(passage.judged(guess, 'kept')).toBeNull()
    await reach(2)
    expect(passage.judged(guess, 'kept')).toEqual({ right: true, measured: 'kept' })
    expect(passage.judged(guess, 'lost')).toEqual({ right: false, measured: 'kept' })
  })

  it.each([
    ['the solution', 'clamp f 0; state', [false, true]],
    ['another way', 'clamp f 0 --to 3; state; clamp f 0; state', [false, true, true, true]],
    ['too little', 'clamp f 0.1; state', [false, false]],
    ['not looked at', 'clamp f 0', [false]],
    ['another look', 'clamp f 0; gates', [false, false]],
  ])('takes a task for done by its values: %s', async (_, line, wanted) => {
    const { reach, tries, begin, tried } = await open()
    await reach(3)
    begin()
    await tries(line)
    expect(tried).toEqual(wanted)
  })
})

describe('a prediction', () => {
  const number = {
    id: 'n',
    do: 'predict',
    shown: 's',
    number: { measure: 'x', from: 0, to: 10, within: 1 },
  } as const
  const curve = {
    id: 'c',
    do: 'predict',
    shown: 's',
    curve: { measure: 'xs', from: 0, to: 9, points: 3, within: 1 },
  } as const

  it.each([
    [number, 4, { x: 5 }, { right: true, measured: 5 }],
    [number, 3.9, { x: 5 }, { right: false, measured: 5 }],
    // At the first, the middle and the last; on the mean one off.
    [curve, [0, 4, 8], { xs: [0, 1, 2, 3, 4, 5, 6, 7, 8] }, { right: true, measured: [0, 4, 8] }],
    [curve, [0, 4, 5], { xs: [0, 1, 2, 3, 4, 5, 6, 7, 8] }, { right: true, measured: [0, 4, 8] }],
    [curve, [0, 4, 4], { xs: [0, 1, 2, 3, 4, 5, 6, 7, 8] }, { right: false, measured: [0, 4, 8] }],
  ])('%#', async (step, given, scope, wanted) => {
    const measured = await outcomeOf(step as Prediction, async (expression) =>
      workOut(expression, scope),
    )
    expect(checkPrediction(step as Prediction, given, measured)).toEqual(wanted)
  })

  it.each([{ xs: [1, null, 3] }, { xs: 'no list' }, { xs: [] }])(
    'of a curve needs numbers: %j',
    async (scope) => {
      const outcome = outcomeOf(curve as Prediction, async (expression) =>
        workOut(expression, scope),
      )
      await expect(outcome).rejects.toThrow('lesson-outcome')
    },
  )
})

describe('prose', () => {
  const words = 'Do this.\n\nIt is {one}.\n\nIt is {one}, and then {two}.'

  it('does not speak of what was not measured yet', () => {
    expect(filled(words, {})).toBe('Do this.')
    expect(filled(words, { one: '1' })).toBe('Do this.\n\nIt is 1.')
    expect(filled(words, { one: '1', two: '2' })).toBe(
      'Do this.\n\nIt is 1.\n\nIt is 1, and then 2.',
    )
    expect(filled('It is {constructor}.\n\nSo.', {})).toBe('So.')
  })
})

describe('for teachers', () => {
  it('a new lesson is one that works, and whose claim can fail', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatelab-'))
    close.push(() => rm(folder, { recursive: true }))
    const made = await createLesson(join(folder, 'my-lesson'))
    const { claims } = await checkLesson(await loadLesson(made), {
      seeds: [1, 2],
      mutants: true,
      lab: freshLab,
    })
    expect(claims.length).toBeGreaterThan(0)
    for (const { ok, mutants } of claims) {
      expect(ok).toBe(true)
      expect(mutants.length).toBeGreaterThan(0)
    }
    const before = await readFile(join(made, 'en.md'), 'utf8')
    await expect(createLesson(made)).rejects.toMatchObject({ code: 'folder-exists' })
    expect(await readFile(join(made, 'en.md'), 'utf8')).toBe(before)
    for (const name of ['..', 'My Lesson', 'a_b', '-'])
      await expect(createLesson(join(folder, 'x', name))).rejects.toThrow(InputError)
  })

  it.each([
    ['en', 'zh-CN'],
    ['zh-CN', 'en'],
  ] as const)('a page in %s is enough, and stands for the one in %s', async (kept, left) => {
    const { prose } = await loadLesson(
      await lessonFolder(kept === 'en' ? { zh: null } : { en: null }),
    )
    expect(prose[left]).toEqual(prose[kept])
    expect(prose[kept].title).toBe('A small lesson')
  })

  it('a page that is there must be right, whichever other there is', async () => {
    const folder = await lessonFolder({ zh: '# Nothing else\n' })
    await expect(loadLesson(folder)).rejects.toMatchObject({ file: join(folder, 'zh-CN.md') })
  })

  it('a lesson needs no section of the notes', async () => {
    const script = SCRIPT.replace(/^section:.*\n/m, '')
    expect(script).not.toContain('section')
    const lesson = await loadLesson(await lessonFolder({ script }))
    expect(textIn('en').learn.list.about(lesson.script.section, 3)).toBe('Takes about 3 minutes.')
    expect(textIn('zh-CN').learn.list.about(undefined, 3)).toBe('大约需要 3 分钟。')
  })

  it('the report says what was done', async () => {
    const all = await entries()
    const [{ key }] = all
    const answer = { given: 'x', sure: 3, right: false } as const
    const progress = noted(
      emptyProgress(),
      key,
      'why',
      { state: 'done', hints: 2, answer },
      new Date(0),
    )
    const report = reportOf(all, progress, '1.0.0', new Date(0))
    expect(v.is(learnerReport, JSON.parse(JSON.stringify(report)))).toBe(true)
    expect(report.lessons).toHaveLength(all.length)
    expect(report.lessons[0]).toMatchObject({
      id: key,
      done: 1,
      hints: 2,
      answered: 1,
      right: 0,
      confidentlyWrong: 1,
    })
    expect(report.lessons[1]).toMatchObject({ done: 0, progress: null })
  })
})
