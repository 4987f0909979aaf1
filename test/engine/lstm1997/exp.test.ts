import { expect, it } from 'vitest'
import { exp } from '../../support/lstm1997-samples.ts'

/** The distance of two positive float64 numbers, counted in numbers that lie between. */
function apart(a: number, b: number): number {
  const [first, second] = new BigInt64Array(Float64Array.of(a, b).buffer)
  return Math.abs(Number(first - second))
}

it('e^x is within 1 ulp of the platform’s, as far as float64 goes', () => {
  let worst = 0
  for (let n = 0; n <= 20_000; n++) {
    for (const x of [(n - 10_000) * 0.0745, (n - 10_000) * 1e-7]) {
      if (x > 709 || x < -708) continue
      worst = Math.max(worst, apart(exp(x), Math.exp(x)))
    }
  }
  expect(worst).toBeLessThanOrEqual(1)
})

it('and is right where it ends', () => {
  expect([0, -0, -Infinity, Infinity, -800, 800].map(exp)).toEqual([1, 1, 0, Infinity, 0, Infinity])
  expect(exp(Number.NaN)).toBeNaN()
})
