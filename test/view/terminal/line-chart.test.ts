import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widthOf } from '../../../src/view/shared/width.ts'
import { MARKS } from '../../../src/view/terminal/chart-strokes.ts'
import { chartText, legend, legendLines, lineChart } from '../../../src/view/terminal/line-chart.ts'

const text = (options: Parameters<typeof lineChart>[0]) => chartText(lineChart(options))

describe('lineChart', () => {
  test('draws a line with round labels', () => {
    expect(text({ series: [{ values: [0, 1, 2, 3, 4, 4, 4, 0] }], width: 10, height: 5 })).toEqual([
      '4┤    ╭──╮',
      ' │   ╭╯  │',
      '2┤  ╭╯   │',
      ' │ ╭╯    │',
      '0┤─╯     ╰',
    ])
  })

  test('labels a constant with its value, in the middle', () => {
    expect(text({ series: [{ values: [0.25, 0.25, 0.25] }], width: 9, height: 3 })).toEqual([
      '    │',
      '0.25┤────',
      '    │',
    ])
  })

  test('labels powers of ten on a log axis and names the ends of the x axis', () => {
    const values = Array.from({ length: 13 }, (_, t) => t - 12)
    const lines = text({
      series: [{ values }],
      width: 24,
      height: 8,
      log: true,
      x: { first: 't = 1', last: '13' },
    })
    expect(lines.at(-1)).toBe('     └t = 1 ───────── 13')
    expect(lines.map((line) => line.slice(0, 6))).toContain(' 1e-5┤')
    expect(lines.map((line) => line.slice(0, 6))).toContain('1e-10┤')
    expect(lines[0]).toMatch(/ ╭─*$/u)
  })

  test('stays in its row between two, as long as it comes back and has hardly left', () => {
    const draw = (values: number[]) =>
      text({ series: [{ values }], width: values.length + 2, height: 3, min: 0, max: 2 })
    expect(draw([0.4, 0.6, 0.4, 0.7, 0.3])).toEqual(['2┤', ' │', '0┤─────'])
    // What goes on, or goes far, is drawn where it is.
    expect(draw([0.4, 0.6, 0.6, 0.6, 0.6])).toEqual(['2┤', ' │ ╭───', '0┤─╯'])
    expect(draw([0.4, 0.8, 0.4, 0.4, 0.4])).toEqual(['2┤', ' │ ╭╮', '0┤─╯╰──'])
    expect(draw([0.4, 1.6, 0.4, 0.4, 0.4])).toEqual(['2┤ ╭╮', ' │ ││', '0┤─╯╰──'])
  })

  test('leaves gaps where there are no numbers', () => {
    const values = [1, 1, null, null, Number.NaN, Number.POSITIVE_INFINITY, 1, 1]
    expect(text({ series: [{ values }], width: 10, height: 1 })).toEqual(['1┤──    ──'])
  })

  test('keeps a spike of one value among thousands, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4999 }), fc.boolean(), (place, up) => {
        const values = new Array<number>(5000).fill(0)
        values[place] = up ? 9 : -9
        const lines = text({ series: [{ values }], width: 40, height: 7 })
        const edge = up ? lines[0] : lines[6]
        expect(edge.slice(edge.search(/[┤│]/u) + 1)).toMatch(/[│╭╮╰╯]/u)
      }),
      { numRuns: 40 },
    )
  })

  test('zeros stand in a row of their own below the log axis, in strokes and in dots', () => {
    const options = {
      series: [{ values: [null, null, null, -4, -2, 0] }, { values: [-4, -4, null, null, -4, -4] }],
      ...{ width: 11, height: 6, log: true, min: -4, max: 0, zero: true as const },
    }
    expect(text(options)).toEqual([
      '   1┤     ╭',
      '    │     │',
      '1e-2┤    ╭╯',
      '    │    │',
      '1e-4┤══ ─╯═',
      '   0┊──══',
    ])
    // Nothing joins a zero to its neighbours, and none of the row's dots are on the axis.
    const [foot, lowest] = text({ ...options, charts: 'fine' }).toReversed()
    expect(foot).toMatch(/^ {3}0┊⠒⠂⠶/u)
    expect(lowest).toMatch(/^1e-4┤⠶/u)
    // Without zeros there is no such row; nor where there are too few rows for an axis above it.
    expect(text({ ...options, zero: undefined }).join()).not.toContain('┊')
    expect(text({ ...options, height: 3 }).join()).not.toContain('┊')
  })

  test('tells series apart without colour; of those that coincide the first is drawn', () => {
    const values = [1, 1, 1, 1]
    const one = lineChart({ series: [{ values }, { values }], width: 6, height: 1 })
    expect(chartText(one)).toEqual(['1┤────'])
    expect(one.under).toEqual([null, 0])
    expect(legend(['RNN', 'LSTM'], one)).toBe(`${MARKS[0]} RNN ≈ LSTM`)
    expect(legend(['RNN', 'LSTM'])).toBe(`${MARKS[0]} RNN   ${MARKS[1]} LSTM`)
    expect(legendLines(['RNN', 'LSTM'], 10)).toEqual([`${MARKS[0]} RNN`, `${MARKS[1]} LSTM`])
    const spans = lineChart({
      series: [{ values }, { values: [2, 2, 2, 2] }],
      width: 6,
      height: 2,
    }).lines
    expect(spans.map((line) => line.map(({ series }) => series))).toEqual([
      [null, 1],
      [null, 0],
    ])
  })

  test('says of a series that it coincides with another only where none of it is seen', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 2, max: 12 }), (one, at, height) => {
        const size = { width: 40, height, min: 0, max: 1 }
        expect(lineChart({ series: [{ values: one }, { values: one }], ...size }).under).toEqual([
          null,
          0,
        ])
        const other = one.map((value, n) => (n === at % one.length ? (value < 0.5 ? 1 : 0) : value))
        const { under, lines } = lineChart({
          series: [{ values: one }, { values: other }],
          ...size,
        })
        expect(under).toEqual([null, null])
        expect(lines.flat().some(({ series }) => series === 1)).toBe(true)
      }),
    )
  })

  test('shows a lone value on the line that it meets, and does not call it the same', () => {
    const long = [1, 1, 1, 1]
    const short = [null, null, null, 1]
    const { under, lines } = lineChart({
      series: [{ values: long }, { values: short }],
      width: 6,
      height: 1,
    })
    expect(under).toEqual([null, null])
    expect(lines.flat().map(({ text }) => text)).toEqual(['1┤', '───', '═'])
  })

  test('dots the levels that mean something, behind the lines, and names them', () => {
    const values = Array.from({ length: 30 }, (_, n) => n - 29)
    const series = [{ values }]
    const levels = [
      { at: -10, words: 'ten' },
      { at: -40, words: 'beyond' },
    ]
    const size = { width: 40, height: 10, log: true, min: -29, max: 0 }
    const lines = text({ series, levels, ...size })
    const dotted = lines.flatMap((line, n) => (line.includes('┄') ? [n] : []))
    // −10 of 29 decades in ten rows: 3.1 rows below the top.
    expect(dotted).toEqual([3])
    expect(lines[3]).toMatch(/ ten$/u)
    expect(lines.join('')).not.toContain('beyond')
    // The line itself is as it is without.
    const strokes = (all: string[]) =>
      all
        .join('\n')
        .replace(/[┄ten]/gu, ' ')
        .replace(/ +$/gmu, '')
    expect(strokes(lines)).toBe(strokes(text({ series, ...size })))
    const chinese = text({ series, levels: [{ at: -10, words: '百万分之一' }], ...size })
    expect(chinese.map(widthOf).every((width) => width <= 40)).toBe(true)
  })

  test('tells a level that a line lies on all along by its value at the axis', () => {
    const flat = Array.from({ length: 30 }, () => -6)
    const levels = [{ at: -6, words: 'ten' }]
    const size = { width: 40, height: 10, log: true, min: -29, max: 0 }
    const rowOf = (values: readonly number[]) =>
      text({ series: [{ values }, { values: [0] }], levels, ...size })[2]
    expect(rowOf(flat)).toMatch(/^ *1e-6┤─+$/u)
    expect(rowOf(flat.slice(0, 20).concat(Array.from({ length: 10 }, () => -20)))).toMatch(
      /^ +│─+╮ *┄+ ten$/u,
    )
  })

  test('clips what lies beyond given ends, and marks where', () => {
    const lines = text({ series: [{ values: [-5, 0.5, 5] }], width: 6, height: 3, min: 0, max: 1 })
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/▲$/u)
    expect(lines[2]).toMatch(/┤▼/u)
    const inside = text({ series: [{ values: [0, 0.5, 1] }], width: 6, height: 3, min: 0, max: 1 })
    expect(inside.join('')).not.toMatch(/[▲▼]/u)
  })

  test('has the exact height and never more than the width, whatever comes', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true }),
      fc.constant(null),
      fc.double({ min: -400, max: 0, noNaN: true }),
    )
    const series = fc.array(fc.record({ values: fc.array(value, { maxLength: 60 }) }), {
      maxLength: 5,
    })
    const size = { width: fc.integer({ min: 0, max: 60 }), height: fc.integer({ min: 0, max: 20 }) }
    const x = fc.option(fc.constant({ first: '第 0 步', last: '2000' }), { nil: undefined })
    fc.assert(
      fc.property(fc.record({ series, ...size, log: fc.boolean(), x }), (options) => {
        const lines = text(options)
        expect(lines).toHaveLength(options.height)
        expect(Math.max(0, ...lines.map(widthOf))).toBeLessThanOrEqual(options.width)
      }),
    )
  })

  test('rows say what their labels say', () => {
    const drawn = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(drawn, fc.integer({ min: 5, max: 20 }), (values, height) => {
        const lo = Math.min(...values)
        const hi = Math.max(...values)
        fc.pre(hi - lo > 0.01)
        const lines = text({ series: [{ values }], width: 60, height })
        lines.forEach((line, index) => {
          const label = /^ *(-?\d[^┤]*)┤/u.exec(line)
          if (!label) return
          const meant = hi - (index / (height - 1)) * (hi - lo)
          expect(Math.abs(Number(label[1]) - meant)).toBeLessThanOrEqual(
            ((hi - lo) / (height - 1)) * 0.51 + 1e-3,
          )
        })
      }),
    )
  })
})
