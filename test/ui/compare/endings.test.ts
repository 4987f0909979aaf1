/** However the screen of a comparison ends, the terminal is given back. */
import { describe, expect, test } from 'vitest'
import type { CompareOptions } from '../../../src/ui/compare/compare.tsx'
import { finished, halfway, start, TEXTS } from '../../support/compare-screen.ts'
import { PLAN, reportOf } from '../../support/comparison.ts'
import { type FakeTerminal, KEY } from '../../support/terminal.ts'

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

function expectLeft(terminal: FakeTerminal) {
  expect(terminal.raw().split('\u001b[?1049h')).toHaveLength(2)
  expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?25l'),
  )
  expect(terminal.rawMode()).toBe(false)
}
