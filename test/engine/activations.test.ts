import { describe, expect, it } from 'vitest'
import { elementwise } from '../support/kernels.ts'

/** A sweep that is dense near zero, wide, and full of awkward float32 values. */
const z = Float32Array.from({ length: 40_000 }, (_, n) => {
  const sign = n % 2 ? -1 : 1
  return sign * (n < 20_000 ? n / 1000 : 10 ** (((n - 20_000) / 20_000) * 40 - 38))
})
/** The distance between a float32 and its neighbour. */
function ulp(x: number): number {
  const bits = new Int32Array(new Float32Array([Math.max(Math.abs(x), 2 ** -126)]).buffer)
  const [low] = new Float32Array(bits.buffer)
  bits[0]++
  return new Float32Array(bits.buffer)[0] - low
}
const worst = (found: Float32Array, exact: (z: number) => number, counts: (z: number) => boolean) =>
  z.reduce(
    (most, v, n) =>
      counts(v) ? Math.max(most, Math.abs(found[n] - exact(v)) / ulp(exact(v))) : most,
    0,
  )

describe('against float64', () => {
  const tanh = elementwise('tanh', z)
  const sigmoid = elementwise('sigmoid', z)

  it('tanh is within 3.5 ulp, and its slope within 6 as long as float32 holds it', () => {
    expect(worst(tanh.values, Math.tanh, () => true)).toBeLessThan(3.5)
    const slope = (v: number) => 4 / (Math.exp(v) + Math.exp(-v)) ** 2
    expect(worst(tanh.slopes, slope, (v) => Math.abs(v) < 43)).toBeLessThan(6)
  })

  it('sigmoid is within 3.5 ulp on both sides, and its slope within 6', () => {
    expect(
      worst(
        sigmoid.values,
        (v) => 1 / (1 + Math.exp(-v)),
        (v) => v > -87,
      ),
    ).toBeLessThan(3.5)
    const slope = (v: number) => 1 / (2 + Math.exp(v) + Math.exp(-v))
    expect(worst(sigmoid.slopes, slope, (v) => Math.abs(v) < 87)).toBeLessThan(6)
  })

  it('ln(1 + e^z) for z ≤ 0 is within 3 ulp, as long as float32 holds it', () => {
    const below = z.map((v) => -Math.abs(v))
    const { values, slopes } = elementwise('softplus', below)
    const held = (v: number) => v > -86
    const off = (found: Float32Array, exact: (v: number) => number) =>
      below.reduce((most, v, n) => {
        return held(v) ? Math.max(most, Math.abs(found[n] - exact(v)) / ulp(exact(v))) : most
      }, 0)
    expect(off(values, (v) => Math.log1p(Math.exp(v)))).toBeLessThan(3)
    expect(off(slopes, Math.exp)).toBeLessThan(3)
  })

  it('a saturated unit keeps a slope where 1 − tanh² would be zero', () => {
    const { values, slopes } = elementwise('tanh', Float32Array.of(12, -20))
    expect([...values]).toEqual([1, -1])
    expect(slopes[0] / (4 * Math.exp(-24))).toBeCloseTo(1, 5)
    expect(slopes[1] / (4 * Math.exp(-40))).toBeCloseTo(1, 5)
  })

  it('NaN stays NaN, infinities saturate', () => {
    for (const name of ['tanh', 'sigmoid'] as const) {
      const { values } = elementwise(name, Float32Array.of(Number.NaN, Infinity, -Infinity, 0))
      expect(values[0]).toBeNaN()
      expect(values[1]).toBe(1)
      expect(values[2]).toBeCloseTo(name === 'tanh' ? -1 : 0, 30)
      expect(values[3]).toBe(name === 'tanh' ? 0 : 0.5)
    }
  })
})
