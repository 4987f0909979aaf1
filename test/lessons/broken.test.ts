import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkLesson } from '../../src/lessons/check/check-lesson.ts'
import { LessonError } from '../../src/lessons/format/lesson-error.ts'
import { loadLesson } from '../../src/lessons/load/load-lesson.ts'
import { lessons as en } from '../../src/text/en/lessons.ts'
import { lessons as zh } from '../../src/text/zh-CN/lessons.ts'
import { deep, long, replaced, script } from '../support/broken-lessons/edits.ts'
import { KINDS } from '../support/broken-lessons.ts'
import { freshLab, lessonFolder, SCRIPT } from '../support/small-lesson.ts'

/** What is wrong with a lesson; null where nothing is. */
const lessonErrorOf = (folder: string): Promise<LessonError | null> =>
  loadLesson(folder)
    .then((lesson) =>
      checkLesson(lesson, {
        ...{ seeds: [1], mutants: true, challenges: true, lab: freshLab, limit: 20_000 },
      }),
    )
    .then(
      () => null,
      (error) => error,
    )

const sentencesOf = ({ code, facts }: LessonError): string[] =>
  [en, zh].map(({ problems }) =>
    (problems[code as 'lesson-time'] as (facts: unknown) => string)(facts),
  )

it.each(KINDS)(
  '%s is refused in one line, with file and line',
  async (_, code, files, file, line) => {
    const folder = await lessonFolder(files)
    const problem = await lessonErrorOf(folder)
    expect(problem).toBeInstanceOf(LessonError)
    if (!problem) return
    expect([problem.code, problem.file, problem.line]).toEqual([code, join(folder, file), line])
    for (const sentence of sentencesOf(problem)) {
      expect(sentence).not.toMatch(/\n|undefined|\[object|NaN/)
      expect(sentence.length).toBeLessThan(400)
    }
  },
)

it('says in both languages what is wrong, each kind with words of its own', () => {
  const codes = new Set(KINDS.map(([, code]) => code))
  const unseen = Object.keys(en.problems).filter((code) => !codes.has(code as LessonError['code']))
  // These are met elsewhere: by links, by paths, by archives, and by the clock.
  expect(unseen.toSorted()).toEqual([
    'expression-memory',
    'lesson-archive',
    'lesson-outside',
    'lesson-page',
    'lesson-time',
    'lesson-trouble',
  ])
})

it('the lesson that they are made of is one', async () => {
  const lesson = await loadLesson(await lessonFolder())
  const { claims } = await checkLesson(lesson, { seeds: [1, 2, 3], mutants: true, lab: freshLab })
  expect(claims).toEqual([
    {
      id: 'carried',
      step: 'look',
      covers: [19],
      ok: true,
      measured: [true, true, true],
      expected: 'true',
      bound: 'true',
      ofTen: null,
      mutants: [{ name: 'almost', killed: true, measured: false }],
      challenges: [],
    },
  ])
})

it('a claim that survives its mutant fails', async () => {
  const weak = {
    script: replaced(
      SCRIPT,
      'measure: end.lstm.c[5] == end.lstm.c[0]',
      'measure: size(end.lstm.c) == 6',
    ),
  }
  const { claims } = await checkLesson(await loadLesson(await lessonFolder(weak)), {
    seeds: [1],
    mutants: true,
    lab: freshLab,
  })
  expect(claims[0]).toMatchObject({ ok: false, measured: [true], mutants: [{ killed: false }] })
})

it('an expression that fills the memory is given up', async () => {
  const problem = await lessonErrorOf(await lessonFolder(long(`size(${deep('map', '1')}) > 0`)))
  // Where memory is slow, time is over first.
  expect(problem?.code).toMatch(/^expression-(memory|time)$/)
  expect(problem?.line).toBe(24)
  for (const sentence of sentencesOf(problem as LessonError))
    expect(sentence).not.toMatch(/\n|undefined/)
})

it.each([
  'train 1000',
  'until solved --steps 1000',
  'gradient --cells lstm',
  'clamp f 0.5',
  'compare --seeds 2 --steps 500',
])('what takes longer than a lesson may is not begun: %s', async (line) => {
  const large = 'task adding --length 1000 --hidden 256 --batch 32'
  const folder = await lessonFolder(script('- clamp i 0 --from 2', `- ${large}; ${line}`))
  const check = checkLesson(await loadLesson(folder), {
    seeds: [1],
    mutants: false,
    lab: freshLab,
    limit: 1000,
  })
  await expect(check).rejects.toMatchObject({ code: 'lesson-effort', line: 18 })
})

/** A lab that does not know how long anything takes. */
function carefree() {
  const { lab, close } = freshLab()
  lab.secondsOf = async () => 0
  return { lab, close }
}

it.each([
  ['training that never ends', 'train 100000000'],
  [
    'a single step that takes minutes',
    'task adding --length 1000 --hidden 512 --batch 64; train 1',
  ],
  ['a question that takes minutes', 'task adding --length 1000 --hidden 512 --batch 64; gradient'],
  [
    'surgery that asks for much at once',
    'task adding --length 1000 --hidden 512 --batch 64; clamp f 0.5',
  ],
  [
    'a comparison that takes minutes',
    'compare adding --length 1000 --hidden 512 --batch 64 --seeds 3',
  ],
])('%s is ended when its time is over', async (_, line) => {
  const endless = { script: replaced(SCRIPT, '- clamp i 0 --from 2', `- ${line}`) }
  const lesson = await loadLesson(await lessonFolder(endless))
  const check = checkLesson(lesson, { seeds: [1], mutants: false, lab: carefree, limit: 1500 })
  await expect(check).rejects.toMatchObject({ code: 'lesson-time', line: 18 })
})
