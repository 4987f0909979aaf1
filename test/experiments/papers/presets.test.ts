import { describe, expect, it } from 'vitest'
import { budgetOf } from '../../../src/difficulty/measure-difficulty.ts'
import { PRESETS } from '../../../src/experiments/papers/index.ts'
import {
  type Parts,
  type PresetRow,
  verdictOfRow,
  verdictOfRows,
} from '../../../src/experiments/papers/preset.ts'
import { certificates as certify } from '../../../src/experiments/workers/difficulty-jobs.ts'
import { trials1997 } from '../../../src/experiments/workers/trial-jobs.ts'
import type { Certificate } from '../../../src/results/difficulty-report.ts'
import type { Report, Sweep } from '../../../src/results/report.ts'
import { PRESET_NAMES } from '../../../src/specs/preset-names.ts'
import type { TrialRun1997 } from '../../../src/training/lstm1997/run-trial.ts'
import { presetText } from '../../../src/view/report/preset-text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { reportOf } from '../../support/studies.ts'
import { textIn } from '../../support/texts.ts'

describe('the rule', () => {
  const number = (ours: number | null): PresetRow => ({
    kind: 'number',
    id: 'x',
    paper: 1000,
    ours,
  })
  const share = (count: number): PresetRow => ({
    kind: 'share',
    id: 'x',
    paper: { count: 20, of: 20 },
    ours: { count, of: 20 },
  })
  const claim = (count: number, of = 10): PresetRow => ({
    kind: 'claim',
    id: 'x',
    paper: null,
    ours: { count, of },
  })
  const decades = (ours: number): PresetRow => ({ kind: 'decades', id: 'x', paper: -20, ours })
  const [yes, order, no] = ['reproduces', 'right-order', 'does-not-reproduce'] as const

  it.each([
    [number(1250), yes],
    [number(800), yes],
    [number(1251), order],
    [number(334), order],
    [number(3001), no],
    [number(null), no],
    [share(17), yes],
    [share(16), order],
    [share(13), order],
    [share(12), no],
    [claim(9), yes],
    [claim(8), order],
    [claim(6), order],
    [claim(5), no],
    [claim(0, 0), no],
    [decades(-19), yes],
    [decades(-17), order],
    [decades(-16.9), no],
    [{ kind: 'note', id: 'x', paper: 1, ours: 1e9 } as PresetRow, null],
  ])('of %j is %s', (row, verdict) => expect(verdictOfRow(row)).toBe(verdict))

  it('takes the worst line', () => {
    expect(verdictOfRows([number(1000), claim(7), decades(-20)])).toBe(order)
    expect(verdictOfRows([number(1000), { kind: 'note', id: 'x', paper: 1, ours: 1e9 }])).toBe(yes)
    expect(verdictOfRows([number(1000), number(9)])).toBe(no)
  })
})

/**
 * What is looked at here is which lines there are: two steps, a few sequences or guesses on one
 * seed do.
 */
async function shortOf(parts: Parts) {
  const studies: Record<string, Report | Sweep> = {}
  const trials: Record<string, readonly TrialRun1997[]> = {}
  const certificates: Record<string, readonly Certificate[]> = {}
  for (const [name, part] of Object.entries(parts)) {
    if ('experiment' in part) {
      const experiment = { ...part.experiment, mostSequences: 30, testSequences: 10 }
      trials[name] = await trials1997(experiment, [1], 1, () => {}).results
    } else if ('certify' in part) {
      const [spec] = part.certify
      for await (const event of certify([{ ...spec, length: 20 }], budgetOf(10), 1).events) {
        if (event.type === 'certificates') certificates[name] = event.certificates
      }
    } else {
      const spec = { ...part.spec, steps: 2, evalEvery: 2, hidden: 3, batch: 2, seeds: [1] }
      studies[name] = await reportOf({ ...part, spec })
    }
  }
  return { studies, trials, certificates }
}

describe('the presets', () => {
  it('are those of the command table, each short enough and with a name', () => {
    expect(PRESETS.map(({ name }) => name)).toEqual([...PRESET_NAMES])
    for (const { minutes, fullMinutes = 1e9 } of PRESETS) {
      expect(minutes).toBeLessThanOrEqual(5)
      expect(fullMinutes).toBeGreaterThan(minutes)
    }
  })

  it.each(PRESETS.map((preset) => [preset.name, preset] as const))(
    '%s has words for all its lines',
    async (name, preset) => {
      const { studies, trials, certificates } = await shortOf(preset.parts(false))
      const rows = preset.rows(studies, { trials, certificates })
      const verdicts = rows.map((row) => ({ ...row, verdict: verdictOfRow(row) }))
      for (const language of ['en', 'zh-CN'] as const) {
        const text = textIn(language)
        const words = text.presets[name as (typeof PRESET_NAMES)[number]]
        expect(Object.keys(words.rows).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
        const report = {
          schema: 'gatelab.preset/1' as const,
          name,
          against: preset.against ?? ('paper' as const),
          command: `gatelab compare --preset ${name}`,
          version: '',
          form: 'short' as const,
          partial: false,
          rows: verdicts,
          verdict: verdictOfRows(rows),
          studies,
          trials,
          certificates,
        }
        for (const width of [40, 80, 120]) {
          const lines = presetText(report, words, text.view, width).split('\n')
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
          expect(lines.join('\n')).not.toMatch(/undefined|NaN/)
        }
      }
    },
  )
})
