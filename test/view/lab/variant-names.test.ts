/** A variant in the LSTM's place is called by its name in all that results and reports say. */
import { afterAll, describe, expect, it } from 'vitest'
import { Session } from '../../../src/commands/session/session.ts'
import { VARIANTS } from '../../../src/engine/types.ts'
import { pictureSvg } from '../../../src/view/lab/lab-svg.ts'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { wordsFor } from '../../../src/view/report/models.ts'
import { eventsOf, host } from '../../support/sessions.ts'
import { textIn } from '../../support/texts.ts'

const LANGUAGES = ['en', 'zh-CN'] as const
const session = new Session(host())
afterAll(() => session.close())

it.each([
  ['min-lstm', 'minLSTM'],
  ['no-input', 'no-input LSTM'],
])('%s', async (variant, name) => {
  await eventsOf(session, `task adding --length 5 --hidden 3 --batch 4 --variant ${variant}`)
  for (const line of ['train 2 --cells lstm', 'gradient --cells lstm', 'jacobian', 'example']) {
    const event = (await eventsOf(session, line)).at(-1)
    if (event?.type !== 'lab') throw new Error('no result')
    expect(event.result.variant).toBe(variant)
    for (const text of LANGUAGES.map(textIn))
      for (const said of [
        labText(event.result, text, 76).replace(/\s+/g, ' '),
        pictureSvg(event.result, text) ?? name,
      ]) {
        expect(said, line).toContain(name)
        expect(said.replaceAll(name, ''), line).not.toContain('LSTM')
      }
  }
})

describe.each(LANGUAGES)('%s', (language) => {
  const { view } = textIn(language)
  const bare = (name: string) => name.toLowerCase().replaceAll('-', '')

  it.each(VARIANTS.filter((one) => one !== 'standard'))('%s is known by its option', (variant) => {
    expect(bare(wordsFor(variant, view).cell.lstm)).toContain(bare(variant))
    expect(wordsFor(variant, view).cell.rnn).toBe(view.cell.rnn)
  })

  it('the standard LSTM keeps its name', () => {
    expect(wordsFor('standard', view)).toBe(view)
  })
})
