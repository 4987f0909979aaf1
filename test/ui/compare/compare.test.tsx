import { describe, expect, test } from 'vitest'
import { expectFits, finished, halfway, start, TEXTS } from '../../support/compare-screen.ts'
import { PLAN, RUNS, training } from '../../support/comparison.ts'
import { KEY } from '../../support/terminal.ts'

const SIZES = [
  [80, 24],
  [120, 40],
] as const

test('the first frame shows the plan where it comes at once, and waits for no other', async () => {
  const { terminal, played } = start()
  played.send(PLAN)
  await terminal.waitFor('adding · T = 50 · H = 32')
  expect(terminal.raw()).not.toContain(TEXTS.en.ui.starting)
  const late = start()
  await late.terminal.waitFor(TEXTS.en.ui.starting)
  late.played.send(PLAN)
  await late.terminal.waitFor('adding · T = 50 · H = 32')
})

describe.each(SIZES)('at %i × %i', (columns, rows) => {
  test.each(['en', 'zh-CN'] as const)(
    'pictures, sentences, runs, progress and keys in %s',
    async (language) => {
      const text = TEXTS[language]
      const { terminal, played } = start(columns, rows, { text })
      played.send(...halfway)
      const screen = await terminal.waitFor(text.ui.live(400))
      expectFits(terminal, columns, rows)
      expect(screen).toContain('adding · T = 50 · H = 32')
      expect(screen).toContain('tanh RNN')
      if (rows >= 30) expect(screen).toContain(text.ui.status.training(400))
      // The legend and the axes of two pictures for each cell.
      const { cell, belt } = text.view.quantity
      expect(screen).toMatch(new RegExp(`(══|≈) ${cell} +(··|≈) ${belt}`, 'u'))
      expect(screen.split(text.ui.series.metric.mse).length).toBeGreaterThan(2)
      expect(screen.match(/└/g)).toHaveLength(4)
      expect(screen.match(/[┤│]/g)?.length).toBeGreaterThan(16)
      // Both rates of the made-up gradients.
      expect(screen).toContain('3.1')
      expect(screen).toContain('41')
      expect(screen).toContain(text.ui.short.training(350))
      expect(screen).toContain(text.ui.seedsDone(0, 3))
      const { pause, walk, oneSeries, nextSeed, pace, end, help } = text.ui.keys
      for (const key of [pause, walk, oneSeries, nextSeed, pace, end, help])
        expect(screen).toContain(key)
    },
  )
})

describe('keys', () => {
  test('arrows look back and forth, live goes on behind', async () => {
    const { terminal, played } = start()
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    terminal.press(KEY.left)
    await terminal.waitFor('step 350 of 400')
    terminal.press(KEY.left + KEY.left)
    await terminal.waitFor('step 250 of 400')
    played.send(...training(RUNS[0], 450, 450))
    await terminal.waitFor('step 250 of 450')
    terminal.press(KEY.end)
    await terminal.waitFor('live, step 450')
    terminal.press(KEY.home)
    await terminal.waitFor('step 0 of 450')
  })

  test('space, pace, next seed and help reach the comparison and the screen', async () => {
    const { terminal, played } = start()
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    terminal.press(' ')
    await terminal.waitFor('space resume')
    expect(terminal.screen()).toContain('paused')
    terminal.press(' ')
    await terminal.waitFor('space pause')
    terminal.press('--+')
    await terminal.waitFor('pace 500/s')
    terminal.press('?')
    await terminal.waitFor('any key closes this')
    terminal.press('x?')
    await terminal.waitFor((screen) => !screen.includes('any key closes this'))
    terminal.press('n')
    await terminal.waitFor('seed 2')
    expect(played.told).toEqual(['pause', 'resume', 'pace 500', 'pace 200', 'pace 500', 'skip 1'])
  })
})

test('for a screen reader there are words only', async () => {
  const { terminal, played } = start(120, 40, { screenReader: true })
  played.send(...finished)
  const screen = await terminal.waitFor('finished')
  expect(screen).not.toMatch(/[┤└]/)
  expect(screen).toContain('3.1')
  expect(screen).not.toContain('Pictures need')
})

test.each([true, false])('colour %s: the parts differ by words either way', async (color) => {
  const { terminal, played } = start(80, 24, { color })
  played.send(...halfway)
  const screen = await terminal.waitFor('live, step 400')
  expect(screen).toContain('tanh RNN')
  expect(screen).toContain('LSTM')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours are searched
  expect(/\u001b\[[0-9;]*m/.test(terminal.raw())).toBe(color)
})

test('a flood of events makes few frames', async () => {
  const { terminal, played } = start()
  played.send(PLAN, ...training(RUNS[0], 0, 50))
  await terminal.waitFor('live, step 50')
  const before = terminal.raw().split('\u001b[?2026h').length
  const flood = Array.from({ length: 20_000 }, (_, index) => ({
    type: 'progress' as const,
    run: RUNS[0],
    step: index % 500,
    stepsPerSecond: 400,
    secondsLeft: 9,
  }))
  played.send(...flood, ...training(RUNS[0], 100, 100))
  await terminal.waitFor('live, step 100')
  expect(terminal.raw().split('\u001b[?2026h').length - before).toBeLessThan(20)
})
