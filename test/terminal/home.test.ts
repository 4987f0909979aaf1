/**
 * The house of the lessons on a real pseudo-terminal: its rooms, its doors, and what is kept when
 * one leaves.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { learnerHome } from '../support/learner-home.ts'
import { gatelab } from '../support/program.ts'
import { textIn } from '../support/texts.ts'

const [ENTER, ESC, CTRL_C, DOWN] = ['\r', '\u001b', '\u0003', '\u001b[B']
const { learn } = textIn('en')
const zh = textIn('zh-CN').learn

const { state, open, progress, given } = learnerHome()

it('walks from screen to screen and back, in either language, within the program', async () => {
  const program = open([], { folder: state })
  await program.waitFor(learn.menu.hint)
  expect(program.screen()).toContain(learn.menu.begin('One sequence, there and back'))

  program.press(`${DOWN}${ENTER}`)
  await program.waitFor(learn.menu.hintWithin)
  expect(program.screen()).toContain('The museum of honest failures')
  program.press(`${DOWN.repeat(2)}${ENTER}`)
  await program.waitFor('The vanishing gradient · begin')
  program.press(':')
  await program.waitFor('gatelab>')
  program.press(`show${ENTER}`)
  // The workbench is the lesson's.
  await program.waitFor((screen) => screen.includes('T = 50, H = 16, B = 16'))
  program.press(ESC)
  await program.waitFor('The vanishing gradient · begin')
  program.press('l')
  await program.waitFor('梯度消失 · 开始')
  program.press(ESC)
  await program.waitFor(zh.menu.hintWithin)
  program.press(ESC)
  await program.waitFor(zh.menu.hint)

  program.press(`${DOWN.repeat(3)}`)
  await program.waitFor(`❯ ${zh.menu.lab}`)
  program.press(ENTER)
  await program.waitFor('gatelab>')
  program.press(ESC)
  await program.waitFor(zh.menu.hint)
  program.press(`\u001b[A${ENTER}`)
  // The tasks with what each is; the comparison; what it came to, which stays on the home screen.
  await program.waitFor(zh.menu.chooseTask)
  expect(program.screen()).toContain(textIn('zh-CN').tasks.recall.title)
  program.press(`${DOWN.repeat(3)}${ENTER}`)
  await program.waitFor('tanh RNN')
  program.press('q')
  await program.waitFor(zh.menu.result('recall'), 30_000)
  expect(program.screen()).toContain('gatelab compare recall')
  program.press('s')
  await program.waitFor(zh.menu.resultSaved('gatelab-recall.html'))
  program.press(ESC)
  await program.waitFor(zh.menu.hint)
  expect(program.screen()).toContain(zh.menu.result('recall'))
  program.press('l')
  await program.waitFor(learn.menu.hint)
  program.press('q')
  expect(await program.exited).toBe(0)
  expect(program.onAlternateScreen()).toBe(false)
  expect(program.main()).toContain('gatelab compare recall')
  expect(await readFile(join(state, 'gatelab-recall.html'), 'utf8')).toContain(
    'gatelab compare recall',
  )
  expect((await progress()).language?.name).toBe('en')
})

it('goes on at the same step after Ctrl-C, with what was said', async () => {
  const first = open(['learn', 'forget-gate'])
  await first.waitFor('The forget gate · begin')
  first.press(ENTER)
  await first.waitFor(learn.step(1, 10))
  first.press(ENTER)
  await first.waitFor(learn.step(2, 10))
  first.press(`2${ENTER}`)
  await first.waitFor(learn.howSure)
  first.press(`3${ENTER}`)
  await first.waitFor('You said')
  first.press(ENTER)
  await first.waitFor(learn.step(3, 10))
  first.press(CTRL_C)
  expect(await first.exited).toBe(130)
  expect(first.onAlternateScreen()).toBe(false)
  const { steps, step } = (await progress()).lessons['forget-gate']
  expect(step).toBe('look')
  expect(steps['what-comes-out'].answer).toMatchObject({
    given: 'mostly-0-or-1',
    sure: 3,
    right: null,
  })

  const home = open()
  await home.waitFor(learn.menu.goOn('The forget gate', 3, 10))
  home.press(ENTER)
  await home.waitFor(
    (screen) => screen.includes(learn.step(3, 10)) && screen.includes(learn.keys.run),
  )
  home.press(ENTER)
  // The prediction came out otherwise, and it was given with certainty: it will be asked again.
  await home.waitFor(learn.outcome.wrong)
  home.press(ESC)
  await home.waitFor(learn.menu.hint)
  home.press('q')
  expect(await home.exited).toBe(0)
  const after = (await progress()).lessons['forget-gate'].steps['what-comes-out']
  expect(after.answer).toMatchObject({ given: 'mostly-0-or-1', right: false, measured: 'between' })
  expect(after.review?.days).toBe(1)
})

it('runs the steps before again when it goes on, and says so', async () => {
  const when = '2026-01-01T00:00:00.000Z'
  const lessons = {
    'vanishing-gradient': { seed: 2, step: 'why', at: when, finished: null, steps: {} },
  }
  await given(JSON.stringify({ schema: 'gatelab.progress/1', lessons }))
  const program = open(['learn', 'vanishing-gradient'])
  await program.waitFor(learn.catchingUp(6, 11).slice(0, 40))
  await program.waitFor(
    (screen) => screen.includes(learn.step(10, 11)) && screen.includes(learn.keys.pick),
    30_000,
  )
  program.press(`:`)
  // On the seed with which it was begun, and trained.
  await program.waitFor((screen) => screen.includes('seed 2') && screen.includes('solved'))
  program.press(ESC)
  await program.waitFor(learn.keys.pick)
  program.press(ESC)
  expect(await program.exited).toBe(0)
})

it('tells of a damaged file also where a lesson is opened at once', async () => {
  await given('{"schema": "gatelab.progress/1", "lessons": {')
  const program = open(['learn', 'forget-gate'])
  await program.waitFor('The forget gate · begin')
  program.press(ESC)
  expect(await program.exited).toBe(0)
  expect(program.main()).toContain('was damaged')
})

it('tells of a damaged file, keeps it, and goes on', async () => {
  await given('{"schema": "gatelab.progress/1", "lessons": {')
  const program = open()
  await program.waitFor('was damaged')
  program.press('q')
  expect(await program.exited).toBe(0)
  const kept = (await readdir(join(state, 'gatelab'))).filter((name) => name.includes('damaged'))
  expect(kept).toHaveLength(1)
})

it('loses nothing of two programs at once', async () => {
  const programs = [open(['learn', 'forget-gate']), open(['learn', 'input-gate'])]
  for (const program of programs) {
    await program.waitFor('· begin')
    program.press(ENTER)
    await program.waitFor('step 1 of')
    program.press(ENTER)
    await program.waitFor('step 2 of')
  }
  for (const program of programs) {
    program.press(ESC)
    expect(await program.exited).toBe(0)
  }
  const { lessons } = await progress()
  expect(Object.keys(lessons).toSorted()).toEqual(['forget-gate', 'input-gate'])
  for (const { steps } of Object.values(lessons)) expect(Object.values(steps)[0].state).toBe('done')
})

it.each(['SIGTERM', 'SIGHUP'] as const)('gives the terminal back at %s', async (signal) => {
  const program = open(['learn'])
  await program.waitFor(learn.menu.hintWithin)
  program.signal(signal)
  expect(await program.exited).toBe(signal === 'SIGTERM' ? 143 : 129)
  expect(program.onAlternateScreen()).toBe(false)
})

it('off a terminal lists the lessons, prints one, and lays out a new one', async () => {
  const env = { XDG_STATE_HOME: state }
  const list = await gatelab(['learn'], env)
  const course = await readdir(new URL('../../lessons/', import.meta.url))
  const listed = list.stdout.match(/^ ?\d+[ b] [a-z-]+ /gm)?.map((one) => one.trim().split(/ +/)[1])
  expect(listed).toEqual(
    course
      .filter((name) => /^\d/.test(name))
      .toSorted()
      .map((name) => name.replace(/^\d+b?-/, '')),
  )
  const json = JSON.parse((await gatelab(['learn', '--json'], env)).stdout)
  expect(json.schema).toBe('gatelab.lessons/1')
  expect(json.lessons).toContainEqual(
    expect.objectContaining({ id: 'forget-gate', minutes: 10, progress: null }),
  )
  expect((await gatelab(['learn', 'forget-gate', '--lang', 'zh-CN'], env)).stdout).toContain(
    '遗忘门为 0.9 是什么意思',
  )
  expect((await gatelab([], env)).stdout).toContain('gatelab <command>')

  const made = await gatelab(['learn', '--new', 'my-lesson'], env, { cwd: state })
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('my-lesson')])
  expect((await gatelab(['check', 'my-lesson', '--mutants'], env, { cwd: state })).code).toBe(0)
  const mine = await gatelab(['learn', './my-lesson', '--json'], env, { cwd: state })
  expect(JSON.parse(mine.stdout).id).toBe('my-lesson')
  expect(await gatelab(['learn', '--new', 'my-lesson'], env, { cwd: state })).toMatchObject({
    code: 2,
    stdout: '',
  })
  expect((await gatelab(['learn', '--report', 'r.json'], env, { cwd: state })).code).toBe(0)
  expect(JSON.parse(await readFile(join(state, 'r.json'), 'utf8')).schema).toBe('gatelab.learner/1')
  const none = await gatelab(['learn', 'nothing'], env, { cwd: state })
  expect(none.code).toBe(2)
  expect(none.stderr.trim().split('\n')).toHaveLength(1)
})
