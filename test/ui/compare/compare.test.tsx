import { afterEach, describe, expect, test, vi } from 'vitest'

// Ink asks for these when it is loaded: under CI it draws nothing.
vi.hoisted(() => {
  process.env.CI = 'false'
  process.env.CONTINUOUS_INTEGRATION = 'false'
  process.env.FORCE_COLOR = '1'
})

import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { understoodOf } from '../../../src/inspection/given-data/summarize-data.ts'
import { ownData as englishOwn } from '../../../src/text/en/own-data.ts'
import { ui as englishUi } from '../../../src/text/en/ui.ts'
import { view as englishView } from '../../../src/text/en/view.ts'
import { ownData as chineseOwn } from '../../../src/text/zh-CN/own-data.ts'
import { ui as chineseUi } from '../../../src/text/zh-CN/ui.ts'
import { view as chineseView } from '../../../src/text/zh-CN/view.ts'
import { resolveSpec } from '../../../src/training/setup/resolve-spec.ts'
import { type CompareOptions, showCompare } from '../../../src/ui/compare/compare.tsx'
import {
  PLAN,
  playedComparison,
  RUNS,
  reportOf,
  training,
  wholeRun,
} from '../../support/comparison.ts'
import { type FakeTerminal, KEY, openTerminal } from '../../support/terminal.ts'

const TEXTS = {
  en: { ui: englishUi, view: englishView, ownData: englishOwn },
  'zh-CN': { ui: chineseUi, view: chineseView, ownData: chineseOwn },
}
const SIZES = [
  [80, 24],
  [120, 40],
] as const

const running: { end(): void; terminal: FakeTerminal; result: Promise<unknown> }[] = []

function start(columns = 80, rows = 24, options: Partial<CompareOptions> = {}) {
  const terminal = openTerminal(columns, rows)
  const played = playedComparison()
  const result = showCompare(played, {
    text: TEXTS.en,
    color: true,
    streams: { stdin: terminal.stdin, stdout: terminal.stdout },
    ...options,
  })
  result.catch(() => {})
  running.push({ end: played.end, terminal, result })
  return { terminal, played, result }
}

/** No test leaves a screen behind. */
afterEach(async () => {
  for (const { end, terminal, result } of running.splice(0)) {
    end()
    terminal.press('qq')
    await result.catch(() => {})
  }
})

const halfway = [PLAN, ...training(RUNS[0], 0, 400), ...training(RUNS[1], 0, 350)]
const finished = [
  PLAN,
  ...RUNS.flatMap(wholeRun),
  { type: 'report' as const, report: reportOf(RUNS) },
]

/** The frame keeps one line free, and no line is wider than the terminal. */
function expectFits(terminal: FakeTerminal, columns: number, rows: number) {
  const lines = terminal.lines()
  expect(lines).toHaveLength(rows)
  expect(lines[rows - 1]).toBe('')
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
}

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

