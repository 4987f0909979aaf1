/** Products by the kernels have the bits of sums in ascending order, whatever the sizes. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { kernelProducts } from '../../../src/engine/stack/kernel-products.ts'
import { type MatrixProducts, plainProducts } from '../../../src/engine/stack/matrix-products.ts'
import type { Numbers } from '../../../src/engine/stack/types.ts'
import { assetUrl } from '../../../src/io/program-file-url.ts'
import { EARLY, mergesVectors, REVECTORIZE } from '../../support/simd.ts'
import { seededNumbers } from '../../support/stacks.ts'

if (mergesVectors(process)) setFlagsFromString(REVECTORIZE)
setFlagsFromString(EARLY)
const built = (name: string) => kernelProducts(new WebAssembly.Module(readFileSync(assetUrl(name))))
const ALL: readonly (readonly [string, MatrixProducts])[] = [
  ['plain loops', plainProducts],
  ['kernels', built('kernels.wasm')],
  ['wide kernels', built('kernels-wide.wasm')],
]

/** Σ_k a(k)·b(k), one after the other. */
function sum(depth: number, a: (k: number) => number, b: (k: number) => number): number {
  let total = 0
  for (let k = 0; k < depth; k++) total += a(k) * b(k)
  return total
}

/** [n, width], entry by entry. */
const matrixOf = (n: number, width: number, entry: (r: number, c: number) => number) =>
  Float64Array.from({ length: n * width }, (_, k) => entry(Math.floor(k / width), k % width))

/** W·v, Wᵀ·d, Σ d·vᵀ and Σ v·vᵀ. */
interface Four {
  readonly times: Float64Array
  readonly transposeTimes: Float64Array
  readonly outer: Float64Array
  readonly gram: Float64Array
}

interface Given {
  readonly W: Numbers
  readonly v: Float64Array
  readonly d: Float64Array
  readonly rows: number
  readonly columns: number
  readonly n: number
}

const oneByOne = ({ W, v, d, rows, columns, n }: Given): Four => ({
  times: matrixOf(n, rows, (b, r) =>
    sum(
      columns,
      (k) => v[b * columns + k],
      (k) => W[r * columns + k],
    ),
  ),
  transposeTimes: matrixOf(n, columns, (b, c) =>
    sum(
      rows,
      (k) => d[b * rows + k],
      (k) => W[k * columns + c],
    ),
  ),
  outer: matrixOf(rows, columns, (r, c) =>
    sum(
      n,
      (k) => d[k * rows + r],
      (k) => v[k * columns + c],
    ),
  ),
  gram: matrixOf(columns, columns, (r, c) =>
    sum(
      n,
      (k) => v[k * columns + r],
      (k) => v[k * columns + c],
    ),
  ),
})

function by(products: MatrixProducts, { W, v, d, rows, columns, n }: Given): Four {
  const matrix = products.matrix(W, rows, columns)
  return {
    times: matrix.times(v, n),
    transposeTimes: matrix.transposeTimes(d, n),
    outer: products.outer(d, v, n),
    gram: products.gram(v, n),
  }
}

/** The first entry that differs, as "times[3]: …"; null where every bit is the same. */
function difference(products: MatrixProducts, all: Given): string | null {
  const [found, expected] = [by(products, all), oneByOne(all)]
  for (const name of ['times', 'transposeTimes', 'outer', 'gram'] as const) {
    const [made, right] = [found[name], expected[name]]
    if (made.length !== right.length) return `${name}: ${made.length} numbers`
    const at = right.findIndex((value, k) => !Object.is(value, made[k]))
    if (at >= 0) return `${name}[${at}]: ${made[at]}, not ${right[at]}`
  }
  return null
}

function given(rows: number, columns: number, n: number, isDouble: boolean, seed: number): Given {
  const draw = seededNumbers(seed)
  const W = draw(rows * columns)
  const numbers = { v: draw(n * columns), d: draw(n * rows) }
  return { W: isDouble ? W : Float32Array.from(W), ...numbers, rows, columns, n }
}

const samples = fc.record({
  rows: fc.integer({ min: 1, max: 70 }),
  columns: fc.integer({ min: 1, max: 70 }),
  n: fc.integer({ min: 1, max: 40 }),
  isDouble: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
})

describe.each(ALL)('%s', (_, products) => {
  it('adds in ascending order at any size', () => {
    fc.assert(
      fc.property(samples, ({ rows, columns, n, isDouble, seed }) => {
        const all = given(rows, columns, n, isDouble, seed)
        expect(difference(products, all)).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('has the sums of the first rows, and adds those rows up', () => {
    const sizes = fc.record({
      n: fc.integer({ min: 1, max: 70 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    })
    fc.assert(
      fc.property(sizes, ({ n, part, seed }) => {
        const [count, draw] = [Math.ceil(part * n), seededNumbers(seed)]
        const [A, v, u, start] = [draw(n * n), draw(n), draw(n), draw(n)]
        const { width, matrices, vectors, ...by } = products.rows(n, 1, 4)
        for (let r = 0; r < n; r++) matrices[0].set(A.subarray(r * n, (r + 1) * n), r * width)
        const [at, weights, image, total] = vectors
        for (const [to, from] of [
          [at, v],
          [weights, u],
          [total, start],
        ])
          to.set(from)
        by.times(matrices[0], at, count, image)
        by.addTransposed(matrices[0], weights, count, total)
        const four = (r: number) => {
          const sums = [0, 0, 0, 0]
          for (let k = 0; k < n; k++) sums[k % 4] += A[r * n + k] * v[k]
          return sums[0] + sums[2] + (sums[1] + sums[3])
        }
        const added = Array.from(start, (value, k) => {
          let sum = value
          for (let r = 0; r < count; r++) sum += A[r * n + k] * u[r]
          return sum
        })
        expect([...image.subarray(0, n)]).toEqual(
          Array.from({ length: n }, (_, r) => (r < count ? four(r) : 0)),
        )
        expect([...total.subarray(0, n)]).toEqual(added)
        expect([...total.subarray(n)]).toEqual(new Array(width - n).fill(0))
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['a side of more than one part', 519, 3, 5],
    ['more columns than are multiplied at a time', 5, 1031, 3],
    ['more vectors than are summed at a time', 3, 5, 2053],
    ['a matrix of which some rows are packed at a time', 300, 1100, 9],
  ])('does so for %s', (_, rows, columns, n) => {
    const all = given(rows, columns, n, false, rows)
    expect(difference(products, all)).toBeNull()
  })

  it('hands on what is no number, and nothing of it elsewhere', () => {
    const all = given(9, 7, 6, true, 3)
    all.v[3 * 7 + 2] = Number.NaN
    all.d[8] = Number.POSITIVE_INFINITY
    all.W[5] = Number.NEGATIVE_INFINITY
    expect(difference(products, all)).toBeNull()
  })
})

it('goes on in plain loops where there is no memory', () => {
  const { Module, Instance } = WebAssembly
  class Memory {
    constructor() {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory')
    }
  }
  vi.stubGlobal('WebAssembly', { Module, Instance, Memory })
  try {
    expect(built('kernels.wasm')).toBe(plainProducts)
  } finally {
    vi.unstubAllGlobals()
  }
})

it('goes on in plain loops where no memory is left', () => {
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory')
  })
  try {
    const all = given(90, 70, 6, false, 5)
    expect(difference(built('kernels.wasm'), all)).toBeNull()
    expect(grow).toHaveBeenCalled()
  } finally {
    grow.mockRestore()
  }
})
