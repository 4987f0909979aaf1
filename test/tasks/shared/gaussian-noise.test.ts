import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { addNoise, logarithm } from '../../../src/tasks/shared/gaussian-noise.ts'
import { unevenness } from '../../support/batches.ts'

/** From a table of the standard normal distribution: its deciles. */
const DECILES = [
  -1.281552, -0.841621, -0.524401, -0.253347, 0, 0.253347, 0.524401, 0.841621, 1.281552,
]

const drawn = (count: number, variance: number): Float32Array => {
  const into = new Float32Array(count)
  addNoise(random(3, 'train'), variance, into, 0, 1, count)
  return into
}

describe('Gaussian noise', () => {
  it('falls into the tenths of the normal distribution evenly', () => {
    const variance = 0.2
    const tenths = [...drawn(40_000, variance)].map(
      (value) => DECILES.filter((edge) => value > edge * Math.sqrt(variance)).length,
    )
    expect(unevenness(tenths, 10)).toBeLessThan(4)
    // Another variance is told apart.
    const wrong = [...drawn(40_000, 0.22)].map(
      (value) => DECILES.filter((edge) => value > edge * Math.sqrt(variance)).length,
    )
    expect(unevenness(wrong, 10)).toBeGreaterThan(4)
  })

  it('has tails: 27 of 10,000 beyond three deviations, and no two partners agree', () => {
    const values = drawn(100_000, 1)
    const far = values.filter((value) => Math.abs(value) > 3).length
    expect(Math.abs(far - 270)).toBeLessThan(4 * Math.sqrt(270))
    const pairs = Array.from({ length: 50_000 }, (_, n) => values[2 * n] * values[2 * n + 1])
    expect(Math.abs(pairs.reduce((sum, product) => sum + product, 0) / 50_000)).toBeLessThan(
      4 / Math.sqrt(50_000),
    )
  })

  it('adds to what is there, at its places and nowhere else', () => {
    const into = new Float32Array(9).fill(5)
    addNoise(random(1, 'train'), 0.2, into, 1, 3, 3)
    expect([...into].flatMap((value, n) => (value === 5 ? [] : [n]))).toEqual([1, 4, 7])
  })

  it('leaves nothing over: an odd count draws as many numbers as the even one above it', () => {
    const [odd, even] = [random(1, 'train'), random(1, 'train')]
    addNoise(odd, 1, new Float32Array(3), 0, 1, 3)
    addNoise(even, 1, new Float32Array(4), 0, 1, 4)
    expect(odd.state()).toEqual(even.state())
  })

  it('has the logarithm of the standard library, to 15 digits', () => {
    for (let n = 0; n < 5000; n++) {
      const x = 2 ** (-62 * (n / 5000)) * (1 - n / 20_000)
      expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThanOrEqual(
        2e-15 * Math.max(1, Math.abs(Math.log(x))),
      )
    }
    expect(logarithm(1)).toBe(0)
    expect(logarithm(2 ** -62)).toBeCloseTo(-62 * Math.LN2, 12)
  })
})
