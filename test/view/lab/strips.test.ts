/** Strips in colours, and histograms. */
import { describe, expect, test } from 'vitest'
import { themeOf } from '../../../src/ui/shared/theme.ts'
import { labSpans, labText } from '../../../src/view/lab/lab-text.ts'
import { LEVELS, rampHex, rampOf, styleOf } from '../../../src/view/shared/palette.ts'
import { span, textOf } from '../../../src/view/shared/spans.ts'
import { halfBlocks } from '../../../src/view/terminal/half-blocks.ts'
import { histogram, unitBins } from '../../../src/view/terminal/histogram.ts'
import type { LabResults } from '../../../src/workbench/result-kinds.ts'
import { states, walk } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')

describe('strips', () => {
  const column = (sign: string, text: string) => {
    const row = text.split('\n').find((one) => one.includes(sign)) ?? ''
    return [row.indexOf(sign), row.lastIndexOf(sign)]
  }

  test('show the marks of the task above their columns, and the time step looked at below', () => {
    const text = labText(walk, en, 80)
    // Labels "1–2 │" take five columns; T = 50 has one column each.
    expect(column('▼', text)).toEqual([5 + 11, 5 + 30])
    expect(column('▲', text)).toEqual([5 + 11, 5 + 11])
    expect(text).toMatch(/└t = 1 ─+ 10 ─+ 20 ─+ 30 ─+ 40 ─+ 50\n/)
  })

  test('are half blocks in colours: the upper unit in front, the lower behind', () => {
    const ramp = rampOf('probability', 'truecolor') ?? []
    const [low, high] = [ramp[0], ramp[LEVELS - 1]]
    const values = [
      [0, 1, 0],
      [1, 1, 1],
    ]
    const [first, second] = halfBlocks({ values, lo: 0, hi: 1, columns: 2, height: 4, ramp })
    expect(first).toEqual({
      spans: [
        { text: '▀', color: low, background: high },
        { text: '▀', color: high, background: high },
      ],
      first: 1,
      last: 2,
    })
    expect(second).toEqual({
      spans: [span('▀', { color: low }), span('▀', { color: high })],
      first: 3,
      last: 3,
    })
  })

  test('show of what shares a column or a row that which differs most from the rest', () => {
    const ramp = rampOf('signed', 'truecolor') ?? []
    const at = (value: number) => ramp[Math.round(((value + 1) / 2) * (LEVELS - 1))]
    // All at −0.2 but for one unit at one time step, and another at another.
    const values = Array.from({ length: 10 }, (_, t) =>
      [0, 1, 2, 3].map((k) => (k === 1 && t === 3 ? 1 : k === 2 && t === 8 ? -1 : -0.2)),
    )
    const [one] = halfBlocks({ values, lo: -1, hi: 1, columns: 2, height: 1, ramp })
    expect(one.spans.map(({ color }) => color)).toEqual([at(1), at(-0.2)])
    expect(one.spans.map(({ background }) => background)).toEqual([at(-0.2), at(-1)])
  })

  const H = 32
  const kept = (order?: readonly number[]): LabResults['states'] => ({
    kind: 'states',
    command: 'state',
    sequence: states.sequence,
    lstm: { c: Array.from({ length: 20 }, () => Array.from({ length: H }, (_, k) => k / H)) },
    histogram: null,
    ...(order && { sort: 'value' as const, order: { lstm: order } }),
  })
  const rowsOf = (text: string) => text.split('\n').filter((one) => /^ *[\d–…]+ │/.test(one))

  test('have a row a unit where the rows suffice: half a line each in colours', () => {
    const rows = rowsOf(labSpans(kept(), en, 80, { colors: 'truecolor' }).map(textOf).join('\n'))
    expect(rows.map((one) => one.split(' │')[0].trim())).toEqual(
      Array.from({ length: 16 }, (_, n) => `${2 * n + 1}–${2 * n + 2}`),
    )
  })

  test('stand in the order that is asked for, and say so', () => {
    const order = Array.from({ length: H }, (_, k) => H - k)
    const text = labText(kept(order), en, 80)
    expect(text).toContain(en.lab.states.sorted.value)
    const rows = rowsOf(text)
    expect(rows[0]).toMatch(/^ *32… │@+$/)
    // Zero is in the middle of a signed map.
    expect(rows.at(-1)).toMatch(/^ *2… │\++$/)
  })

  test('have the range of what is shown, printed, each its own', () => {
    const flat = (value: number) => [new Array(4).fill(value), new Array(4).fill(-value / 2)]
    const both: LabResults['states'] = {
      ...kept(),
      lstm: { c: flat(2.5), h: flat(0.2) },
      rnn: { h: flat(0.4) },
    }
    const text = labText(both, en, 80)
    const keys = [...text.matchAll(/(\S+) " \.:-=\+\*#%@" (\S+)/g)].map(([, lo, hi]) => [lo, hi])
    expect(keys).toEqual([
      ['−2.5', '2.5'],
      ['−0.2', '0.2'],
      ['−0.4', '0.4'],
    ])
  })

  test('use only colours that the terminal has', () => {
    const pattern = {
      truecolor: /^#[0-9a-f]{6}$/,
      256: /^ansi256\((1[6-9]|[2-9]\d|1\d\d|2[0-4]\d|25[0-5])\)$/,
      16: /^[a-z]+(Bright)?$/,
    }
    const named = /^(red|yellow|cyan|green|blueBright|magenta|white)$/
    for (const colors of ['truecolor', '256', '16'] as const) {
      const used = labSpans(states, en, 100, { colors })
        .flat()
        .flatMap(({ color, background }) => [color, background])
      const strips = used.filter((one) => one !== undefined && !named.test(one))
      expect(strips.length).toBeGreaterThan(10)
      for (const one of strips) expect(one).toMatch(pattern[colors])
    }
  })

  test('the ramps get steadily lighter, or lighter and darker again', () => {
    const lightness = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const at = (name: 'probability' | 'signed') =>
      Array.from({ length: 21 }, (_, n) => lightness(rampHex(name, n / 20)))
    const rising = at('probability')
    expect(rising.toSorted((a, b) => a - b)).toEqual(rising)
    const both = at('signed')
    expect(both.slice(0, 11).toSorted((a, b) => a - b)).toEqual(both.slice(0, 11))
    expect(both.slice(10).toSorted((a, b) => b - a)).toEqual(both.slice(10))
  })

  test('the cells have the hues that the comparison gives them', () => {
    for (const cell of ['rnn', 'lstm'] as const)
      expect(styleOf(cell, '16')).toBe(themeOf('16').series[cell][0].color)
  })
})

describe('histograms', () => {
  test('have bars in proportion, and one for everything that is there', () => {
    const bars = histogram(
      [
        { label: 'a', count: 10 },
        { label: 'bb', count: 5 },
        { label: 'c', count: 0 },
        { label: 'd', count: 1 },
      ],
      2 + 3 + 2 + 10,
    )
    expect(bars).toEqual([
      { label: ' a', bar: '█'.repeat(10), count: '10' },
      { label: 'bb', bar: '█'.repeat(5), count: '5' },
      { label: ' c', bar: '', count: '0' },
      { label: ' d', bar: '█', count: '1' },
    ])
    expect(
      histogram(
        [
          { label: '', count: 1 },
          { label: '', count: 1e6 },
        ],
        20,
      )[0].bar,
    ).not.toBe('')
  })

  test('put bins together and lose none', () => {
    const counts = Array.from({ length: 23 }, (_, n) => n)
    const bins = unitBins(counts, 10, (from, to) => `${from}..${to}`)
    expect(bins.length).toBeLessThanOrEqual(10)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(253)
    expect(bins.at(-1)?.to).toBe(1)
  })
})
