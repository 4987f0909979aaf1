/**
 * The comparison's screen at common sizes, stored as it is seen: `CONTRACT=renew` in the
 * environment of this file's tests stores it anew, to be looked at as a picture.
 */
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Charts } from '../../../src/view/shared/text-types.ts'
import { stored } from '../../contract/held.ts'
import { expectFits, halfway, start, TEXTS } from '../../support/compare-screen.ts'

const SIZES = [
  [60, 20],
  [80, 24],
  [100, 30],
  [120, 40],
  [160, 50],
] as const
const FRAMES = fileURLToPath(new URL('./frames', import.meta.url))

const LANGUAGES = ['en', 'zh-CN'] as const

/** The frame as it is seen. */
async function frameOf(
  columns: number,
  rows: number,
  language: (typeof LANGUAGES)[number],
  color: boolean,
  charts: Charts = 'coarse',
) {
  const { view, ...words } = TEXTS[language]
  const text = { ...words, view: { ...view, charts } }
  const { terminal, played } = start(columns, rows, { text, color })
  played.send(...halfway)
  const screen = await terminal.waitFor(
    (shown) => shown.includes(text.ui.live(400)) && shown.includes('350'),
  )
  expectFits(terminal, columns, rows)
  // Blanks at the end of a line may be written or not.
  const lines = screen.split('\n').map((line) => line.trimEnd())
  return { screen: `${lines.join('\n').trimEnd()}\n`, lines: lines.slice(0, rows - 1) }
}

describe.each(SIZES)('at %i × %i', (columns, rows) => {
  test.each(LANGUAGES)('the frame in %s, the same in colour and without', async (language) => {
    const { screen, lines } = await frameOf(columns, rows, language, false)
    const path = `${FRAMES}/${columns}x${rows}.${language}.txt`
    expect(screen).toBe(stored(path, screen))
    expect((await frameOf(columns, rows, language, true)).screen).toBe(screen)
    // The height is used: while a picture has fewer than twelve lines, hardly any stays empty.
    if (columns < 80) return
    const plots = lines.flatMap((line, at) => (/^ *\S*└/.test(line) ? [at] : []))
    expect(plots).toHaveLength(2)
    const heights = plots.map((foot) => {
      const top = lines.slice(0, foot).findLastIndex((line) => !/^ *\S*[┤│]/.test(line))
      return foot - top
    })
    const empty = lines.filter((line) => line.trim() === '').length
    if (Math.min(...heights) < 12) expect(empty).toBeLessThanOrEqual(2)
  })
})

test.each(SIZES)('in dots at %i × %i, the same in colour and without', async (columns, rows) => {
  for (const language of LANGUAGES) {
    const { screen } = await frameOf(columns, rows, language, false, 'fine')
    expect(screen).toBe(stored(`${FRAMES}/${columns}x${rows}.fine.${language}.txt`, screen))
    expect((await frameOf(columns, rows, language, true, 'fine')).screen).toBe(screen)
  }
})

describe.each([
  [60, 20],
  [80, 24],
  [120, 40],
] as const)('what w shows, at %i × %i', (columns, rows) => {
  test.each(LANGUAGES)('in %s, without colour', async (language) => {
    const text = TEXTS[language]
    const { terminal, played } = start(columns, rows, { text, color: false })
    played.send(...halfway)
    await terminal.waitFor((shown) => shown.includes(text.ui.live(400)) && shown.includes('350'))
    for (const lower of ['waterfall', 'gates'] as const) {
      terminal.press('w')
      const shown = await terminal.waitFor(text.ui.keys[lower])
      expectFits(terminal, columns, rows)
      const lines = shown.split('\n').map((line) => line.trimEnd())
      const screen = `${lines.join('\n').trimEnd()}\n`
      const path = `${FRAMES}/${columns}x${rows}.${lower}.${language}.txt`
      expect(screen).toBe(stored(path, screen))
    }
  })
})

test('s shows one line of the gradient at a time, then all again', async () => {
  const { terminal, played } = start(120, 40)
  played.send(...halfway)
  const all = await terminal.waitFor(
    (shown) => shown.includes('live, step 400') && shown.includes('350'),
  )
  expect(all).toContain('── ∂L/∂h ≈ ∂L/∂c   ·· belt')
  terminal.press('s')
  await terminal.waitFor((screen) => !screen.includes('≈ ∂L/∂c') && !screen.includes('belt'))
  terminal.press('s')
  await terminal.waitFor((screen) => screen.includes('══ ∂L/∂c') && !screen.includes('belt'))
  terminal.press('s')
  await terminal.waitFor((screen) => screen.includes('·· belt') && !screen.includes('══ ∂L/∂c'))
  terminal.press('s')
  expect(await terminal.waitFor('── ∂L/∂h ≈ ∂L/∂c   ·· belt')).toBe(all)
})

test('what the pictures say stands in full below the keys', async () => {
  const { terminal, played } = start(80, 24)
  played.send(...halfway)
  await terminal.waitFor('live, step 400')
  terminal.press('?')
  const help = await terminal.waitFor('any key closes this')
  expect(help).toContain('falls ×10 every 3.1 steps going back')
})

test('a sequence of the task, with what both nets answer, stands below the keys', async () => {
  const { terminal, played } = start(80, 40)
  const example = {
    ...{ task: 'recall', number: 1, seed: 1, length: 5, end: 5, marks: [1], x: null },
    ...{ symbols: [...'2abcd'], channels: null, outputs: ['1', '2'] },
    ...{ loss: 'cross-entropy' as const, asked: [{ t: 5, wanted: [0, 1] }] },
  }
  const told = halfway.map((event) =>
    event.type === 'observation'
      ? {
          ...event,
          observation: {
            ...event.observation,
            example,
            answer: {
              outputs: [event.run.cell === 'rnn' ? [0.6, 0.4] : [0.1, 0.9]],
              ...{ loss: 1, right: null, of: null },
            },
          },
        }
      : event,
  )
  played.send(...told)
  await terminal.waitFor('live, step 400')
  terminal.press('?')
  const help = await terminal.waitFor('Sequence 1 of the held-out data of recall')
  expect(help).toMatch(/^input +2 a b c d/m)
  expect(help).toContain('RNN (step 400) answers 1 with a probability of 0.6')
  expect(help).toContain('LSTM (step 350) answers 2, as wanted')
})
