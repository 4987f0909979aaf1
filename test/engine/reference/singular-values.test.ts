import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { log10SingularValues } from '../../../src/engine/reference/singular-values.ts'
import { normFinder, spectralNorm } from '../../../src/engine/reference/spectral-norm.ts'
import { kernelProducts } from '../../../src/engine/stack/kernel-products.ts'
import { kernelsModule } from '../../support/kernels.ts'

interface Case {
  readonly name: string
  /** [n, n] */
  readonly A: number[]
  readonly values: number[]
}
const CASES: readonly Case[] = JSON.parse(
  readFileSync('test/fixtures/singular-values.json', 'utf8'),
)

const matrix = (...rows: number[][]) => Float64Array.from(rows.flat())
const diagonal = (...values: number[]) =>
  matrix(...values.map((value, k) => values.map((_, column) => (column === k ? value : 0))))

function drawn(n: number, seed: number): Float64Array {
  const { uniform } = random(seed, 'weights')
  return Float64Array.from({ length: n * n }, () => (2 * uniform() - 1) / Math.sqrt(n))
}

describe('all of them', () => {
  it.each(CASES)('are those of NumPy or of decimals: $name', ({ A, values }) => {
    const found = log10SingularValues(Float64Array.from(A)).map((log) => 10 ** log)
    expect(found.map((value, k) => value / values[k])).toEqual(
      values.map(() => expect.closeTo(1, 11)),
    )
  })

  it('are the absolute values of a diagonal, however small', () => {
    const found = log10SingularValues(diagonal(1e-300, -3, 0, 5e-324, 2))
    expect(found.slice(0, 4)).toEqual(
      [3, 2, 1e-300, 5e-324].map((value) => expect.closeTo(Math.log10(value), 12)),
    )
    expect(found[4]).toBe(-Infinity)
  })

  it('have rows 1e-300 times as large as others', () => {
    // Rows (1, 1) and 1e-300·(1, 0): √2, and det / √2.
    const [large, small] = log10SingularValues(matrix([1, 1], [1e-300, 0]))
    expect(large).toBeCloseTo(Math.log10(Math.SQRT2), 13)
    expect(small).toBeCloseTo(-300 - Math.log10(Math.SQRT2), 12)
  })

  it('are 1 of a rotation, 0 of zeros, √n of n equal rows', () => {
    expect(log10SingularValues(matrix([0.6, -0.8], [0.8, 0.6]))).toEqual([
      expect.closeTo(0, 15),
      expect.closeTo(0, 15),
    ])
    expect(log10SingularValues(new Float64Array(9))).toEqual([-Infinity, -Infinity, -Infinity])
    const [first, ...others] = log10SingularValues(new Float64Array(16).fill(1))
    expect(first).toBeCloseTo(Math.log10(4), 13)
    expect(Math.max(...others)).toBeLessThan(-15)
  })

  it('are NaN where an entry is', () => {
    expect(log10SingularValues(matrix([1, Number.NaN], [0, 1]))).toEqual([Number.NaN, Number.NaN])
    expect(log10SingularValues(matrix([Infinity]))).toEqual([Number.NaN])
  })

  it('multiply to the determinant of W diag(s), and lie between its bounds', () => {
    const W = drawn(20, 3)
    const s = Array.from({ length: 20 }, (_, k) => 10 ** (-8 * k))
    const rows = W.map((value, k) => value * s[Math.floor(k / 20)])
    const sum = (values: number[]) => values.reduce((a, b) => a + b)
    const logs = log10SingularValues(rows)
    expect(sum(logs) - sum(log10SingularValues(W))).toBeCloseTo(sum(s.map(Math.log10)), 9)
    expect([...logs].sort((a, b) => b - a)).toEqual(logs)
  })
})

describe('the largest alone', () => {
  it.each(CASES)('is the first of all: $name', ({ A, values }) => {
    expect(spectralNorm(Float64Array.from(A)) / values[0]).toBeCloseTo(1, 12)
  })

  it.each([1, 2, 5, 33, 90])('is the first of all of random [n, n], n = %i', (n) => {
    for (const seed of [1, 2, 3]) {
      const A = drawn(n, seed)
      expect(spectralNorm(A) / 10 ** log10SingularValues(A)[0]).toBeCloseTo(1, 11)
    }
  })

  it('is found by the kernels to the same bit, also after a matrix that is none', () => {
    const { rows } = kernelProducts(kernelsModule)
    for (const n of [1, 2, 5, 33, 64]) {
      const [plain, quick] = [normFinder(n), normFinder(n, rows)]
      const A = drawn(n, 7)
      const expected = plain.of(A)
      for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
        quick.of(A.with(n - 1, broken))
        expect(quick.of(A)).toBe(expected)
      }
      expect(plain.of(A.with(0, Number.NaN))).toBeNaN()
      expect(plain.of(A)).toBe(expected)
    }
  })

  it('stands out by 1e-9 among 30 equal ones', () => {
    const values = new Array(30).fill(1).with(17, 1 + 1e-9)
    expect(spectralNorm(diagonal(...values))).toBeCloseTo(1 + 1e-9, 11)
  })

  it('is the largest slope times 1.5 where a step is diag(slopes) · 1.5 Q, Q orthogonal', () => {
    for (const [n, seed] of [64, 128].flatMap((n) => [1, 2, 3, 4].map((seed) => [n, seed]))) {
      const { uniform } = random(seed, 'weights')
      const slopes = Array.from({ length: n }, () => 1 - (0.8 * uniform()) ** 2)
      // Q is the orthonormal cosine transform.
      const A = Float64Array.from({ length: n * n }, (_, at) => {
        const [row, column] = [Math.floor(at / n), at % n]
        const Q = Math.sqrt((row > 0 ? 2 : 1) / n) * Math.cos((Math.PI * (column + 0.5) * row) / n)
        return slopes[row] * 1.5 * Q
      })
      expect(spectralNorm(A) / (1.5 * Math.max(...slopes))).toBeCloseTo(1, 11)
    }
  })

  it('has closed forms', () => {
    expect(spectralNorm(diagonal(1, -7, 3, 0))).toBeCloseTo(7, 13)
    expect(spectralNorm(new Float64Array(9))).toBe(0)
    expect(spectralNorm(matrix([0.6, -0.8], [0.8, 0.6]))).toBeCloseTo(1, 14)
    // u vᵀ has ‖u‖ ‖v‖.
    expect(spectralNorm(matrix([2, 4, 4], [1, 2, 2], [2, 4, 4]))).toBeCloseTo(9, 13)
    expect(spectralNorm(matrix([Number.NaN]))).toBeNaN()
  })
})
