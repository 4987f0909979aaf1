/** The dotted line of a picture of curves is what its sentences name. */
import { describe, expect, it } from 'vitest'
import { curveFigure } from '../../../src/view/report/figures.ts'
import { verdictViewOf } from '../../../src/view/report/verdict.ts'
import { quotes } from '../../../src/view/report/verdict-quotes.ts'
import { measuredGuess } from '../../../src/view/shared/guesses.ts'
import { curvePicture } from '../../../src/view/terminal/comparison-charts.ts'
import { comparison } from '../../support/reports.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en').view
const zh = textIn('zh-CN').view
const ADDING = { name: 'adding', baseline: 1 / 6 }
const curves = (...baselines: (number | undefined)[]) =>
  baselines.map((baseline, n) => ({
    name: `net ${n}`,
    step: [0, 10],
    metric: [0.3, 0.2],
    baseline,
  }))

describe('what curves are held against', () => {
  it('is the constant that was measured, by its own name; of several the median', () => {
    for (const text of [en, zh]) {
      const one = measuredGuess(ADDING, [0.184, 0.184], text)
      expect(one).toMatchObject({ metric: 0.184, name: text.curve.measuredName(false) })
      const several = measuredGuess(ADDING, [0.184, null, 0.16, 0.17], text)
      expect(several).toMatchObject({ metric: 0.17, name: text.curve.measuredName(true) })
      expect(several.name).not.toBe(one.name)
    }
  })

  it('is the theoretical one where nothing was measured', () => {
    expect(measuredGuess(ADDING, [null, undefined], en)).toMatchObject({
      metric: 1 / 6,
      name: 'always saying 1',
    })
  })

  it('is the last value of a series, where that is harder to beat', () => {
    const series = { name: 'series', baseline: 4, naive: 1 }
    expect(measuredGuess(series, [1], en)).toMatchObject({ metric: 1, name: 'the last value' })
    expect(measuredGuess({ ...series, naive: 9 }, [4], en)).toMatchObject({ metric: 4 })
  })
})

describe('the line and its label', () => {
  const task = { ...comparison().task, ...ADDING }
  it.each([en, zh])('in text', (text) => {
    const { names } = curvePicture(curves(0.184, 0.184), task, { width: 60, height: 8 }, text)
    expect(names.at(-1)).toBe(text.labelled(text.curve.measuredName(false), '0.184'))
    expect(
      curvePicture(curves(undefined), task, { width: 60, height: 8 }, text).names.at(-1),
    ).toMatch(/0\.1667$/)
  })

  it.each([en, zh])('in a report, and in its drawing', (text) => {
    const report = comparison()
    const runs = report.runs.map((run) => ({
      ...run,
      status: 'unsolved' as const,
      solvedAt: null,
      baseline: 0.184,
    }))
    const figure = curveFigure({ ...report, runs }, text)
    const lines = figure?.lines(80).join('\n') ?? ''
    expect(lines).toContain(text.labelled(text.curve.measuredName(false), '0.184'))
    expect(lines).not.toContain('0.1667')
    const svg = JSON.stringify(figure?.drawing?.())
    expect(svg).toContain(text.curve.measuredName(false))
    expect(svg).not.toContain('0.1667')
    // The sentence beside it names the same number.
    expect(figure?.sentence).toMatch(/0\.184|^LSTM/)
  })
})

describe('a verdict on a file', () => {
  const heldOut = {
    ...{ unit: 'block', units: 31, lstmBetter: 20, rnnBetter: 11, parts: 1, ofParts: 1 },
    ...{ p: 0.0123, widened: 1, least: 6, needed: 40 },
  } as const
  const on = (name: string, unit: 'sequence' | 'block' = 'block') => {
    const report = comparison({ choices: { seeds: [1, 2, 3, 4, 5, 6, 7, 8] } })
    const [one] = verdictViewOf({ at: {}, ...report })
    return {
      ...one,
      task: { ...one.task, name },
      verdict: { ...one.verdict, heldOut: { ...heldOut, unit } },
    }
  }
  const words = (name: string, text: typeof en, unit?: 'sequence' | 'block') =>
    quotes(on(name, unit), text)
      .map((block) => ('text' in block ? block.text : ''))
      .join('\n')

  it('calls the blocks of a series what they are', () => {
    expect(words('series', en)).toContain('31 blocks of windows')
    expect(words('series', en)).not.toMatch(/\btext\b/)
    expect(words('series', zh)).not.toContain('文本')
    expect(words('text', en)).toContain('a text in 31 blocks')
    expect(words('text', zh)).toContain('文本')
  })

  it('gives p and n of the held-out units in the appendix, beside those of the seeds', () => {
    for (const text of [en, zh]) {
      for (const [name, unit] of [
        ['series', 'block'],
        ['text', 'block'],
        ['data', 'sequence'],
      ] as const) {
        const appendix = words(name, text, unit).split('\n').at(-1) ?? ''
        expect(appendix).toMatch(/n = 31 /)
        expect(appendix).toMatch(/p = 0\.0123/)
        expect(appendix).toMatch(/n = 8 /)
      }
    }
    const made = quotes(verdictViewOf({ at: {}, ...comparison() })[0], en).at(-1)
    expect(made && 'text' in made ? made.text : '').not.toContain('held out, n')
  })
})
