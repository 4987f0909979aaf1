import { describe, expect, test } from 'vitest'
import {
  log10Norm,
  plain,
  plus,
  type Scaled,
  scaled,
  times,
  timesPowerOfTwo,
  zero,
} from '../../../src/engine/reference/scaled-vector.ts'

const f64 = (...values: number[]) => Float64Array.of(...values)

describe('scaled vectors', () => {
  test.each([
    [3, -0.1],
    [1e-300, 5e-324],
    [1.7e308, -4],
    [5e-324, 0],
  ])('come back as they were: %d, %d', (a, b) => {
    expect(plain(scaled(f64(a, b)))).toEqual(f64(a, b))
  })

  test('the largest value stands near 1', () => {
    for (const size of [1e-310, 1e-5, 7, 1e300]) {
      const largest = Math.max(...scaled(f64(size, -size / 3)).values.map(Math.abs))
      expect(largest).toBeGreaterThanOrEqual(0.5)
      expect(largest).toBeLessThan(2)
    }
  })

  test('sums are those of float64 where those exist', () => {
    const [a, b] = [f64(0.1, 1e-20, -3e10), f64(0.2, 7, 1e-10)]
    expect(plain(plus(scaled(a), scaled(b)))).toEqual(a.map((value, k) => value + b[k]))
  })

  test('sums far outside: the larger wins, equal ones double, opposite ones vanish', () => {
    const tiny = scaled(f64(3, 4), -20000)
    const tinier = scaled(f64(1, 1), -30000)
    expect(plus(tiny, tinier)).toEqual(tiny)
    expect(plus(tinier, tiny)).toEqual(tiny)
    expect(log10Norm(plus(tiny, tiny))).toBeCloseTo(1 - 20000 * Math.log10(2), 9)
    expect(log10Norm(plus(tiny, times(tiny, f64(-1, -1))))).toBeNull()
  })

  test('zero is neutral and has no logarithm', () => {
    const tiny = scaled(f64(3, 4), -20000)
    expect(plus(zero(2), tiny)).toEqual(tiny)
    expect(plus(tiny, zero(2))).toEqual(tiny)
    expect([log10Norm(zero(2)), log10Norm(plus(zero(2), zero(2)))]).toEqual([null, null])
    expect(plain(zero(2))).toEqual(f64(0, 0))
  })

  test('ten thousand products with 1/10', () => {
    let a: Scaled = scaled(f64(3, 4))
    for (let k = 0; k < 10_000; k++) a = times(a, f64(0.1, 0.1))
    expect(log10Norm(a)).toBeCloseTo(Math.log10(5) - 10_000, 8)
    expect(plain(a)).toEqual(f64(0, 0))
  })

  test('what diverged stays visible', () => {
    expect(log10Norm(scaled(f64(1, Number.NaN)))).toBeNaN()
    expect(log10Norm(scaled(f64(Number.NaN, 1)))).toBeNaN()
    expect(log10Norm(scaled(f64(1, Infinity)))).toBe(Infinity)
  })
})

test('powers of two from end to end of the range', () => {
  expect(timesPowerOfTwo(5e-324, 2097)).toBe(2 ** 1023)
  expect(timesPowerOfTwo(2 ** 1023, -2097)).toBe(5e-324)
  expect(timesPowerOfTwo(1, -5000)).toBe(0)
  expect(timesPowerOfTwo(-1, 5000)).toBe(-Infinity)
  expect(timesPowerOfTwo(0, 5000)).toBe(0)
})
