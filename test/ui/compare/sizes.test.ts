/** The screen of a comparison at every size. */

import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { understoodOf } from '../../../src/inspection/given-data/summarize-data.ts'
import { resolveSpec } from '../../../src/training/setup/resolve-spec.ts'
import { expectFits, halfway, start, TEXTS } from '../../support/compare-screen.ts'
import { PLAN, RUNS, training } from '../../support/comparison.ts'
import { fixturePath } from '../../support/fixture-path.ts'

describe.each([
  [120, 40, true],
  [80, 24, false],
  [50, 20, true],
] as const)('at %i × %i', (columns, rows, said) => {
  test.each(['en', 'zh-CN'] as const)(
    'what was understood of a file has a line where there is room, in %s',
    async (language) => {
      const text = TEXTS[language]
      const path = fixturePath('own/air_raw.jsonl')
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
