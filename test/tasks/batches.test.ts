import { describe, expect, it } from 'vitest'
import { hot, unevenness } from '../support/batches.ts'

describe('the yardsticks of these tests', () => {
  it('tells even from uneven counts', () => {
    const even = Array.from({ length: 6000 }, (_, n) => n % 6)
    const tilted = even.map((value, n) => (n % 12 === 0 ? 1 : value))
    expect(unevenness(even, 6)).toBeLessThan(0)
    expect(unevenness(tilted, 6)).toBeGreaterThan(4)
    expect(unevenness([0, 1, 2], 2)).toBe(Number.POSITIVE_INFINITY)
  })

  it('knows the 5 % point of chi-square with three degrees of freedom, 7.815', () => {
    const wanted = Math.sqrt(7.815 * 2500)
    const of = (count: number, value: number) => new Array<number>(count).fill(value)
    const shift = Math.round(wanted / 2)
    const values = [
      of(2500 + shift, 0),
      of(2500 - shift, 1),
      of(2500 + shift, 2),
      of(2500 - shift, 3),
    ].flat()
    expect(unevenness(values, 4)).toBeCloseTo(1.645, 1)
  })

  it('sees what is not one-hot', () => {
    expect(hot([0, 1, 0])).toBe(1)
    for (const row of [
      [0, 0],
      [1, 1],
      [0, 1, 7],
      [0.5, 0.5],
    ])
      expect(hot(row)).toBe(-1)
  })
})
