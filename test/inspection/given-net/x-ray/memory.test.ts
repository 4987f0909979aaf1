/** Half-lives and reaches of gates at rest, against what is known of f^k. */
import { describe, expect, it } from 'vitest'
import {
  decayOf,
  halfLife,
  memoryOf,
  reach,
} from '../../../../src/inspection/given-net/x-ray/memory.ts'

describe('of one gate', () => {
  it.each([0.01, 0.5, 0.9, 0.999, -0.9])('%f to the power of its half-life is a half', (f) => {
    expect(Math.abs(f) ** halfLife(f)).toBeCloseTo(0.5, 12)
    expect(Math.abs(f) ** reach(f)).toBeCloseTo(1e-3, 13)
  })

  it('where it forgets all, or nothing', () => {
    expect(halfLife(0)).toBe(0)
    expect(halfLife(1)).toBe(Number.POSITIVE_INFINITY)
    expect(halfLife(1.5)).toBe(Number.POSITIVE_INFINITY)
    expect(halfLife(Number.NaN)).toBeNaN()
  })
})

describe('of a layer', () => {
  const half = (k: number) => 0.5 ** (1 / k) // halves every k steps

  it('says how gates spread and who remembers longest', () => {
    const found = memoryOf('f', Float64Array.from([half(1), half(4), half(2)]))
    expect(found.halfLife.values.map((one) => one?.toFixed(9))).toEqual([
      '1.000000000',
      '4.000000000',
      '2.000000000',
    ])
    expect(found.halfLife.median).toBeCloseTo(2, 9)
    expect(found.halfLife.longest).toBeCloseTo(4, 9)
    expect(found.halfLife.mean).toBeCloseTo(7 / 3, 9)
    expect(found.reach.longest).toBeCloseTo(4 * Math.log2(1000), 8)
    expect(found.units.map(({ unit }) => unit)).toEqual([2, 3, 1])
    const between = (a: number, b: number) => expect.closeTo((half(a) + half(b)) / 2, 11)
    expect(found.quartiles).toEqual([between(1, 2), between(2, 2), between(2, 4)])
    expect([found.min, found.max, found.never]).toEqual([0.5, expect.closeTo(half(4), 11), 0])
  })

  it('names eight units at most, the lower of equal ones first', () => {
    const found = memoryOf('z', new Float64Array(10).fill(0.5))
    expect(found.units.map(({ unit }) => unit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(found.mean).toBe(0.5)
    expect(found.halfLife.values).toEqual(new Array(10).fill(1))
  })

  it('has no number where a unit never fades', () => {
    const found = memoryOf('f', Float64Array.from([1, 0.5, 0.5]))
    expect(found.never).toBe(1)
    expect(found.halfLife).toEqual({ values: [null, 1, 1], mean: null, median: 1, longest: null })
    expect(found.units[0]).toEqual({ unit: 1, gate: 1, halfLife: null })
    expect(found.reach.longest).toBeNull()
  })

  it('leaves out what is no number', () => {
    const found = memoryOf('f', Float64Array.from([Number.NaN, 0.5]))
    expect(found.values).toEqual([null, 0.5])
    expect(found.mean).toBe(0.5)
    expect(found.units.map(({ unit }) => unit)).toEqual([2])
    const nothing = memoryOf('f', Float64Array.from([Number.NaN]))
    expect([nothing.mean, nothing.min, nothing.halfLife.median]).toEqual([null, null, null])
    expect(nothing.units).toEqual([])
  })
})

it('an RNN by its spectral radius', () => {
  expect(decayOf(0.5)).toEqual({
    ...{ radius: 0.5, grows: false, halfLife: 1, reach: expect.closeTo(Math.log2(1000), 10) },
  })
  expect(decayOf(1.2)).toEqual({ radius: 1.2, grows: true, halfLife: null, reach: null })
  expect(decayOf(0)).toEqual({ radius: 0, grows: false, halfLife: 0, reach: 0 })
})
