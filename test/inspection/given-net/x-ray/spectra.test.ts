/** Sizes of matrices against NumPy, and against what can be known without computing. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type MatrixProducts, plainProducts } from '../../../../src/engine/stack/matrix-products.ts'
import { allSingularValues } from '../../../../src/inspection/given-net/x-ray/singular-values.ts'
import {
  gramOf,
  type Matrix,
  singularValues as ofGram,
  spectralRadius,
  stacked,
} from '../../../../src/inspection/given-net/x-ray/spectra.ts'

const file = new URL('../../../fixtures/nets/x-ray/spectra.json', import.meta.url)
interface Facts {
  readonly rows: number
  readonly columns: number
  readonly seed: number
  readonly norm: number
  readonly radius: number | null
  readonly spread: number
  readonly singular: number[] | null
}
const { matrices } = JSON.parse(readFileSync(file, 'utf8')) as { matrices: Facts[] }

/** As test/fixtures/nets/x-ray/generate.py draws them. */
function drawn(rows: number, columns: number, from: number): Matrix {
  let seed = from
  const data = Float64Array.from({ length: rows * columns }, () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647 - 0.5
  })
  return { rows, columns, data }
}

const singularValues = (matrix: Matrix) => ofGram(gramOf(matrix))

const of = (...rows: number[][]): Matrix => ({
  ...{ rows: rows.length, columns: rows[0].length },
  data: Float64Array.from(rows.flat()),
})

const times = ({ data, ...rest }: Matrix, factor: number): Matrix => ({
  ...rest,
  data: data.map((one) => one * factor),
})

/** Relative distance. */
const away = (found: number, expected: number) => Math.abs(found - expected) / Math.abs(expected)

describe('as NumPy has them', () => {
  it.each(matrices)(
    '$rows × $columns',
    ({ rows, columns, seed, norm, radius, spread, singular }) => {
      const matrix = drawn(rows, columns, seed)
      const found = singularValues(matrix)
      // Beyond 128 columns a Krylov space stands for the matrix.
      const close = columns <= 128 ? 1e-7 : 1e-4
      expect(away(found.norm, norm)).toBeLessThan(close)
      expect(Math.abs(found.spread - spread)).toBeLessThan(1e-12)
      if (radius !== null) expect(away(spectralRadius(matrix), radius)).toBeLessThan(close)
      for (const [k, value] of singular?.entries() ?? [])
        expect(allSingularValues(matrix)?.[k]).toBeCloseTo(value, 13)
    },
  )
})

/** I − 2vvᵀ/vᵀv: orthogonal and symmetric, of any size. */
function reflection(n: number): Matrix {
  const v = Float64Array.from(drawn(n, 1, 3).data)
  const square = v.reduce((sum, one) => sum + one * one, 0)
  const data = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return (i === j ? 1 : 0) - (2 * v[i] * v[j]) / square
  })
  return { rows: n, columns: n, data }
}

