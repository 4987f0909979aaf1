/** The axis of norms in JSON counts the exact zeros that the picture has in a row of their own. */
import { afterAll, expect, it } from 'vitest'
import { withAxis } from '../../src/cli/lab-document.ts'
import { Session } from '../../src/commands/session/session.ts'
import { labText } from '../../src/view/lab/lab-text.ts'
import { eventsOf, host } from '../support/sessions.ts'
import { textIn } from '../support/texts.ts'

const session = new Session(host())
afterAll(() => session.close())

async function gradient(...before: string[]) {
  for (const line of before) await eventsOf(session, line)
  const [event] = await eventsOf(session, 'gradient --cells lstm')
  if (event.type !== 'lab') throw new Error('no result')
  return event.result
}

const ROW_OF_ZEROS = /^ *0┊/m

it('counts none where nothing is zero, and every one where both paths are cut', async () => {
  const whole = await gradient('task adding --length 6 --hidden 3 --batch 4')
  // At t = 6 there are no detours by their nature, and no row for that.
  expect(withAxis(whole).norms?.zeros).toBe(0)
  expect(labText(whole, textIn('en'), 80)).not.toMatch(ROW_OF_ZEROS)
  const cut = await gradient('sever belt', 'sever gates')
  // ∂L/∂h, ∂L/∂c, the belt and the rest are zero at t < 6.
  expect(withAxis(cut).norms?.zeros).toBe(4 * 5)
  expect(labText(cut, textIn('en'), 80)).toMatch(ROW_OF_ZEROS)
})
