/** The diagrams of a step, there and back, have tanh in the candidate's box where it is computed. */
import { afterAll, expect, it } from 'vitest'
import { Session } from '../../../src/commands/session/session.ts'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { eventsOf, host } from '../../support/sessions.ts'
import { textIn } from '../../support/texts.ts'

const session = new Session(host())
afterAll(() => session.close())

it.each([
  ['standard', true],
  ['peephole', true],
  ['no-candidate-tanh', false],
  ['min-lstm', false],
  ['min-gru', false],
  ['s-lstm', true],
])('%s: %s', async (variant, squashed) => {
  await eventsOf(session, `task adding --length 5 --hidden 3 --variant ${variant}`)
  for (const line of ['walk 3', 'walk --back 3 --cells lstm']) {
    const [event] = await eventsOf(session, line)
    if (event.type !== 'lab') throw new Error('no result')
    const boxes = labText(event.result, textIn('en'), 76).match(/│(?:tanh| z )│/g)
    expect(boxes, line).toEqual([squashed ? '│tanh│' : '│ z │'])
  }
})