describe.each([
  [120, 40, true],
  [80, 24, false],
  [50, 20, true],
] as const)('at %i × %i', (columns, rows, said) => {
  test.each(['en', 'zh-CN'] as const)(
    'what was understood of a file has a line where there is room, in %s',
    async (language) => {
      const text = TEXTS[language]
      const path = fileURLToPath(new URL('../../fixtures/own/air_raw.jsonl', import.meta.url))
      const understood = understoodOf(resolveSpec({ task: 'data', file: { form: 'data', path } }))
      if (!understood) throw new Error('nothing was understood')
      const read = { ...understood, file: { ...understood.file, path: 'air.jsonl' } }
      const { terminal, played } = start(columns, rows, { text })
      played.send({ type: 'reads', understood: read }, ...halfway)
      const screen = await terminal.waitFor(text.ui.live(400))
      expectFits(terminal, columns, rows)
      expect(screen.includes('air.jsonl')).toBe(said)
      expect(screen).toContain('adding · T = 50 · H = 32')
    },
  )
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
      expect(screen).toContain(`══ ${text.view.quantity.cell}   ·· ${text.view.quantity.belt}`)
      expect(screen.split(text.ui.series.metric.mse).length).toBeGreaterThan(2)
      expect(screen.match(/└/g)).toHaveLength(4)
      expect(screen.match(/[┤│]/g)?.length).toBeGreaterThan(16)
      // Both rates of the made-up gradients.
      expect(screen).toContain('3.1')
      expect(screen).toContain('41')
      expect(screen).toContain(text.ui.short.training(350))
      expect(screen).toContain(text.ui.seedsDone(0, 3))
      const { pause, walk, nextSeed, pace, end, help } = text.ui.keys
      for (const key of [pause, walk, nextSeed, pace, end, help]) expect(screen).toContain(key)
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

describe('the end', () => {
  test('after the report the learner looks back until q; the main screen comes back', async () => {
    const { terminal, played, result } = start()
    played.send(...finished)
    played.end()
    await terminal.waitFor('finished')
    expect(terminal.screen()).toContain('✓350')
    expect(terminal.onAlternateScreen()).toBe(true)
    terminal.press(KEY.left)
    await terminal.waitFor('step 450 of 500')
    terminal.press('n')
    await terminal.waitFor('seed 1')
    terminal.press('q')
    await expect(result).resolves.toMatchObject({
      report: { schema: 'gatelab.report/1', runs: { length: 6 } },
    })
    expectLeft(terminal)
    expect(played.told).toEqual([])
  })

  test('q in the middle ends early, waits for the report and leaves', async () => {
    const { terminal, played, result } = start()
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    terminal.press('q')
    await terminal.waitFor('ending')
    expect(played.told).toEqual(['stop'])
    played.send({ type: 'report', report: reportOf([], true) })
    played.end()
    await expect(result).resolves.toMatchObject({ report: { partial: true } })
    expectLeft(terminal)
  })

  test('Ctrl-C does the same and tells the caller', async () => {
    const signals: string[] = []
    const { terminal, played, result } = start(80, 24, {
      interrupted: (signal) => signals.push(signal),
    })
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    terminal.press(KEY.ctrlC)
    await terminal.waitFor('ending')
    played.send({ type: 'report', report: reportOf([], true) })
    played.end()
    await result
    expect(signals).toEqual(['SIGINT'])
    expect(played.told).toEqual(['stop'])
    expectLeft(terminal)
  })

  test('a second Ctrl-C leaves at once; the report is still waited for', async () => {
    const { terminal, played, result } = start()
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    terminal.press(KEY.ctrlC)
    await terminal.waitFor('ending')
    terminal.press(KEY.ctrlC)
    await terminal.waitFor((screen) => !screen.includes('ending'))
    expectLeft(terminal)
    played.send({ type: 'report', report: reportOf([], true) })
    played.end()
    await expect(result).resolves.toMatchObject({ report: { partial: true } })
  })

  test('a signal clears the screen at once, even when a learner is looking back', async () => {
    const controller = new AbortController()
    const { terminal, played, result } = start(80, 24, { signal: controller.signal })
    played.send(...finished)
    played.end()
    await terminal.waitFor('finished')
    controller.abort()
    await expect(result).resolves.toMatchObject({ report: { partial: false } })
    expectLeft(terminal)
  })

  test('events that fail and events that stop early both restore the terminal', async () => {
    const failing = start()
    failing.played.send(...halfway)
    await failing.terminal.waitFor('live, step 400')
    failing.played.fail(new Error('the pool broke'))
    await expect(failing.result).rejects.toThrow('the pool broke')
    expectLeft(failing.terminal)

    const silent = start()
    silent.played.send(PLAN)
    silent.played.end()
    await expect(silent.result).resolves.toBeNull()
    expectLeft(silent.terminal)
  })

  test('a screen that fails stops the training, restores the terminal and says why', async () => {
    const broken = {
      ...TEXTS.en,
      ui: {
        ...TEXTS.en.ui,
        seedsDone: () => {
          throw new Error('broken text')
        },
      },
    }
    const { terminal, played, result } = start(80, 24, {
      text: broken as unknown as CompareOptions['text'],
    })
    played.send(...halfway)
    await expect(result).rejects.toThrow('broken text')
    expect(played.told).toEqual(['stop'])
    expectLeft(terminal)
  })

  test('what the caller calls at an exit restores the main screen', async () => {
    let restore = () => {}
    let called = false
    const { terminal, played, result } = start(80, 24, {
      atExit(leave) {
        restore = leave
        return () => {
          called = true
        }
      },
    })
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    restore()
    await terminal.waitFor((screen) => !screen.includes('live'))
    expect(terminal.onAlternateScreen()).toBe(false)
    played.end()
    await result
    expect(called).toBe(true)
    expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  })
})

describe('sizes', () => {
  test.each([
    [120, 40, 80, 24],
    [80, 24, 120, 40],
    [80, 24, 90, 24],
    [100, 40, 100, 25],
  ])('a resize from %i × %i to %i × %i', async (columns, rows, wide, high) => {
    const { terminal, played } = start(columns, rows)
    played.send(...halfway)
    await terminal.waitFor('live, step 400')
    terminal.resize(wide, high)
    await terminal.waitFor((screen) => {
      const lines = screen.split('\n')
      return (
        lines[high - 2].includes('? help') &&
        lines[0].endsWith('step 400') &&
        stringWidth(lines[0]) === wide
      )
    })
    expectFits(terminal, wide, high)
    expect(terminal.raw()).not.toContain('\u001b[3J')
    // Nothing of the old frame is left: every part is there once.
    expect(terminal.screen().split('? help')).toHaveLength(2)
    expect(terminal.screen().split('adding')).toHaveLength(2)
  })

  test.each([
    [79, 24],
    [80, 23],
    [40, 12],
    [20, 5],
  ])('below 80 × 24 the same in words: %i × %i', async (columns, rows) => {
    const { terminal, played } = start(columns, rows)
    played.send(...halfway)
    await terminal.waitFor('help')
    if (rows > 10) await terminal.waitFor('3.1')
    expectFits(terminal, columns, rows)
    expect(terminal.screen()).not.toMatch(/[┤└]/)
    terminal.resize(100, 30)
    await terminal.waitFor((screen) => /[┤└]/.test(screen))
    expectFits(terminal, 100, 30)
  })

  test('a single cell has the whole width', async () => {
    const { terminal, played } = start()
    const lstm = [{ ...RUNS[1], index: 0 }]
    if (PLAN.type !== 'plan') throw new Error('the plan is no plan')
    played.send(
      { ...PLAN, spec: { ...PLAN.spec, cells: ['lstm'] }, runs: lstm },
      ...training(lstm[0], 0, 400),
    )
    const screen = await terminal.waitFor('live, step 400')
    expect(screen).not.toContain('RNN')
    expectFits(terminal, 80, 24)
  })

  test('a hundred seeds still fit', async () => {
    const { terminal, played } = start()
    if (PLAN.type !== 'plan') throw new Error('the plan is no plan')
    const seeds = Array.from({ length: 100 }, (_, index) => index + 1)
    const runs = seeds.flatMap((seed) => (['rnn', 'lstm'] as const).map((cell) => ({ cell, seed })))
    const numbered = runs.map((run, index) => ({ ...run, index, point: 0, hidden: 32 }))
    played.send(
      { ...PLAN, spec: { ...PLAN.spec, seeds }, runs: numbered },
      ...training(numbered[0], 0, 400),
    )
    const screen = await terminal.waitFor('live, step 400')
    expect(screen).toMatch(/\+\d+ more/)
    expectFits(terminal, 80, 24)
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

function expectLeft(terminal: FakeTerminal) {
  expect(terminal.raw().split('\u001b[?1049h')).toHaveLength(2)
  expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?25l'),
  )
  expect(terminal.rawMode()).toBe(false)
}
