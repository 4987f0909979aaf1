import { expect, it } from 'vitest'
import { checkAll } from '../../../src/lessons/check/check-all.ts'
import { checkLesson } from '../../../src/lessons/check/check-lesson.ts'
import { loadLesson } from '../../../src/lessons/load/load-lesson.ts'
import { challenged, replaced } from '../../support/broken-lessons/edits.ts'
import { freshLab, lessonFolder, SCRIPT } from '../../support/small-lesson.ts'

const LONGER =
  'tries: length, change: [{ do: replace, line: task adding --length 6 --hidden 3 --batch 2, ' +
  'by: task adding --length 12 --hidden 3 --batch 2 }]'
const LEAKS =
  'tries: settings, change: [{ do: replace, line: clamp f 1 --from 2, by: clamp f 0.9 --from 2 }]'

/** Its only claim, over the challenge `mine`: c_6 is c_1 where f is 1 and i is 0. */
async function claimOf(claim: string, challenge: string, seeds = [1, 2]) {
  const lesson = await loadLesson(await lessonFolder(challenged(claim, challenge)))
  const options = { seeds, mutants: false, challenges: true, lab: freshLab }
  return (await checkLesson(lesson, options)).claims[0]
}

it('a claim holds over a challenge that leaves what it says true', async () => {
  expect(await claimOf('holdsOver: [mine]', LONGER)).toMatchObject({
    ok: true,
    challenges: [
      { name: 'mine', tries: 'length', expected: 'holds', ok: true, measured: [true, true] },
    ],
  })
})

it('a claim that is said to hold where it does not fails', async () => {
  expect(await claimOf('holdsOver: [mine]', LEAKS)).toMatchObject({
    ok: false,
    measured: [true, true],
    challenges: [{ expected: 'holds', ok: false, measured: [false, false] }],
  })
})

it('a claim falls where it is said to, and fails where it holds there instead', async () => {
  expect(await claimOf('fallsOver: [mine]', LEAKS)).toMatchObject({ ok: true })
  expect(await claimOf('fallsOver: [mine]', LONGER)).toMatchObject({
    ok: false,
    challenges: [{ expected: 'falls', ok: false, measured: [true, true] }],
  })
})

it('a challenge has seeds of its own, and may hold on as many as the claim asks for', async () => {
  // The claim is true of seeds from 3 on, so in the lesson it falls on both seeds.
  const lesson = replaced(
    challenged('holdsOver: [mine]', 'tries: seeds, seed: 2').script as string,
    'measure: end.lstm.c[5] == end.lstm.c[0]',
    'measure: bench.spec.seeds[0] > 2.0',
  ).replace(
    '- { line: state, as: end }',
    '- { line: state, as: end }\n      - { line: show, as: bench }',
  )
  const { claims } = await checkLesson(await loadLesson(await lessonFolder({ script: lesson })), {
    ...{ seeds: [1, 2], mutants: false, challenges: true, lab: freshLab },
  })
  expect(claims[0]).toMatchObject({
    ok: false,
    measured: [false, false],
    challenges: [{ ok: true, measured: [true, true] }],
  })
})

it('is played only where it is asked for, and counted among the plays', async () => {
  const folder = await lessonFolder(challenged('holdsOver: [mine]', LEAKS))
  const plain = await lessonFolder({ script: SCRIPT })
  const reported = async (challenges: boolean) => {
    let opened = 0
    const lab = () => {
      opened++
      return freshLab()
    }
    const events = checkAll([folder, plain], { seeds: [1, 2], mutants: false, challenges, lab })
    for await (const event of events)
      if (event.type === 'check') return { opened, report: event.report }
    return null
  }
  const without = await reported(false)
  expect(without).toMatchObject({ opened: 4, report: { passed: 2, failed: 0 } })
  expect(without?.report.lessons[0].claims[0].challenges).toBeUndefined()
  expect(await reported(true)).toMatchObject({
    opened: 6,
    report: { passed: 1, failed: 1 },
  })
})
