import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Series } from '../../../src/view/terminal/chart-strokes.ts'
import {
  type ChartOptions,
  chartText,
  legend,
  lineChart,
} from '../../../src/view/terminal/line-chart.ts'

const fine = (options: Omit<ChartOptions, 'charts'>) => lineChart({ ...options, charts: 'fine' })

/** Unicode numbers the dots of a braille pattern so, by column and row from the top. */
const NUMBERS = [
  [1, 4],
  [2, 5],
  [3, 6],
  [7, 8],
]

/** Right of the labels: the dots that are set, as "x,y" with 0,0 in the lower left corner. */
function dotsOf(lines: readonly string[]): Set<string> {
  const found = new Set<string>()
  for (const [row, line] of lines.entries())
    for (const [column, letter] of Array.from(line.slice(line.search(/[┤│]/u) + 1)).entries()) {
      const bits = (letter.codePointAt(0) ?? 0) - 0x2800
      if (bits < 0 || bits > 0xff) continue
      for (const [down, numbers] of NUMBERS.entries())
        for (const [across, number] of numbers.entries())
          if (bits & (1 << (number - 1)))
            found.add(`${2 * column + across},${4 * (lines.length - 1 - row) + 3 - down}`)
    }
  return found
}

/** So many rows and columns of dots alone; values count dots from the middle of the lowest row. */
function drawn(series: readonly Series[], rows: number, columns: number) {
  const max = 4 * (rows - 1)
  const chart = fine({
    series,
    width: columns + String(max).length + 1,
    height: rows,
    ...{ min: 0, max, from: 0, to: 2 * columns - 1 },
  })
  return { chart, lines: chartText(chart), dots: dotsOf(chartText(chart)) }
}

/** Where the lowest row's label stands and the axis begins. */
const FOOT = 2

const level = (value: number, count: number): Series => ({
  values: new Array<number>(count).fill(value),
})

describe('a chart of dots', () => {
  test('a straight line sets one dot a column, the one nearest to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 6, max: 9 }),
        (from, to, columns) => {
          const last = 2 * columns - 1
          // Not steeper than a dot a column.
          fc.pre(Math.abs(to - from) <= last)
          const { dots } = drawn([{ values: [from, to], at: [0, last] }], 4, columns)
          const places = [...dots].map((dot) => dot.split(',').map(Number))
          expect(places.map(([x]) => x).sort((a, b) => a - b)).toEqual([...Array(last + 1).keys()])
          for (const [x, y] of places) {
            const exact = from + ((to - from) * x) / last + FOOT
            expect(Math.abs(y - exact)).toBeLessThan(0.5 + 1e-9)
          }
        },
      ),
    )
  })

  test('a jump is a stroke without holes, half of it in either column', () => {
    const { lines, dots } = drawn([{ values: [0, 12], at: [3, 4] }], 4, 4)
    const expected = Array.from({ length: 13 }, (_, y) => `${y < 6 ? 3 : 4},${y + FOOT}`)
    expect(dots).toEqual(new Set(expected))
    expect(lines).toEqual(['12┤  ⡆', '  │  ⡇', '  │ ⢸', ' 0┤ ⠘'])
  })

  test('axes, labels and levels are those of strokes', () => {
    const options = {
      series: [{ values: [-3, -9, -24, -40], at: [1, 2, 3, 4] }],
      ...{ width: 40, height: 9, log: true, min: -50, max: 0, corner: 'log' },
      x: { first: 't = 1', last: '4', between: true },
      levels: [{ at: -6, words: 'a millionth' }],
    }
    const bare = (chart: ReturnType<typeof lineChart>) =>
      chartText(chart).map((line) => line.replace(/[^ -~└─┤│┄].*/u, '').replace(/ *─*$/u, ''))
    const [dots, strokes] = [fine(options), lineChart(options)].map(bare)
    expect(dots.at(-1)).toBe(strokes.at(-1))
    expect(dots.map((line) => line.slice(0, 6))).toEqual(strokes.map((line) => line.slice(0, 6)))
    expect(chartText(fine(options)).join()).toContain('a millionth')
  })

  test('where series coincide one line is drawn, and the legend says of which', () => {
    const values = [0, 5, 3, 12, 12, 0]
    const one = drawn([{ values }], 4, 8)
    for (const mark of [0, 1, 2, 3]) {
      const two = drawn([{ values }, { values, mark }], 4, 8)
      expect(two.lines).toEqual(one.lines)
      expect(two.chart.under).toEqual([null, 0])
      expect(legend(['RNN', 'LSTM'], two.chart)).toBe('⠒⠒ RNN ≈ LSTM')
    }
  })

  test('lines two dots apart are both seen; of lines one dot apart, the first', () => {
    const apart = (dots: number) => drawn([level(4, 8), { ...level(4 + dots, 8), mark: 0 }], 3, 4)
    expect(apart(1).chart.under).toEqual([null, 0])
    expect(apart(1).dots.size).toBe(8)
    expect(apart(2).chart.under).toEqual([null, null])
    expect(apart(2).dots.size).toBe(16)
  })

  test('a cell of two series has the colour of the first', () => {
    // Six dots apart at the left, none at the right; the row in the middle has dots 4 to 7.
    const { chart, dots } = drawn([level(2, 16), { values: [8, 2], at: [0, 15], mark: 0 }], 3, 8)
    const owners = chart.lines.map((spans) => spans.flatMap(({ series }) => series ?? []))
    expect(owners).toEqual([[1], [0], []])
    expect(dots.has('4,8')).toBe(true)
    expect([...dots].filter((dot) => dot.startsWith('7,'))).toEqual(['7,7', '7,4'])
  })

  test('four looks are told apart without colour, and so are their samples', () => {
    const lines = [0, 1, 2, 3].map((mark) =>
      drawn([{ ...level(4, 12), mark }], 3, 6).lines[1].slice(2),
    )
    expect(lines).toEqual(['⠒⠒⠒⠒⠒⠒', '⠶⠶⠶⠶⠶⠶', '⠂⠂⠂⠂⠂⠂', '⠒⠐⠂⠒⠐⠂'])
    const { marks } = drawn([level(4, 12)], 3, 6).chart
    expect(marks).toEqual(lines.map((line) => line.slice(0, 2)))
  })

  test('gaps stay gaps, and what lies beyond the axis is marked where it is cut', () => {
    const values = [4, 4, null, null, Number.NaN, 4, 4, 99, -99]
    const { lines } = drawn([{ values }], 3, 5)
    expect(lines).toEqual(['8┤   ▲', ' │⠒ ⠐⠋⡆', '0┤    ▼'])
  })

  test('nothing in it is wider than asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.constant(null)), { maxLength: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 8 }),
        (values, width, height) => {
          const lines = chartText(fine({ series: [{ values }, { values }], width, height }))
          expect(lines).toHaveLength(height)
          for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(width)
        },
      ),
    )
  })
})