describe('as is known', () => {
  it.each([1, 3, 40, 200])('a multiple of an orthogonal matrix of %i', (n) => {
    const matrix = times(reflection(n), 0.8)
    expect(spectralRadius(matrix)).toBeCloseTo(0.8, 8)
    const { norm, spread } = singularValues(matrix)
    expect(norm).toBeCloseTo(0.8, 8)
    expect(spread).toBeLessThan(1e-13)
  })

  it('a rotation, whose eigenvalues are a pair', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)]
    expect(spectralRadius(of([c, -s], [s, c]))).toBeCloseTo(1, 8)
    expect(spectralRadius(of([0, 2], [-0.5, 0]))).toBeCloseTo(1, 8)
  })

  it('a diagonal, and a triangle', () => {
    const matrix = of([0.5, 0, 0], [0, -3, 0], [0, 0, 1])
    expect(spectralRadius(matrix)).toBeCloseTo(3, 7)
    expect(allSingularValues(matrix)).toEqual([3, 1, 0.5])
    // σ² = 0.25, 9, 1: mean 41/12
    const mean = 41 / 12
    const variance = ((0.25 - mean) ** 2 + (9 - mean) ** 2 + (1 - mean) ** 2) / 3
    expect(singularValues(matrix).spread).toBeCloseTo(Math.sqrt(variance) / mean, 13)
    expect(spectralRadius(of([0.9, 1e6], [0, 0.2]))).toBeCloseTo(0.9, 6)
  })

  it('a matrix whose square is zero', () => {
    const shift = of([0, 5, 0], [0, 0, 5], [0, 0, 0])
    expect(spectralRadius(shift)).toBe(0)
    expect(singularValues(shift).norm).toBeCloseTo(5, 7)
  })

  it('one direction alone', () => {
    const n = 9
    const data = new Float64Array(n * n).fill(2)
    const one = { rows: n, columns: n, data }
    expect(singularValues(one).norm).toBeCloseTo(18, 6)
    expect(singularValues(one).spread).toBeCloseTo(Math.sqrt(n - 1), 12)
    expect(spectralRadius(one)).toBeCloseTo(18, 6)
  })

  it('matrices above one another', () => {
    const [a, b] = [drawn(4, 3, 1), times(drawn(2, 3, 2), 1e-9)]
    const whole = { rows: 6, columns: 3, data: Float64Array.from([...a.data, ...b.data]) }
    const found = ofGram(stacked(stacked(null, gramOf(a)), gramOf(b)))
    expect(found.norm).toBeCloseTo(singularValues(whole).norm, 14)
    expect(found.spread).toBeCloseTo(singularValues(whole).spread, 14)
    const large = ofGram(stacked(gramOf(b), gramOf(times(b, 3))))
    expect(away(large.norm, Math.sqrt(10) * singularValues(b).norm)).toBeLessThan(1e-12)
  })

  it('nothing', () => {
    const zero = { rows: 3, columns: 3, data: new Float64Array(9) }
    expect(singularValues(zero)).toEqual({ norm: 0, spread: 0 })
    expect(spectralRadius(zero)).toBe(0)
    const large = { rows: 200, columns: 200, data: new Float64Array(40_000) }
    expect(spectralRadius(large)).toBe(0)
    expect(allSingularValues(zero)).toEqual([0, 0, 0])
  })

  it.each([1e-300, 1e-150, 1e150, 1e300])('the same at the size of %f', (size) => {
    const matrix = drawn(6, 6, 5)
    const [small, large] = [singularValues(matrix), singularValues(times(matrix, size))]
    expect(away(large.norm, small.norm * size)).toBeLessThan(1e-12)
    expect(large.spread).toBeCloseTo(small.spread, 12)
    const radius = spectralRadius(matrix) * size
    expect(away(spectralRadius(times(matrix, size)), radius)).toBeLessThan(1e-12)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('not with %f in it', (value) => {
    const matrix = of([1, value], [0, 1])
    expect(spectralRadius(matrix)).toBeNaN()
    expect(singularValues(matrix)).toEqual({ norm: Number.NaN, spread: Number.NaN })
    expect(allSingularValues(matrix)).toBeNull()
  })

  it('float32 as it stands, without a copy, into the room that is given', () => {
    const { data, ...sides } = drawn(9, 5, 4)
    const narrow = { ...sides, data: Float32Array.from(data) }
    const before = narrow.data.slice()
    const given: unknown[] = []
    const products: MatrixProducts = {
      ...plainProducts,
      gram(v, n, room) {
        given.push(v)
        return plainProducts.gram(v, n, room)
      },
    }
    const room = new Float64Array(25).fill(7)
    const found = gramOf(narrow, products, room)
    expect(found.gram).toBe(room)
    expect(given[0]).toBe(narrow.data)
    expect(narrow.data).toEqual(before)
    expect(found).toEqual(gramOf({ ...sides, data: Float64Array.from(narrow.data) }))
    const square = { rows: 6, columns: 6, data: Float32Array.from(drawn(6, 6, 5).data) }
    const wide = { ...square, data: Float64Array.from(square.data) }
    expect(spectralRadius(square)).toBe(spectralRadius(wide))
    expect(spectralRadius(square, 4)).toBe(spectralRadius(wide, 4))
    expect(allSingularValues(square)).toEqual(allSingularValues(wide))
  })

  // On this one QR iterations of JAMA never ended.
  it('where iterations may go round for ever', () => {
    const bad = of(
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 1, 0],
      [1, 1, 0, 0, 1],
      [1, 0, 1, 0, 1],
    )
    expect(spectralRadius(bad)).toBeCloseTo((1 + Math.sqrt(5)) / 2, 7)
  })
})
