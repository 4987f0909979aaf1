import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clock, power, rate, significant, stretch, tick } from '../../../src/view/shared/number.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { heatStrip, heatText } from '../../../src/view/terminal/heat-strip.ts'
import { bar } from '../../../src/view/terminal/progress-bar.ts'
import { sparkline } from '../../../src/view/terminal/sparkline.ts'

test('a bar is full only at the end', () => {
  expect(bar(0.5, 10)).toBe('█████░░░░░')
  expect(bar(0.999, 10)).toBe('█████████░')
  expect(bar(1, 4)).toBe('████')
  expect(bar(Number.NaN, 4)).toBe('░░░░')
  expect(bar(7, 2)).toBe('██')
  expect(bar(0.5, -3)).toBe('')
})

test('a sparkline goes from the least to the greatest', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█')
  expect(sparkline([1, null, 1], 8)).toBe('▅ ▅')
  expect(sparkline([], 8)).toBe('')
  expect(sparkline([-1e308, 1e308], 8)).toBe('▁█')
})

describe('heatStrip', () => {
  test('has t from left to right and units from top to bottom', () => {
    const values = [
      [0, 1],
      [0.5, 0],
      [1, 1],
    ]
    expect(heatText(heatStrip({ values, lo: 0, hi: 1, width: 6, height: 4 }))).toEqual([
      '1 │ +@',
      '2 │@ @',
    ])
  })

  test('shows of what shares a row or a column that which differs most', () => {
    const values = Array.from({ length: 4 }, (_, t) => (t < 2 ? [0, 1] : [1, 1]))
    const strip = heatStrip({ values, lo: 0, hi: 1, width: 7, height: 1, label: () => 'f' })
    // Of a mean of 3/4 the zeros differ most, where there are some.
    expect(heatText(strip)).toEqual(['f │  @@'])
    expect(strip.lines[0].map(({ level }) => level)).toEqual([null, 0, 9])
    expect(
      heatText(heatStrip({ values, lo: 0, hi: 1, width: 5, height: 1, label: () => 'f' })),
    ).toEqual(['f │ @'])
  })

  test('never exceeds its size', () => {
    const size = { T: fc.integer({ min: 0, max: 50 }), H: fc.integer({ min: 1, max: 40 }) }
    const room = { width: fc.integer({ min: 0, max: 60 }), height: fc.integer({ min: 0, max: 8 }) }
    fc.assert(
      fc.property(fc.record({ ...size, ...room }), ({ T, H, width, height }) => {
        const values = Array.from({ length: T }, (_, t) =>
          Array.from({ length: H }, (_, k) => Math.sin(t * k)),
        )
        const lines = heatText(heatStrip({ values, lo: -1, hi: 1, width, height }))
        expect(lines.length).toBeLessThanOrEqual(height)
        expect(Math.max(0, ...lines.map(widthOf))).toBeLessThanOrEqual(width)
      }),
    )
  })
})

test('numbers', () => {
  expect(
    [0.149, 1 / 6, 12.345, 1234, 0, -0.5, 3.2e-5, 1e-12, 2.5e7].map((x) => significant(x)),
  ).toEqual(['0.149', '0.167', '12.3', '1234', '0', '−0.5', '3.2e-5', '1e-12', '2.5e7'])
  expect(significant(1 / 6, 4)).toBe('0.1667')
  expect([null, Number.NaN, Number.POSITIVE_INFINITY].map((x) => significant(x))).toEqual([
    '–',
    '–',
    '–',
  ])
  expect([-12, 0, 2, -2999.5, -0.02, null].map(power)).toEqual([
    '1e-12',
    '1',
    '1e2',
    '3e-3000',
    '1',
    '0',
  ])
  expect([3.14, 3, 41.2, 9.96, 1234.5].map(stretch)).toEqual(['3.1', '3', '41', '10', '1235'])
  expect([0.3, 0.041, 0.0052, 0].map(stretch)).toEqual(['0.3', '0.04', '0.005', '0'])
  expect([812.4, 3.55, 0].map(rate)).toEqual(['812', '3.5', '0'])
  expect([tick(0.1, 0.05), tick(-5, 5), tick(0.30000000000000004, 0.1)]).toEqual([
    '0.10',
    '−5',
    '0.3',
  ])
  expect([7, 750, 3723, -1].map(clock)).toEqual(['0:07', '12:30', '1:02:03', '0:00'])
})
