/** On a terminal whose locale is not UTF-8 pictures are ASCII; where it says nothing they are not. */
import { afterEach, expect, it } from 'vitest'
import { closePrograms, openProgram } from '../support/pty.ts'

const QUICK = 'compare adding --length 5 --hidden 4 --steps 20 --seeds 1'.split(' ')
const NOT_ASCII = /[^\r\n -~]/

afterEach(closePrograms)

it.each([
  ['LANG', 'C'],
  ['LC_ALL', 'en_US.ISO-8859-1'],
])('%s=%s: the screen, the result and a refusal are ASCII', async (name, locale) => {
  const env = { [name]: locale }
  const screen = openProgram(QUICK, { env })
  await screen.waitFor('finished')
  expect(screen.screen()).toContain('dL/dh')
  expect(screen.screen()).not.toMatch(NOT_ASCII)
  screen.press('q')
  expect(await screen.exited).toBe(0)
  expect(screen.main()).toContain('dL/dc')
  expect(screen.main()).not.toMatch(NOT_ASCII)

  const refused = openProgram(['compare', 'adding’'], { env })
  expect(await refused.exited).toBe(2)
  expect(refused.main()).not.toMatch(NOT_ASCII)
})

it('JSON is what it is everywhere, and no locale is no reason', async () => {
  const json = openProgram(['tasks', '--json'], { env: { LANG: 'C' }, columns: 200 })
  expect(await json.exited).toBe(0)
  const silent = openProgram(QUICK, { env: { LANG: '' } })
  await silent.waitFor('finished')
  expect(silent.screen()).toContain('∂L/∂h')
  silent.press('q')
  await silent.exited
  expect(json.raw()).toMatch(/[≥≤∂−×’…–]/)
})
