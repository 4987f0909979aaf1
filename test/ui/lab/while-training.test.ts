/** The lab while something runs, and when something is wrong. */

import stringWidth from 'string-width'
import { describe, expect, test, vi } from 'vitest'
import {
  CTRL_D,
  ENTER,
  expectFits,
  expectLeft,
  PROMPT,
  promptOf,
  ready,
  start,
  WIDE,
} from '../../support/lab-screen.ts'
import { KEY } from '../../support/terminal.ts'

describe('what is wrong', () => {
  test('is said in one line, with a mark under its place', async () => {
    const { terminal } = start()
    await ready(terminal)
    terminal.press(`${WIDE}${ENTER}`)
    const screen = await terminal.waitFor(
      (shown) => shown.includes(`> ${WIDE}`) && /^ *\^$/m.test(shown),
    )
    const lines = screen.split('\n')
    const at = lines.findIndex((line) => /^ *\^$/.test(line))
    expect(lines[at - 1]).toBe(`> ${WIDE}`)
    expect(stringWidth(lines[at]) - 1).toBe(stringWidth(`> ${WIDE.slice(0, WIDE.indexOf('夹'))}`))
    expect(lines[at + 1]).toContain('夹')
  })

  test('is no end: the next line runs', async () => {
    const { terminal, ran } = start()
    await ready(terminal)
    terminal.press(`broken; gradient${ENTER}save 'x${ENTER}memory${ENTER}`)
    await terminal.waitFor('> memory')
    await vi.waitFor(() => expect(ran).toEqual(['broken', 'memory']))
    const shown = await terminal.waitFor((screen) => screen.includes('puts in'))
    expect(shown).not.toMatch(/\bat .*:\d+:\d+/)
    terminal.press('\u001b[5~\u001b[5~\u001b[5~\u001b[5~')
    await terminal.waitFor('the thread broke')
  })
})

describe('while it trains', () => {
  const busy = (screen: string) => screen.includes('Ctrl-C stops it')

  test('the panel follows, and what is typed is seen', async () => {
    const { terminal, release } = start()
    await ready(terminal)
    terminal.press(`train 500${ENTER}`)
    await terminal.waitFor(
      (shown) =>
        busy(shown) &&
        shown.includes('step 150 of 500') &&
        shown.includes('0.0637') &&
        shown.match(/└/g)?.length === 2,
    )
    expectFits(terminal, 80, 24)
    terminal.press('训练')
    await terminal.waitFor(`${PROMPT}训练`)
    await vi.waitFor(() => expect(terminal.cursor().x).toBe(PROMPT.length + 4))
    release()
    await terminal.waitFor((shown) => !busy(shown) && !shown.includes('of 500'))
    expect(promptOf(terminal)).toBe(`${PROMPT}训练`)
  })

  test('the panel is of the workbench that earlier commands of the line left', async () => {
    const { terminal, release } = start()
    await ready(terminal)
    expect(terminal.lines()[0]).not.toContain('T = 200')
    terminal.press(`task adding --length 200; train 500; gates${ENTER}`)
    await terminal.waitFor((shown) => busy(shown) && shown.includes('step 150 of 500'))
    expect(terminal.lines()[0]).toContain('T = 200')
    release()
    await terminal.waitFor((shown) => !busy(shown) && !shown.includes('of 500'))
  })

  test('lines wait, and run afterwards', async () => {
    const { terminal, ran, release } = start()
    await ready(terminal)
    terminal.press(`train 500${ENTER}gradient${ENTER}memory${ENTER}`)
    await terminal.waitFor('2 lines wait')
    expect(ran).toEqual(['train 500'])
    release()
    await terminal.waitFor('Tab puts in what is suggested')
    expect(ran).toEqual(['train 500', 'gradient', 'memory'])
  })

  test('Ctrl-C stops it, and nothing of what waits is run', async () => {
    const { terminal, ran, stops } = start()
    await ready(terminal)
    terminal.press(`train 500; gates${ENTER}gradient${ENTER}`)
    await terminal.waitFor('1 line waits')
    terminal.press(KEY.ctrlC)
    await terminal.waitFor((screen) => !screen.includes('Ctrl-C stops it'))
    expect(stops()).toBe(1)
    terminal.press(`memory${ENTER}`)
    await terminal.waitFor('Tab puts in what is suggested')
    expect(ran).toEqual(['train 500', 'memory'])
    expect(terminal.onAlternateScreen()).toBe(true)
  })

  test('Ctrl-D stops it, and leaves', async () => {
    const { terminal, result, ran, stops } = start()
    await ready(terminal)
    terminal.press(`train 500; gates${ENTER}gradient${ENTER}`)
    await terminal.waitFor('1 line waits')
    terminal.press(CTRL_D)
    await result
    expect(stops()).toBeGreaterThan(0)
    expect(ran).toEqual(['train 500'])
    await expectLeft(terminal)
  })
})
