import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  depthOf,
  FLOAT32_ZERO,
  reachesBackTo,
  slopeOf,
  trendOf,
  zeroUntil,
} from '../../src/rules/profile-trend.ts'

/**
 * Falls by a factor of ten every `every` steps going back from `top` at t = T; grows where `every`
 * is negative.
 */
const falling = (every: number, T = 50, top = -1) =>
  Array.from({ length: T }, (_, t) => top - (T - 1 - t) / every)

describe('trendOf', () => {
  test('tells falling, growing, flat, single and zero profiles apart', () => {
    expect(trendOf(falling(3.1))).toEqual({ kind: 'falls', every: expect.closeTo(3.1, 9) })
    expect(trendOf(falling(-7))).toEqual({ kind: 'grows', every: expect.closeTo(7, 9) })
    expect(trendOf(falling(500))).toEqual({ kind: 'flat' })
    expect(trendOf(falling(500, 1000))).toEqual({ kind: 'falls', every: expect.closeTo(500, 6) })
    expect(trendOf([-3])).toEqual({ kind: 'single' })
    expect(trendOf([null, null])).toEqual({ kind: 'zero' })
    expect(trendOf([])).toEqual({ kind: 'zero' })
    expect(trendOf([null, null, ...falling(2, 10)])).toEqual({
      kind: 'falls',
      every: expect.closeTo(2, 9),
    })
  })

  test('finds the line that fits best: any other is worse', () => {
    const log10 = fc.array(fc.double({ min: -400, max: 10, noNaN: true }), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(log10, fc.double({ min: -2, max: 2, noNaN: true }), (values, off) => {
        const error = (slope: number) => {
          const left = values.map((value, t) => value + slope * t)
          const mean = left.reduce((sum, value) => sum + value / left.length, 0)
          return left.reduce((sum, value) => sum + (value - mean) ** 2, 0)
        }
        const slope = slopeOf(values) ?? 0
        expect(error(slope)).toBeLessThanOrEqual(error(slope + off) + 1e-6)
      }),
    )
  })
})

test('depths: where a profile passes the bounds for good', () => {
  // At t the profile is −1 − (50 − t)/1: −46 at t = 5, −45 at t = 6; half the least subnormal is
  // 10^−45.15.
  expect(depthOf(falling(1))).toEqual({ kind: 'float32-zero', until: 5 })
  expect(Math.fround(10 ** (FLOAT32_ZERO - 1e-6))).toBe(0)
  expect(Math.fround(10 ** (FLOAT32_ZERO + 1e-6))).toBeGreaterThan(0)
  expect(depthOf(falling(1, 40))).toEqual({ kind: 'float32-subnormal', until: 3 })
  expect(depthOf(falling(4))).toEqual({ kind: 'millionth', until: 29 })
  expect(depthOf(falling(41))).toBeNull()
  expect(depthOf([null, null, -1])).toEqual({ kind: 'exactly-zero', until: 2 })
  expect(depthOf([null, null])).toBeNull()
  expect(zeroUntil([null, -3, null, -1])).toBe(1)
})

describe('reachesBackTo', () => {
  test('is where a geometric fall has lost three decades', () => {
    // ×10 every 4 steps: a thousandth after 12.
    expect(reachesBackTo(falling(4, 50))).toBe(50 - 12)
    expect(reachesBackTo(falling(1000, 50))).toBe(1)
    expect(reachesBackTo(falling(-4, 50))).toBe(1)
    expect(reachesBackTo([-9, null, -3, -1, -2])).toBe(3)
    expect(reachesBackTo([null, null])).toBeNull()
  })
})
