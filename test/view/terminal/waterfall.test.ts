import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEVELS, rampHex, rampOf } from '../../../src/view/shared/palette.ts'
import { textOf, widthOfLine } from '../../../src/view/shared/spans.ts'
import { documentOf } from '../../../src/view/svg/document.ts'
import { waterfallDrawing } from '../../../src/view/svg/waterfall.ts'
import { waterfall } from '../../../src/view/terminal/waterfall.ts'
import { everything, parseMarkup } from '../../support/markup.ts'

const words = {
  step: (step: number) => `step ${step}`,
  first: (t: number) => `t = ${t}`,
  last: (t: number) => `${t}`,
  norm: '‖∂L/∂h_t‖',
}

/** Falls by so many decades a step going back; more with each training step if `darker`. */
const falling = (name: string, T: number, decades: (n: number) => number, count = 5) => ({
  name,
  profiles: Array.from({ length: count }, (_, n) => ({
    step: n * 50,
    log10: Array.from({ length: T }, (_, t) => -(T - 1 - t) * decades(n)),
  })),
})
const rnn = falling('RNN', 20, (n) => 0.5 + n / 4)
const lstm = falling('LSTM', 20, (n) => 0.5 - n / 10)
const base = { runs: [rnn, lstm], last: 200, words }

describe('in characters', () => {
  it('keeps to its size, whatever the terminal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('none' as const, '16' as const, '256' as const, 'truecolor' as const),
        fc.integer({ min: 1, max: 300 }),
        (width, height, colors, T) => {
          const runs = [falling('RNN', T, () => 0.3), falling('LSTM', T, () => 0.01)]
          const lines = waterfall({ ...base, runs, width, height, colors })
          expect([0, height]).toContain(lines.length)
          if (height >= 4 && width >= 40) expect(lines).toHaveLength(height)
          for (const one of lines) expect(widthOfLine(one)).toBeLessThanOrEqual(width)
        },
      ),
    )
  })

  it('without colour has the darker sign the larger the norm: light reaches back or not', () => {
    const lines = waterfall({ ...base, width: 60, height: 8, colors: 'none' }).map(textOf)
    const sign = (decades: number) => ' .:-=+*#%@'[Math.round(((29 - decades) / 29) * 9)]
    const row = (each: number) =>
      Array.from({ length: 20 }, (_, t) => sign((19 - t) * each)).join('')
    expect(lines).toEqual([
      '         RNN                   LSTM',
      ...['  step 0', '', '', '', 'step 200'].map((label, n) =>
        `${label.padStart(8)}│${row(0.5 + n / 4)}  ${row(0.5 - n / 10)}`.trimEnd(),
      ),
      '         t = 1 ─────────── 20  t = 1 ─────────── 20',
      '‖∂L/∂h_t‖  1e-29 " .:-=+*#%@" 1',
    ])
  })

  it('in colour gives equal norms equal colours, two rows a line', () => {
    const lines = waterfall({ ...base, width: 60, height: 8, colors: 'truecolor' })
    const ramp = rampOf('log', 'truecolor') as readonly string[]
    // At step 0 both fall by half a decade a step: 9.5 decades of 29.
    const dark = ramp[Math.round((1 - 9.5 / 29) * (LEVELS - 1))]
    const firsts = lines[1].filter(({ color }) => color === dark)
    expect(firsts).toHaveLength(2)
    for (const { text } of firsts) expect(text[0]).toBe('▀')
  })

  it('leaves out what is not trained yet, and says nothing where nothing is known', () => {
    const live = waterfall({ ...base, last: 400, width: 60, height: 12, colors: 'none' })
    const rows = live.slice(1, 10).map(textOf)
    expect(rows.map((row) => /[@%#*]/.test(row))).toEqual([
      ...Array.from({ length: 5 }, () => true),
      ...Array.from({ length: 4 }, () => false),
    ])
    const zero = { name: 'RNN', profiles: [{ step: 0, log10: [null, null] }] }
    expect(waterfall({ ...base, runs: [zero], width: 60, height: 9, colors: 'none' })).toEqual([])
  })
})

describe('as a drawing', () => {
  it('has the same shades as the terminal, and a key with decades', () => {
    const drawing = waterfallDrawing(base, 'title', 'what there is to see')
    const all = everything(parseMarkup(documentOf(drawing)))
    const fills = all.flatMap(({ attributes }) => attributes.fill ?? [])
    // The first time step before training, and the last after it.
    for (const part of [1 - 9.5 / 29, 0.0172, 1])
      expect(fills).toContain(rampHex('log', Math.round(part * 63) / 63))
    const texts = all.flatMap(({ name, children }) => (name === 'text' ? children : []))
    expect(texts).toEqual(
      expect.arrayContaining(['RNN', 'LSTM', 'step 0', 'step 200', 't = 1', '20', '1', '1e-24']),
    )
  })
})
