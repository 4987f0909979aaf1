/** What is asked again, on a real pseudo-terminal. */
import { expect, it } from 'vitest'
import { learnerHome } from '../support/learner-home.ts'
import { gatelab } from '../support/program.ts'
import { lessonFolder } from '../support/small-lesson.ts'
import { textIn } from '../support/texts.ts'

const [ENTER, DOWN] = ['\r', '\u001b[B']
const { learn } = textIn('en')

const { state, open, progress, given } = learnerHome()

it('asks again what is due', async () => {
  const when = '2026-01-01T00:00:00.000Z'
  const answer = { given: 'switch', sure: 3, right: false, measured: 'keep-factor' }
  const due = { state: 'done', at: when, answer, review: { due: when, days: 1 } }
  const number = { ...due, answer: { given: 90, sure: 3, right: false, measured: 2 } }
  const lesson = (steps: object) => ({ seed: 1, step: null, at: when, finished: when, steps })
  const lessons = {
    'forget-gate': lesson({ why: due }),
    'memory-in-steps': lesson({ 'bias-one': number }),
  }
  await given(JSON.stringify({ schema: 'gatelab.progress/1', lessons }))
  expect((await gatelab(['review'], { XDG_STATE_HOME: state })).stdout).toContain('The forget gate')

  const program = open(['review'])
  await program.waitFor(
    (screen) =>
      screen.includes('What does a forget gate of 0.9 mean?') && screen.includes(learn.keys.pick),
  )
  const right = program.lines().find((line) => line.includes('Each step keeps nine tenths'))
  program.press(`${right?.trim().match(/\d/)?.[0]}${ENTER}`)
  await program.waitFor(learn.howSure)
  program.press(ENTER)
  await program.waitFor(learn.explain.right)
  program.press(ENTER)
  await program.waitFor(
    (screen) => screen.includes('median half-life') && screen.includes(learn.keys.number),
  )
  program.press('9')
  program.press(`0${ENTER}`)
  await program.waitFor(learn.howSure)
  program.press(ENTER)
  // What came of it is still there when why it is so has come below; then pages are turned.
  await program.waitFor(
    (screen) => screen.includes(learn.outcome.wrong) && screen.includes(learn.review.why),
    30_000,
  )
  program.press(ENTER)
  await program.waitFor('(2 of 3)')
  program.press(ENTER)
  await program.waitFor(learn.review.again)
  program.press(ENTER)
  await program.waitFor(learn.review.end)
  program.press(ENTER)
  expect(await program.exited).toBe(0)
  const after = (await progress()).lessons
  expect(after['forget-gate'].steps.why.review?.days).toBe(3)
  expect(after['memory-in-steps'].steps['bias-one'].review?.days).toBe(1)
  expect(after['memory-in-steps'].steps['bias-one'].review?.due).not.toBe(when)
})

it('asks what is due of lessons from elsewhere, and says of what is gone that it is', async () => {
  const own = await lessonFolder()
  const [when, later] = ['2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z']
  const answer = { given: 'squashed', sure: 3, right: false, measured: 'product' }
  const asked = (due: string) => ({ state: 'done', at: when, answer, review: { due, days: 1 } })
  const lesson = (steps: object) => ({ seed: 1, step: null, at: when, finished: when, steps })
  const lessons = {
    [own]: lesson({ why: asked(when), gone: asked(when), guess: asked(later) }),
    [`${own}-gone`]: lesson({ why: asked(when) }),
  }
  await given(JSON.stringify({ schema: 'gatelab.progress/1', lessons }))
  const program = open()
  await program.waitFor(learn.menu.reviewDue(1))
  program.press(`${DOWN}${DOWN}${ENTER}`)
  await program.waitFor(
    (screen) => screen.includes('A small lesson') && screen.includes(learn.keys.pick),
  )
  expect(program.screen()).toContain(learn.review.of(1, 1))
  const right = program.lines().find((line) => line.includes('f is a factor'))
  program.press(`${right?.trim().match(/\d/)?.[0]}${ENTER}`)
  await program.waitFor(learn.howSure)
  program.press(ENTER)
  await program.waitFor(learn.explain.right)
  program.press(ENTER)
  await program.waitFor(learn.review.gone(2))
  // It was answered rightly, and comes in three days: before the one of the far future, and after
  // today.
  expect(program.screen()).not.toContain('2026-01-01')
  expect(program.screen()).not.toContain('2999-01-01')
  program.press(ENTER)
  await program.waitFor(learn.menu.reviewDue(0))
  program.press('q')
  expect(await program.exited).toBe(0)
})
