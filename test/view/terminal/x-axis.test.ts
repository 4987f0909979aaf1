import { describe, expect, test } from 'vitest'
import { widthOf } from '../../../src/view/shared/width.ts'
import { chartText, lineChart } from '../../../src/view/terminal/line-chart.ts'

const text = (options: Parameters<typeof lineChart>[0]) => chartText(lineChart(options))

describe('the x axis', () => {
  test('has whole numbers between the ends of the x axis, where they stand', () => {
    const values = Array.from({ length: 50 }, (_, n) => n)
    const at = values.map((n) => n + 1)
    const x = { first: 't = 1', last: '50', between: true }
    const foot = text({ series: [{ values, at }], width: 62, height: 5, x }).at(-1) ?? ''
    expect(foot.match(/\d+/gu)).toEqual(['1', '10', '20', '30', '40', '50'])
    const [start, columns] = [foot.indexOf('└') + 1, widthOf(foot) - foot.indexOf('└') - 1]
    for (const t of [10, 20, 30, 40]) {
      const place = start + ((t - 1) / 49) * (columns - 1)
      expect(Math.abs(foot.indexOf(String(t)) + 0.5 - place)).toBeLessThanOrEqual(1)
    }
    const narrow = text({ series: [{ values, at }], width: 14, height: 5, x }).at(-1)
    expect(narrow).toMatch(/└t = 1 ─+ 50$/u)
  })

  test('puts values where they stand on the x axis', () => {
    const series = [{ values: [1, 1], at: [0, 50] }]
    expect(text({ series, width: 13, height: 1, from: 0, to: 100 })).toEqual(['1┤──────'])
  })
})
